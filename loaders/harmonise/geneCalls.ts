import type {GeneResolver} from "./geneSymbols.js";
import type {OpenFile} from "./openSource.js";
import type {Cohort} from "./patients.js";
import {appendSampleRows, readSampleRows, replaced} from "./sampleRows.js";
import type {SampleIds} from "./samples.js";
import type {SourceContext} from "./sourceContext.js";
import {updatedSymbols} from "./updatedSymbols.js";

/**
 * Appends the copy-number calls of genes in a file. Former symbols are replaced; one that meant several genes is refused, and
 * so is a second call of a sample and gene. A gene that no declaration names is left out and counted where the mapping
 * says so, and is kept as delivered and counted otherwise.
 */
export function addGeneCalls(
  file: OpenFile,
  keys: readonly string[],
  joined: Int32Array,
  cohort: Cohort,
  samples: SampleIds,
  genes: GeneResolver,
  context: SourceContext
): void {
  const {spec, raw, ledger} = file;
  const read = readSampleRows(file, keys, joined, samples, "cna_gene", context);
  const columns = new Map(read.columns);
  const updates = updatedSymbols(raw.file, read.rows.length, context.findings);
  const unlisted = new Set<string>();
  const checked = new Set<string>();
  const symbols = replaced(columns.get("gene_symbol")!, (value, i) => {
    const row = read.rows[i];
    const token = String(value);
    if (!ledger.isUsed(row)) return token;
    const {gene, needs} = genes(token, null);
    checked.add(token);
    if (needs !== undefined) {
      const expected = `a symbol that means one gene (as on chromosome ${needs})`;
      ledger.refuse(row, keys[row], {reason: `ambiguous gene symbol: ${token}`, expected});
    }
    if (gene !== null) return updates.note(token, gene);
    if (needs === undefined) unlisted.add(token);
    if (spec.otherGenes === "leaveOut") ledger.filter(row, "a gene that no declaration names");
    return token;
  });
  updates.report();
  columns.set("gene_symbol", symbols);
  context.findings.add({
    file: raw.file,
    rule: "gene_symbol_unlisted",
    severity: "info",
    n: unlisted.size,
    checked: checked.size,
    description: "Gene symbols that no declaration names"
  });
  const first = new Map<string, number>();
  read.rows.forEach((row, i) => {
    if (!ledger.isUsed(row)) return;
    const key = `${joined[row]} ${String(symbols.values[i])}`;
    const earlier = first.get(key);
    if (earlier === undefined) return void first.set(key, row);
    const expected = `one call a sample and gene (first in row ${raw.recordNumber(earlier)})`;
    ledger.refuse(row, keys[row], {reason: "duplicate call", expected});
  });
  appendSampleRows(file, joined, cohort, samples, "cna_gene", {rows: read.rows, columns}, context);
}
