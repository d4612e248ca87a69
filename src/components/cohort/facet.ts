import type {Counts} from "../../cohort/facetCounts.js";
import type {CohortFilter} from "../../cohort/filter.js";

/** One variable of the panel: what it offers and how many patients there are. */
export interface FacetControl {
  /** Column of the cohort extract. */
  readonly column: string;
  readonly element: HTMLElement;
  /** Shows what the filter asks of the variable. */
  show(filter: CohortFilter): void;
  /** Patients of the cohort per level or bin, the last entry those whose value is not known; null: nobody. */
  count(counts: Counts | null): void;
}
