import {hasTable} from "../../release/hasTable.js";
import type {Release} from "../../release/readRelease.js";
import type {Cell, TableData} from "../../release/tableData.js";
import {tablePolicy} from "../inventory.js";
import type {Policy} from "../policySchema.js";
import {type Pseudonymise} from "../pseudonyms.js";
import {tableDataOf} from "../releaseSchema.js";
import {coarseEvents, coarseOutcomes} from "../treatments/coarseCourse.js";
import {type GeneralisedTable, generaliseTable, rowsWhere} from "../treatments/generaliseTable.js";
import {coarseTimes} from "./coarseTimes.js";
import {courseDays} from "./courseDays.js";
import type {ReleasedPatients} from "./releasedPatients.js";

/**
 * The tables of patients' rows as released, one by one: without the patients who are left out, generalised as the policy
 * says, with new keys.
 */
export function* releasedRows(
  release: Release,
  policy: Policy,
  patients: ReleasedPatients,
  pseudonymise: Pseudonymise
): Generator<GeneralisedTable> {
  const exactEvents = hasTable(release, "events") ? tableDataOf(release, "events") : undefined;
  const course = courseDays(coarseTimes(policy.times), exactEvents);
  const numberOf = new Map<Cell, number>(Array.from(patients.table.columns.patient_id, (id, row) => [id, row]));
  const patientOf = new Map<Cell, Cell>();
  const samples = release.manifest.tables.some(({name}) => name === "samples") ? release.table("samples") : undefined;
  if (samples) {
    const {columns, rows} = tableDataOf(release, "samples");
    for (let row = 0; row < rows; ++row) patientOf.set(columns.sample_id[row], columns.patient_id[row]);
  }
  const patientsOf = ({columns, rows}: TableData): Cell[] => {
    const {patient_id: ids, sample_id: own} = columns as Record<string, ArrayLike<Cell> | undefined>;
    if (ids) return Array.from(ids);
    return Array.from({length: rows}, (_, row) => patientOf.get(own?.[row] ?? null) ?? null);
  };
  const context = {
    k: policy.k,
    day: (person: number, day: number) => course.dayOf(patients.table.columns.patient_id[person], day),
    pseudonymise,
    persons: (table: TableData) => Int32Array.from(patientsOf(table), (id) => numberOf.get(id) ?? -1)
  };
  for (const {name} of release.manifest.tables) {
    const decision = tablePolicy(policy, name);
    if (decision?.decision !== "generalise") continue;
    const exact = name === "patients" ? patients.table : tableDataOf(release, name);
    const owners = patientsOf(exact);
    let table = rowsWhere(exact, (row) => numberOf.has(owners[row]));
    if (name === "patients") table = withoutAbsentStandIns(table, numberOf);
    if (name === "events") table = coarseEvents(table, course);
    if (name === "outcomes") table = coarseOutcomes(table, course);
    const made = generaliseTable(table, decision, context);
    yield {...made, rowsLeftOut: exact.rows - made.table.rows};
  }
}

/** A record whose stand-in is not released stands for the person itself. */
function withoutAbsentStandIns(table: TableData, present: ReadonlyMap<Cell, number>): TableData {
  const standIns = table.columns.duplicate_of as ArrayLike<Cell> | undefined;
  if (!standIns) return table;
  const kept = Array.from(standIns, (id) => (present.has(id) ? id : null));
  return {...table, columns: {...table.columns, duplicate_of: kept}};
}
