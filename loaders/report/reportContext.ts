import {type Catalogue, catalogueOf} from "../../src/cohort/catalogue.js";
import {type CohortRows, cohortRows, membersOf} from "../../src/cohort/cohortRows.js";
import {parseFilter} from "../../src/cohort/filterUrl.js";
import type {CohortFilter} from "../../src/cohort/filter.js";
import type {CallColumns} from "../../src/cohort/mutations/callColumns.js";
import {readCalls} from "../../src/cohort/mutations/readCalls.js";
import type {Count, SetKey} from "../../src/model/report.js";
import type {SiteData} from "../../src/model/siteData.js";
import type {ClassificationsData} from "../../src/model/siteClassifications.js";
import type {QualityData} from "../../src/model/siteQuality.js";
import {assayDetails} from "../extract/assayDetails.js";
import {mutationExtract} from "../extract/mutationExtract.js";
import {projectCohort} from "../extract/projectCohort.js";
import {siteClassifications} from "../extract/siteClassifications.js";
import {siteData} from "../extract/siteData.js";
import {siteQuality} from "../extract/siteQuality.js";
import {arrowBytes} from "../release/arrowTable.js";
import type {Release} from "../release/readRelease.js";
import {CohortColumns} from "./cohortColumns.js";
import {clausesOf, filterClauses, type PatientSet, patientSets} from "./patientSets.js";
import {ReportError} from "./reportError.js";

/** A cohort named as the explorer's address names it. */
export interface ReportCohort {
  /** As declared, without `?`; empty for everybody. */
  readonly query: string;
  readonly filter: CohortFilter;
  readonly set: PatientSet;
}

/** A release with patient rows as reports are computed from it: one element per person, duplicates left out. */
export interface ReportContext {
  readonly release: Release;
  readonly site: SiteData;
  readonly catalogue: Catalogue;
  /** Persons. */
  readonly patients: number;
  /** Columns of everybody; NaN and −1 where not known. */
  readonly rows: CohortRows;
  /** Columns of the members of a set, in the order of the release; gathered once for each set. */
  readonly rowsOf: (set: PatientSet) => CohortRows;
  /**
   * The patients who meet all clauses; see `SetKey` for what a clause may be.
   *
   * @throws {ReportError} on a clause that the release cannot decide
   */
  readonly set: (...clauses: readonly string[]) => PatientSet;
  /** True if the release can decide all clauses. */
  readonly decides: (clauses: readonly string[]) => boolean;
  /** Those of a set who meet further clauses. */
  readonly within: (set: PatientSet, ...clauses: readonly string[]) => PatientSet;
  /** Gives a clause that no column decides its members, e.g. `hct:by 120`; it can be used in sets then. */
  readonly define: (clause: string, members: Uint8Array) => void;
  /** A set as a count, not yet gated. */
  readonly count: (set: PatientSet, ...clauses: readonly string[]) => Count;
  /**
   * Members of the set with this key, 1 for each patient of the release.
   *
   * @throws {ReportError} on a key that the release cannot decide
   */
  readonly members: (key: SetKey) => Uint8Array;
  /** Keys of all sets asked for so far. */
  readonly keys: () => SetKey[];
  /**
   * A cohort in the explorer's URL form, e.g. `source=AMLSG&mutated=NPM1`.
   *
   * @throws {ReportError} on a condition that the release does not know
   */
  readonly cohort: (query: string) => ReportCohort;
  /** True if the release knows every condition of such a cohort. */
  readonly hasCohort: (query: string) => boolean;
  /** Mutation calls; `rows` are positions in the cohort. */
  readonly calls: () => CallColumns;
  /** What each source says of its assays. */
  readonly assays: () => ReturnType<typeof assayDetails>;
  /** Tables of data quality. */
  readonly quality: () => QualityData;
  /** The classifications with their rules. */
  readonly classifications: () => ClassificationsData;
}

/** Opens a release of tier `internal` or `consortium` for reports. */
export function reportContext(release: Release): ReportContext {
  const site = siteData(release);
  const table = projectCohort(release);
  // Duplicates are not in the extract; the catalogue counts records. Reports are computed in full: it is their gate that hides.
  const catalogue = {...catalogueOf(site), patients: table.rows, disclosure: null};
  const columns = new CohortColumns(catalogue, table);
  const rows = cohortRows(catalogue, columns, null, table.rows);
  const sets = patientSets(catalogue, rows);
  const gathered = new Map<SetKey, CohortRows>();
  const set = (...clauses: readonly string[]) => sets.set(clauses);
  const within = (base: PatientSet, ...clauses: readonly string[]) => sets.set([...base.clauses, ...clauses]);
  const cohort = (query: string): ReportCohort => {
    const {filter, problems} = parseFilter(new URLSearchParams(query), catalogue);
    if (problems.length > 0) throw new ReportError(`cohort ${query}: ${problems[0]}`);
    return {query, filter, set: set(...filterClauses(filter))};
  };
  return {
    release,
    site,
    catalogue,
    patients: table.rows,
    rows,
    rowsOf(wanted) {
      const known = gathered.get(wanted.key) ?? cohortRows(catalogue, columns, membersOf(wanted.members), wanted.n);
      gathered.set(wanted.key, known);
      return known;
    },
    set,
    decides: (clauses) => decides(() => set(...clauses)),
    within,
    define: (clause, members) => sets.define(clause, members),
    count(base, ...clauses) {
      const {key, n} = within(base, ...clauses);
      return {set: key, n};
    },
    members: (key) => sets.set(clausesOf(key)).members,
    keys: () => sets.keys(),
    cohort,
    hasCohort: (query) => decides(() => cohort(query)),
    calls: once(() => readCalls(Uint8Array.from(arrowBytes(mutationExtract(release))).buffer)),
    assays: once(() => assayDetails(release)),
    quality: once(() => siteQuality(release)),
    classifications: once(() => siteClassifications(release))
  };
}

function decides(ask: () => unknown): boolean {
  try {
    ask();
    return true;
  } catch (error) {
    if (error instanceof ReportError) return false;
    throw error;
  }
}

function once<T>(make: () => T): () => T {
  let made: {readonly value: T} | undefined;
  return () => (made ??= {value: make()}).value;
}
