import type {SurvivalEndpoint, SurvivalGroup} from "../model/cohortResults.js";
import type {CohortRows} from "./cohortRows.js";
import type {Counts, FacetRequest} from "./facetCounts.js";
import type {CohortFilter} from "./filter.js";

/**
 * A filtered cohort and its aggregates. `groupBy` is the key of a grouping of the catalogue; patients whose group is
 * not known form the group null, last. Groups and levels come in catalogue order; those without patients are absent.
 *
 * Every method rejects with a `SupersededError` once a later selection has replaced this one, and with a `RangeError`
 * on a variable or grouping that the catalogue does not have.
 */
export interface CohortSelection {
  readonly filter: CohortFilter;
  /** Patients in the cohort. */
  readonly n: number;
  /** Patients in the release. */
  readonly total: number;
  /** Follow-up by group; a group none of whose patients has follow-up for the endpoint is there, empty. */
  survival(endpoint: SurvivalEndpoint, groupBy?: string): Promise<SurvivalGroup[]>;
  /**
   * The cohort as columns: variables, alterations, cytogenetic flags, day columns, and endpoints by their key ("OS"
   * stands for days and status). A column is fetched once, however often it is asked for.
   */
  rows(columns: readonly string[]): Promise<CohortRows>;
  /**
   * Patients by level, in catalogue order, or by bin; after them those whose value is not known. One pass over columns in
   * memory for each variable.
   */
  counts(requests: readonly FacetRequest[]): Promise<ReadonlyMap<string, Counts>>;
  /** 1 for each patient of the release who is in the cohort, in the order of the release; not to be written to. */
  members(): Promise<Uint8Array>;
}
