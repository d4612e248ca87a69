import {mutationsTable} from "../../src/model/tables.js";
import type {Cell} from "../release/tableData.js";
import {parseTarget, targets} from "../study/targets.js";
import type {GeneResolver} from "./geneSymbols.js";
import type {OpenFile} from "./openSource.js";
import type {Cohort} from "./patients.js";
import {readMapped} from "./readMapped.js";
import {ReasonedColumn} from "./reasonedTable.js";
import {refuseWithoutSample} from "./samples.js";
import type {SourceContext} from "./sourceContext.js";
import {updatedSymbols} from "./updatedSymbols.js";
import {describeProteins} from "./variants/describeProteins.js";

/** The calls of one assay in one file that were used, column by column. */
export interface Calls {
  /** Name of the assay in the mapping. */
  readonly assay: string;
  /** Index of the patient. */
  readonly patient: Int32Array;
  readonly gene: readonly string[];
  readonly variantClass: readonly Cell[];
  readonly codon: readonly Cell[];
  /** The reading frame is kept and no stop is gained; null where not known. */
  readonly inFrame: readonly Cell[];
  /** True where the call is oncogenic or possibly so and passed quality control. */
  readonly driver: readonly boolean[];
}

/**
 * Appends the calls of a file of mutation rows. A row with an unknown gene, call class or quality, or with the id of an
 * earlier call, is refused; one in a gene of no interest is left out.
 *
 * @returns the calls of each assay
 */
export function addMutations(
  file: OpenFile,
  keys: readonly string[],
  joined: Int32Array,
  cohort: Cohort,
  sampleIds: readonly (string | undefined)[],
  genes: GeneResolver,
  context: SourceContext
): Calls[] {
  const {spec, ledger} = file;
  refuseUnknownAssays(file, keys);
  refuseWithoutSample(file, keys, joined, sampleIds);
  const columns = new Map<string, ReasonedColumn>();
  const candidates = ledger.usedRows();
  const read = (rows: Uint32Array, wanted: (name: string) => boolean): void => {
    for (const [name, specs] of Object.entries(spec.columns))
      for (const declared of specs) {
        const target = parseTarget(declared.to)!;
        if (wanted(target.name))
          columns.set(
            target.name,
            readMapped(file, name, declared, targets.mutations.get(target.name)!, rows, context)
          );
      }
  };
  const required = ["gene_symbol", "chrom", "call_class", "qc"];
  read(candidates, (name) => required.includes(name));
  resolveGenes(file, candidates, columns, genes, context);
  for (const name of ["call_class", "qc"] as const)
    columns.set(name, columns.get(name) ?? constant(spec.constants[name], candidates.length));
  const ids = callIds(file, keys, candidates, context);
  const kept: number[] = [];
  candidates.forEach((row, i) => {
    if (!ledger.isUsed(row)) return;
    const unknown = ["gene_symbol", "call_class", "qc"].find((name) => columns.get(name)!.values[i] === null);
    if (unknown !== undefined)
      ledger.refuse(row, keys[row], {reason: `unusable ${unknown}`, expected: expected[unknown]});
    else kept.push(i);
  });
  for (const [name, column] of columns) columns.set(name, pick(column, kept));
  const rows = Uint32Array.from(kept, (i) => candidates[i]);
  read(rows, (name) => !required.includes(name));
  describeProteins(file, rows, columns, context);
  const patient = Int32Array.from(rows, (row) => joined[row]);
  context.provenance.calls.set(file, {rows, keys: kept.map((i) => ids[i])});
  const {mutations} = context.tables;
  for (const {name} of mutationsTable.columns) {
    const builder = mutations.column(name);
    const values = columns.get(name);
    if (name === "mutation_id") for (const i of kept) builder.push(ids[i]);
    else if (name === "sample_id") for (const p of patient) builder.push(sampleIds[p]!);
    else if (name === "patient_id") for (const p of patient) builder.push(cohort.ids[p]);
    else if (name === "genome_build") builder.fill(spec.genome ?? null, rows.length, "NOT_COLLECTED");
    else if (values) builder.append(values);
    else builder.fill(null, rows.length, "NOT_COLLECTED");
  }
  const none: Cell[] = new Array<Cell>(rows.length).fill(null);
  // Copies, because the table goes on growing.
  const cells = (name: string): readonly Cell[] => columns.get(name)?.values.slice(0, rows.length) ?? none;
  const classes = cells("call_class");
  const quality = columns.get("qc")!.values;
  const all = {
    patient,
    gene: cells("gene_symbol") as string[],
    variantClass: cells("variant_class"),
    codon: cells("protein_start"),
    inFrame: cells("in_frame"),
    driver: classes.map((d, i) => (d === "oncogenic" || d === "possible") && quality[i] === "pass")
  };
  const {column, codes, assays} = spec.assay!;
  if (column === undefined) return [{assay: assays[0], ...all}];
  const tokens = file.raw.column(column);
  return assays.map((assay) => {
    const own = Array.from(rows.keys()).filter((i) => codes[tokens[rows[i]].trim()] === assay);
    return {
      assay,
      patient: Int32Array.from(own, (i) => patient[i]),
      gene: own.map((i) => all.gene[i]),
      variantClass: own.map((i) => all.variantClass[i]),
      codon: own.map((i) => all.codon[i]),
      inFrame: own.map((i) => all.inFrame[i]),
      driver: own.map((i) => all.driver[i])
    };
  });
}

