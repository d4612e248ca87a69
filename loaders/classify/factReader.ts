import type {HarmonisedTables} from "../harmonise/harmonisedTables.js";
import type {Cell} from "../release/tableData.js";
import type {Known} from "./encodeFact.js";
import type {Fact} from "./factVocabulary.js";

/** The tables that facts are read from. */
export type FactTables = Pick<HarmonisedTables, "patients" | "cytogenetics" | "patient_features" | "mutations"> & {
  /** Samples whose calls say nothing of the patient at the index event. */
  readonly laterSamples?: ReadonlySet<Cell>;
};

/** A fact of the patient in a row of the table `patients`. */
export type FactReader = (row: number) => Known;

/**
 * Reads facts of patients from the harmonised tables of a source. A patient without a row in a table, and a column that
 * a table does not have, mean that nothing is known.
 */
export function factReader(tables: FactTables): (fact: Fact) => FactReader {
  const ids = tables.patients.column("patient_id").values;
  const places = new Map<string, Int32Array>();
  const rowsIn = (table: "cytogenetics" | "patient_features"): Int32Array => {
    let rows = places.get(table);
    if (!rows) {
      const at = new Map(tables[table].column("patient_id").values.map((id, i) => [id, i]));
      places.set(table, (rows = Int32Array.from(ids, (id) => at.get(id) ?? -1)));
    }
    return rows;
  };
  return ({type, from}) => {
    if (from.table === "mutations") {
      const highest = highestVaf(tables, from.gene);
      return (row) => highest.get(ids[row]) ?? null;
    }
    if (!tables[from.table].schema.columns.some(({name}) => name === from.column)) return () => null;
    const {values} = tables[from.table].column(from.column);
    if ("code" in from) return (row) => (values[row] === null ? null : values[row] === from.code);
    const known = (cell: Cell): Known =>
      typeof cell === "number" || typeof cell === "boolean"
        ? type === "truth"
          ? Number(cell) === 1
          : Number(cell)
        : null;
    if (from.table === "patients") return (row) => known(values[row]);
    const rows = rowsIn(from.table);
    return (row) => (rows[row] < 0 ? null : known(values[rows[row]]));
  };
}

/**
 * Highest variant allele frequency of the gene's driver calls, by patient. Where one of them has no frequency the
 * highest may be higher still.
 */
function highestVaf({mutations, laterSamples}: FactTables, gene: string): Map<Cell, Known> {
  const names = ["gene_symbol", "call_class", "qc", "vaf", "patient_id", "sample_id"];
  const [genes, classes, qcs, vafs, patients, samples] = names.map((name) => mutations.column(name).values);
  const known = new Map<Cell, {highest: number; open: boolean}>();
  genes.forEach((symbol, i) => {
    if (symbol !== gene || qcs[i] !== "pass" || (classes[i] !== "oncogenic" && classes[i] !== "possible")) return;
    if (laterSamples?.has(samples[i])) return;
    const vaf = vafs[i];
    const {highest, open} = known.get(patients[i]) ?? {highest: 0, open: false};
    known.set(patients[i], {
      highest: typeof vaf === "number" ? Math.max(highest, vaf) : highest,
      open: open || typeof vaf !== "number"
    });
  });
  return new Map([...known].map(([id, {highest, open}]) => [id, open ? {from: highest} : highest]));
}
