import type {CohortFilter} from "./filter.js";
import type {CohortSelection} from "./cohortSelection.js";

/** The patients of the release in the reader's browser. */
export interface CohortDatabase {
  /**
   * Makes the filtered cohort the current one. The latest call wins: an earlier selection, finished or not, rejects
   * with a `SupersededError` from then on.
   */
  select(filter: CohortFilter): Promise<CohortSelection>;
  /** Ends the worker and frees its memory. */
  close(): Promise<void>;
}
