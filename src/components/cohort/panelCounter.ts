import {afterPaint} from "../../cohort/afterPaint.js";
import type {CohortSelection} from "../../cohort/cohortSelection.js";
import type {FacetRequest} from "../../cohort/facetCounts.js";
import {SupersededError} from "../../cohort/supersededError.js";
import type {FilterPanel} from "../filterPanel.js";

/** Keeps the panel's numbers those of the cohort. */
export interface PanelCounter {
  /** The cohort whose patients are to be counted; null until it is known. */
  of(selection: CohortSelection | null): void;
  /** Counts what the reader sees now. */
  look(): void;
}

/** Patients times variables up to which counting takes less time than a frame of the panel's own. */
const atOnce = 20_000_000;
/** Milliseconds in which a reader who sets one filter after the other sets the next: what is out of sight is counted once. */
const patience = 200;

/**
 * Counts the variables in sight with the figures (of large cohorts after the figures have been painted: they never wait for
 * the panel), and those that the reader has to scroll to when no further change follows at once; until then the panel is
 * marked as pending, and those as old.
 *
 * @param failed told of an error that is not a later cohort's
 */
export function panelCounter(panel: () => FilterPanel, failed: (error: Error) => void): PanelCounter {
  let current: CohortSelection | null = null;
  let turn = 0;
  const count = async (): Promise<void> => {
    const selection = current;
    const mine = ++turn;
    panel().pending(true);
    if (selection === null) return;
    const isLatest = () => mine === turn && selection === current;
    const {seen, further} = panel().wanted();
    const countAll = async (requests: readonly FacetRequest[]): Promise<void> => {
      if (requests.length === 0) return;
      if (selection.total * requests.length > atOnce) await afterPaint();
      if (!isLatest()) return;
      const counts = await selection.counts(requests);
      if (isLatest()) panel().count(counts);
    };
    await countAll(seen);
    if (seen.length > 0 && further.length > 0 && isLatest()) {
      panel().pending(true, further);
      await new Promise((resolve) => setTimeout(resolve, patience));
    }
    await countAll(further);
    if (isLatest()) panel().pending(false);
  };
  const look = () =>
    void count().catch((error: unknown) => {
      if (!(error instanceof SupersededError)) failed(error as Error);
    });
  return {
    of(selection) {
      current = selection;
      look();
    },
    look
  };
}
