import {afterPaint} from "../../cohort/afterPaint.js";
import type {CohortSelection} from "../../cohort/cohortSelection.js";
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

/**
 * Counts the variables that the reader sees, of large cohorts after the figures have been painted: they never wait for the
 * panel.
 *
 * @param failed told of an error that is not a later cohort's
 */
export function panelCounter(panel: () => FilterPanel, failed: (error: Error) => void): PanelCounter {
  let current: CohortSelection | null = null;
  const count = async () => {
    const selection = current;
    if (selection === null) return;
    const variables = panel().wanted().length;
    if (variables === 0) return;
    if (selection.total * variables > atOnce) await afterPaint();
    if (selection !== current) return;
    const counts = await selection.counts(panel().wanted());
    if (selection === current) panel().count(counts);
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