/** Refuses calls of which the file does not tell the assay. */
function refuseUnknownAssays({spec, raw, ledger}: OpenFile, keys: readonly string[]): void {
  const {column, codes} = spec.assay!;
  if (column === undefined) return;
  const cells = raw.column(column);
  const expected = `one of ${Object.keys(codes).join(", ")} in ${column}`;
  for (const row of ledger.usedRows())
    if (!Object.hasOwn(codes, cells[row].trim())) ledger.refuse(row, keys[row], {reason: "unknown assay", expected});
}

const expected: Readonly<Record<string, string>> = {
  gene_symbol: "a known gene symbol",
  call_class: "a known class of call",
  qc: "a known quality"
};

function constant(code: string | undefined, length: number): ReasonedColumn {
  const column = new ReasonedColumn();
  column.fill(code ?? null, length);
  return column;
}

function pick(column: ReasonedColumn, indexes: readonly number[]): ReasonedColumn {
  if (indexes.length === column.values.length) return column;
  const result = new ReasonedColumn();
  const {values, reasons} = column;
  for (const i of indexes) result.pushCoded(values[i], reasons[i]);
  return result;
}

/** Replaces raw symbols by current ones and counts the former; rows with an unknown symbol get null. */
function resolveGenes(
  {spec, raw, ledger}: OpenFile,
  rows: Uint32Array,
  columns: Map<string, ReasonedColumn>,
  genes: GeneResolver,
  {findings}: SourceContext
): void {
  const symbols = columns.get("gene_symbol")!;
  const chromosomes = columns.get("chrom");
  const updates = updatedSymbols(raw.file, rows.length, findings);
  const resolved = new ReasonedColumn();
  rows.forEach((row, i) => {
    const symbol = symbols.values[i];
    const chromosome = chromosomes?.values[i];
    const {gene, needs} =
      typeof symbol === "string" ? genes(symbol, typeof chromosome === "string" ? chromosome : null) : {gene: null};
    if (gene === null && symbol !== null) refuseGene(ledger, row, String(symbol), needs, spec.otherGenes);
    if (gene !== null) updates.note(String(symbol), gene);
    resolved.push(gene, "INVALID");
  });
  columns.set("gene_symbol", resolved);
  updates.report();
}

function refuseGene(
  ledger: OpenFile["ledger"],
  row: number,
  symbol: string,
  needs: string | undefined,
  other: OpenFile["spec"]["otherGenes"]
): void {
  if (needs !== undefined)
    ledger.refuse(row, null, {
      reason: `ambiguous gene symbol: ${symbol}`,
      expected: `a position on chromosome ${needs}`
    });
  else if (other === "leaveOut") ledger.filter(row, "a gene that no declaration names");
  else
    ledger.refuse(row, null, {reason: `unknown gene symbol: ${symbol}`, expected: "a current or former HGNC symbol"});
}

/** Surrogate keys of the calls; a repeated raw id refuses the later row. */
function callIds(
  {spec, raw, ledger}: OpenFile,
  keys: readonly string[],
  rows: Uint32Array,
  {surrogate}: SourceContext
): string[] {
  const cells = spec.id === undefined ? undefined : raw.column(spec.id);
  const seen = new Set<string>();
  const ordinal = new Map<string, number>();
  return Array.from(rows, (row) => {
    if (cells) {
      const id = cells[row].trim();
      if (seen.has(id))
        ledger.refuse(row, keys[row], {reason: "duplicate call", expected: `one row a call (${spec.id!})`});
      seen.add(id);
      return surrogate("call", raw.file, id);
    }
    const n = (ordinal.get(keys[row]) ?? 0) + 1;
    ordinal.set(keys[row], n);
    return surrogate("call", raw.file, keys[row], String(n));
  });
}
