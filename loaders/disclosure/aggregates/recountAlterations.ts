import type {Cell, TableData} from "../../release/tableData.js";
import type {TablesByName} from "./releasedTables.js";

/**
 * The table `summary_alterations` counted again: patients mutated and tested per alteration, over all sources (null, persons
 * once, without sources that fix the gene by design) and by source.
 */
export function recountAlterations(exact: TableData, released: TablesByName): TableData {
  const patients = released.get("patients")!.columns;
  const features = released.get("patient_features")!;
  const sourceOf = new Map<Cell, Cell>();
  const duplicates = new Set<Cell>();
  for (let row = 0; row < released.get("patients")!.rows; ++row) {
    sourceOf.set(patients.patient_id[row], patients.source_id[row]);
    if ((patients.duplicate_of?.[row] ?? null) !== null) duplicates.add(patients.patient_id[row]);
  }
  const {source_id: sources, alteration: alterations, by_design: byDesign} = exact.columns;
  const fixed = new Set<string>();
  for (let row = 0; row < exact.rows; ++row)
    if (byDesign[row] === true && sources[row] !== null)
      fixed.add(`${String(sources[row])} ${String(alterations[row])}`);
  const ids = Array.from(features.columns.patient_id);
  const rowSource = ids.map((id) => sourceOf.get(id) ?? null);
  const counted: Record<"n_mutated" | "n_tested" | "n_patients", number[]> = {
    n_mutated: [],
    n_tested: [],
    n_patients: []
  };
  for (let row = 0; row < exact.rows; ++row) {
    const status = features.columns[String(alterations[row])] ?? [];
    let [mutated, tested, n] = [0, 0, 0];
    for (let i = 0; i < features.rows; ++i) {
      const counts =
        sources[row] === null
          ? !duplicates.has(ids[i]) && !fixed.has(`${String(rowSource[i])} ${String(alterations[row])}`)
          : rowSource[i] === sources[row];
      if (!counts) continue;
      ++n;
      if (status[i] === null || status[i] === undefined) continue;
      ++tested;
      if (status[i] === 1) ++mutated;
    }
    counted.n_mutated.push(mutated);
    counted.n_tested.push(tested);
    counted.n_patients.push(n);
  }
  return {...exact, columns: {...exact.columns, ...counted}};
}
