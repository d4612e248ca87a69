import type {CohortRows} from "../../cohort/cohortRows.js";
import type {PageState} from "../pageState.js";

/** A cohort as the sections of the page draw it. */
export interface CohortShown {
  readonly state: PageState;
  /** The cohort's patients. */
  readonly rows: CohortRows;
  /** All patients of the release, where the cohort is a part of them. */
  readonly all: CohortRows | null;
}

/** A section of the page. */
export interface CompositionSection {
  readonly element: HTMLElement;
  /** Columns of the extract that it needs for a state. */
  columns(state: PageState): readonly string[];
  show(cohort: CohortShown): void;
  /** Marks what is shown as being replaced. */
  stale(waiting: boolean): void;
  /** Says that the numbers could not be computed. */
  fail(words: string): void;
}
