import type {GeneResolver} from "./geneSymbols.js";
import type {OpenFile} from "./openSource.js";
import type {Cohort} from "./patients.js";
import {ReasonedColumn} from "./reasonedTable.js";
import {appendSampleRows, readSampleRows, replaced} from "./sampleRows.js";
import type {SampleIds} from "./samples.js";
import type {SourceContext} from "./sourceContext.js";
import {updatedSymbols} from "./updatedSymbols.js";

/** Genes whose mutations in remission may stem from clonal haematopoiesis. */
const haematopoiesis: ReadonlySet<unknown> = new Set(["DNMT3A", "TET2", "ASXL1"]);

/**
 * Appends the tests for residual disease of a file. Targets that are genes get the current symbol; whether the gene is one
 * of clonal haematopoiesis is told by the target, unless a column does. A second result for a sample, method and target is
 * refused.
 */
export function addMrd(
  file: OpenFile,
  keys: readonly string[],
  joined: Int32Array,
  cohort: Cohort,
  samples: SampleIds,
  genes: GeneResolver,
  context: SourceContext
): void {
  const {spec, raw, ledger} = file;
  const read = readSampleRows(file, keys, joined, samples, "mrd", context);
  const columns = new Map(read.columns);
  const updates = updatedSymbols(raw.file, read.rows.length, context.findings);
  const isGene: boolean[] = [];
  const targets = replaced(columns.get("target")!, (value, i) => {
    const {gene} = genes(String(value), null);
    isGene[i] = gene !== null;
    return gene === null ? value : updates.note(String(value), gene);
  });
  updates.report();
  columns.set("target", targets);
  const told = Object.values(spec.columns).some((specs) => specs.some(({to}) => to === "mrd.is_dta"));
  if (!told && spec.constants.is_dta === undefined) {
    const flags = new ReasonedColumn();
    targets.values.forEach((target, i) => flags.push(isGene[i] ? haematopoiesis.has(target) : null, "NOT_APPLICABLE"));
    columns.set("is_dta", flags);
  }
  const seen = new Map<string, number>();
  read.rows.forEach((row, i) => {
    if (!ledger.isUsed(row)) return;
    const key = JSON.stringify([joined[row], columns.get("method")!.values[i], targets.values[i]]);
    const first = seen.get(key);
    if (first === undefined) return void seen.set(key, row);
    const expected = `one row a sample, method and target (first in row ${raw.recordNumber(first)})`;
    ledger.refuse(row, keys[row], {reason: "duplicate result", expected});
  });
  appendSampleRows(file, joined, cohort, samples, "mrd", {rows: read.rows, columns}, context);
}
