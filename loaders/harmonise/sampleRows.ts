import type {Cell} from "../release/tableData.js";
import {parseTarget, targets} from "../study/targets.js";
import type {OpenFile} from "./openSource.js";
import type {Cohort} from "./patients.js";
import {readMapped} from "./readMapped.js";
import {ReasonedColumn} from "./reasonedTable.js";
import {refuseWithoutSample, type SampleIds} from "./samples.js";
import type {SourceContext} from "./sourceContext.js";

/** Rows about samples as read, column by column. */
export interface SampleRows {
  readonly rows: Uint32Array;
  readonly columns: ReadonlyMap<string, ReasonedColumn>;
}

/**
 * Reads a file with rows about a sample. A row is refused if its patient does not have the sample, or if a variable that
 * cannot be null is not known; what a raw column does not tell is constant, as declared.
 */
export function readSampleRows(
  file: OpenFile,
  keys: readonly string[],
  joined: Int32Array,
  samples: SampleIds,
  table: "mrd" | "copy_number" | "cna_gene",
  context: SourceContext
): SampleRows {
  const {spec, ledger} = file;
  refuseWithoutSample(file, keys, joined, samples.get(spec.sample!)!);
  const rows = ledger.usedRows();
  const columns = new Map<string, ReasonedColumn>();
  const constants: Readonly<Record<string, Cell | undefined>> = spec.constants;
  for (const [name] of targets[table]) {
    const column = new ReasonedColumn();
    column.fill(constants[name] ?? null, rows.length, "NOT_COLLECTED");
    columns.set(name, column);
  }
  for (const [raw, specs] of Object.entries(spec.columns))
    for (const declared of specs) {
      const {name} = parseTarget(declared.to)!;
      columns.set(name, readMapped(file, raw, declared, targets[table].get(name)!, rows, context));
    }
  const needed = [...targets[table].values()].filter(({nullable}) => !nullable);
  rows.forEach((row, i) => {
    const unusable = needed.find(({name}) => columns.get(name)!.values[i] === null);
    if (unusable)
      ledger.refuse(row, keys[row], {
        reason: `unusable ${unusable.name}`,
        expected: `a known value: ${unusable.label.toLowerCase()}`
      });
  });
  return {rows, columns};
}

/** Appends the rows that are still in use to the table. */
export function appendSampleRows(
  {spec, ledger}: OpenFile,
  joined: Int32Array,
  cohort: Cohort,
  samples: SampleIds,
  table: "mrd" | "copy_number" | "cna_gene",
  {rows, columns}: SampleRows,
  {tables}: SourceContext
): void {
  const sampleIds = samples.get(spec.sample!)!;
  const to = tables[table];
  rows.forEach((row, i) => {
    if (!ledger.isUsed(row)) return;
    const patient = joined[row];
    to.column("sample_id").push(sampleIds[patient]!);
    to.column("patient_id").push(cohort.ids[patient]);
    for (const [name, {values, reasons}] of columns) to.column(name).pushCoded(values[i], reasons[i]);
  });
}

/** A column with every value replaced; one without keeps its reason. */
export function replaced(column: ReasonedColumn, replace: (value: Cell, i: number) => Cell): ReasonedColumn {
  const result = new ReasonedColumn();
  const {values, reasons} = column;
  values.forEach((value, i) => result.pushCoded(value === null ? null : replace(value, i), reasons[i]));
  return result;
}
