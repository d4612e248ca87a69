import type {PageState} from "../pageState.js";
import type {GeneticData} from "./geneticData.js";

/** The cohort that the figures of the page show. */
export interface MutationCohort {
  readonly state: PageState;
  readonly data: GeneticData;
  /** 1 for each patient of the release who is in it. */
  readonly members: Uint8Array;
  readonly n: number;
}

/** A figure of the page which draws itself when it is seen. */
export interface MutationSection {
  readonly element: HTMLElement;
  /** Draws; asks for what it needs besides. Nothing is drawn once `current` says that the cohort is no longer the latest. */
  draw(cohort: MutationCohort, current: () => boolean): Promise<void>;
  /** False in a state in which the figure has nothing to show and is not on the page. */
  applies(state: PageState): boolean;
  /** Columns beyond the alterations and the source which it needs in a state. */
  columns(state: PageState): readonly string[];
  stale(waiting: boolean): void;
}
