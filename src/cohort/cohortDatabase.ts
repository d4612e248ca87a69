import type {CohortRows} from "./cohortRows.js";
import type {CohortFilter} from "./filter.js";
import type {CohortSelection} from "./cohortSelection.js";

/** The patients of the release in the reader's browser. */
export interface CohortDatabase {
  /**
   * Makes the filtered cohort the current one. The latest call wins: an earlier selection, finished or not, rejects
   * with a `SupersededError` from then on.
   */
  select(filter: CohortFilter): Promise<CohortSelection>;
  /** 1 for each patient of the release whom a filter selects, in their order. The current selection stays what it is. */
  membersOf(filter: CohortFilter): Promise<Uint8Array>;
  /** The whole release as columns, see {@link CohortSelection.rows}. */
  allRows(columns: readonly string[]): Promise<CohortRows>;
  /** Ends the worker and frees its memory. */
  close(): Promise<void>;
}
