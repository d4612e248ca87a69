import type {Cell, TableData} from "../../release/tableData.js";

/**
 * Finds the source of every row of a table: its own column, or that of its patient or sample; undefined for a table whose
 * rows belong to no source.
 */
export function rowSources(tables: {
  readonly patients: TableData;
  readonly samples?: TableData;
}): (table: TableData) => Cell[] | undefined {
  const pairs = ({rows, columns}: TableData, key: string, value: string): [Cell, Cell][] =>
    Array.from({length: rows}, (_, row) => [columns[key][row], columns[value][row]]);
  const ofPatient = new Map(pairs(tables.patients, "patient_id", "source_id"));
  const ofSample = new Map(
    (tables.samples ? pairs(tables.samples, "sample_id", "patient_id") : []).map(
      ([sample, patient]) => [sample, ofPatient.get(patient) ?? null] as const
    )
  );
  return ({columns}) => {
    const {
      source_id: sources,
      patient_id: patients,
      sample_id: samples
    } = columns as Record<string, ArrayLike<Cell> | undefined>;
    if (sources) return Array.from(sources);
    if (patients) return Array.from(patients, (id) => ofPatient.get(id) ?? null);
    if (samples) return Array.from(samples, (id) => ofSample.get(id) ?? null);
    return undefined;
  };
}
