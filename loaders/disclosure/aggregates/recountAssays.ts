import type {Cell, TableData} from "../../release/tableData.js";
import {sourcesOfPatients} from "./recountEndpoints.js";
import type {TablesByName} from "./releasedTables.js";

/**
 * The table `assay_coverage` with counts of the released rows: patients with an assay of the kind and panel, never more than
 * the assay had, and patients tested and mutated by the table `patient_features`, where the assay decides at all.
 */
export function recountAssays(exact: TableData, released: TablesByName): TableData {
  const sourceOf = sourcesOfPatients(released);
  const assayed = assayedPatients(released, sourceOf);
  const features = released.get("patient_features");
  const tested = new Map<string, [tested: number, mutated: number]>();
  for (const {name} of features?.schema.columns.slice(1) ?? [])
    for (let row = 0; row < features!.rows; ++row) {
      const status = features!.columns[name][row];
      if (status === null) continue;
      const key = `${String(sourceOf.get(features!.columns.patient_id[row]))} ${name}`;
      const found = tested.get(key) ?? [0, 0];
      tested.set(key, found);
      ++found[0];
      if (status === 1) ++found[1];
    }
  const cells = exact.columns;
  const column = (count: (row: number) => number) => Array.from({length: exact.rows}, (_, row) => count(row));
  const assay = (row: number, state: string) =>
    assayed.get(
      `${String(cells.source_id[row])} ${String(cells.assay_type[row])} ${String(cells.panel_id[row])} ${state}`
    )?.size ?? 0;
  const fact = (row: number, at: 0 | 1, before: Cell) =>
    before === 0 ? 0 : (tested.get(`${String(cells.source_id[row])} ${String(cells.alteration[row])}`)?.[at] ?? 0);
  // Calls outside a panel are not among the released ones.
  const columns = exact.schema.columns.filter(({name}) => name !== "n_off_panel");
  return {
    ...exact,
    schema: {...exact.schema, columns},
    columns: {
      ...Object.fromEntries(columns.map(({name}) => [name, cells[name]])),
      n_assayed: column((row) => Math.min(Number(cells.n_assayed[row]), assay(row, "done"))),
      n_failed: column((row) => Math.min(Number(cells.n_failed[row]), assay(row, "failed"))),
      n_tested: column((row) => fact(row, 0, cells.n_tested[row])),
      n_mutated: column((row) => fact(row, 1, cells.n_tested[row]))
    }
  };
}

/** Patients by source, kind of assay, panel and whether it gave a result. */
function assayedPatients(released: TablesByName, sourceOf: ReadonlyMap<Cell, Cell>): Map<string, Set<Cell>> {
  const [assays, samples] = [released.get("assays"), released.get("samples")];
  const patientOf = new Map<Cell, Cell>();
  for (let row = 0; row < (samples?.rows ?? 0); ++row)
    patientOf.set(samples!.columns.sample_id[row], samples!.columns.patient_id[row]);
  const found = new Map<string, Set<Cell>>();
  for (let row = 0; row < (assays?.rows ?? 0); ++row) {
    const {
      sample_id: ids,
      assay_type: type,
      panel_id: panel,
      status
    } = assays!.columns as Record<string, ArrayLike<Cell>>;
    const patient = patientOf.get(ids[row]) ?? null;
    const key = `${String(sourceOf.get(patient))} ${String(type[row])} ${String(panel[row])} ${String(status[row])}`;
    const set = found.get(key) ?? new Set<Cell>();
    found.set(key, set);
    set.add(patient);
  }
  return found;
}
