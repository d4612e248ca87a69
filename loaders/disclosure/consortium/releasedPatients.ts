import type {Release} from "../../release/readRelease.js";
import type {Cell, TableData} from "../../release/tableData.js";
import {DisclosureError} from "../disclosureError.js";
import type {Policy} from "../policySchema.js";
import {tableDataOf} from "../releaseSchema.js";
import {hasTable} from "../../release/hasTable.js";
import {rowsWhere} from "../treatments/generaliseTable.js";
import {coarseTimes} from "./coarseTimes.js";
import {outcomeAtMonth} from "./outcomeAtMonth.js";
import {identifyingColumns, releasedAge} from "./patientIdentity.js";
import {profilesOf} from "./profiles.js";
import {type LatticeSearch, searchLattice} from "./searchLattice.js";
import {count, type ReleasedIdentities, suppressPatients} from "./suppressPatients.js";

/** The patients of a release with their quasi-identifiers generalised, and how that came about. */
export interface ReleasedPatients {
  /** The released patients, with their exact keys still and the other columns as they were. */
  readonly table: TableData;
  readonly names: readonly string[];
  readonly exact: readonly (readonly Cell[])[];
  readonly search: LatticeSearch;
  readonly levels: readonly number[];
  readonly identities: ReleasedIdentities;
  /** Status at the outcome's month, per exact patient. */
  readonly outcome: Uint8Array;
  readonly removedIds: ReadonlySet<Cell>;
  readonly blanked: number;
}

/**
 * Searches the ladders and applies the levels that lose least.
 *
 * @throws {DisclosureError} if no levels keep the limits of the policy
 */
export function releasedPatients(release: Release, policy: Policy): ReleasedPatients {
  const patients = tableDataOf(release, "patients");
  const names = Object.keys(policy.quasi_identifiers).filter((name) => Object.hasOwn(patients.columns, name));
  const exact = identifyingColumns(patients, names);
  const ids = Array.from(patients.columns.patient_id);
  const outcomes = hasTable(release, "outcomes") ? tableDataOf(release, "outcomes") : undefined;
  const outcome = outcomeAtMonth(ids, outcomes, coarseTimes(policy.times), policy.outcome_month);
  const profiles = profilesOf(names, exact, outcome);
  const search = searchLattice(profiles, policy);
  if (!search.best) {
    const {suppressed} = search.least;
    throw new DisclosureError([
      `patients: none of ${search.nodes} combinations of levels keeps the limits; the best would suppress ${suppressed} of ${ids.length}`
    ]);
  }
  const {levels} = search.best;
  const identities = suppressPatients(profiles, exact, outcome, search.best, policy);
  const shown: Record<string, ArrayLike<Cell>> = {...patients.columns};
  names.forEach((name, q) => (shown[name] = identities.shown[q]));
  const age = names.indexOf("age_years");
  if (age >= 0) {
    const {years, band} = releasedAge(identities.shown[age], policy.quasi_identifiers.age_years.levels[levels[age]]);
    shown.age_years = years;
    if (Object.hasOwn(shown, "age_band")) shown.age_band = band;
  }
  return {
    table: rowsWhere({...patients, columns: shown}, (row) => identities.removed[row] === 0),
    names,
    exact,
    search,
    levels,
    identities,
    outcome,
    removedIds: new Set(ids.filter((_, row) => identities.removed[row] === 1)),
    blanked: count(identities.blanked)
  };
}
