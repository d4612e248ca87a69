import type {Cell, TableData} from "../../release/tableData.js";
import type {TablesByName} from "./releasedTables.js";

/** The table `endpoint_support` with the patients and events of the released outcomes. */
export function recountEndpoints(exact: TableData, released: TablesByName): TableData {
  const sourceOf = sourcesOfPatients(released);
  const counts = new Map<string, [n: number, events: number, competing: number]>();
  const outcomes = released.get("outcomes");
  for (let row = 0; row < (outcomes?.rows ?? 0); ++row) {
    const {patient_id: ids, definition, status} = outcomes!.columns as Record<string, ArrayLike<Cell>>;
    const key = `${String(sourceOf.get(ids[row]))} ${String(definition[row])}`;
    const found = counts.get(key) ?? [0, 0, 0];
    counts.set(key, found);
    ++found[0];
    if (status[row] === 1) ++found[1];
    if (status[row] === 2) ++found[2];
  }
  const {source_id: sources, definition} = exact.columns;
  const column = (at: 0 | 1 | 2) =>
    Array.from(
      {length: exact.rows},
      (_, row) => counts.get(`${String(sources[row])} ${String(definition[row])}`)?.[at] ?? 0
    );
  return {...exact, columns: {...exact.columns, n: column(0), n_events: column(1), n_competing: column(2)}};
}

/** The source of each released patient. */
export function sourcesOfPatients(released: TablesByName): Map<Cell, Cell> {
  const {columns, rows} = released.get("patients")!;
  const sourceOf = new Map<Cell, Cell>();
  for (let row = 0; row < rows; ++row) sourceOf.set(columns.patient_id[row], columns.source_id[row]);
  return sourceOf;
}
