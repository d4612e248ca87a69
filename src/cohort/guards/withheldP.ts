import {countText} from "../../model/hiddenCounts.js";

/** What a test has to go on. */
export interface TestSupport {
  /** Events, or patients with the finding, in all groups together. */
  readonly events: number;
  /** Degrees of freedom of the test, or coefficients of the model. */
  readonly parameters: number;
  /** The groups compared, with the events expected in each if there were no difference; none for a model. */
  readonly groups?: readonly {readonly label: string; readonly expected: number}[];
  /** What is counted, in the plural. */
  readonly counted?: string;
}

/** Fewest events for each parameter: below that estimates of a Cox or logistic model are biased and tests unreliable. */
export const eventsPerParameter = 10;
/** Fewest expected events in a group: below that the chi-squared approximation does not hold. */
export const expectedPerGroup = 5;

/**
 * Why a p-value is not shown: fewer than 10 events for each parameter (Peduzzi et al., J Clin Epidemiol 1995;48:1503),
 * or fewer than 5 expected in a group (Cochran, Biometrics 1954;10:417). Null if it may be shown. The estimate and its
 * interval are shown in any case: they say how little is known.
 */
export function withheldP({events, parameters, groups = [], counted = "events"}: TestSupport): string | null {
  const needed = eventsPerParameter * Math.max(1, parameters);
  if (events < needed) {
    return `p is withheld: ${countText(Math.round(events))} ${counted} for ${parameters} ${parameters === 1 ? "comparison" : "comparisons"}, at least ${needed} are needed.`;
  }
  const few = groups.filter(({expected}) => expected < expectedPerGroup);
  if (few.length === 0) return null;
  const names = few.map(({label, expected}) => `${label} (${expected.toFixed(1)})`).join(", ");
  return `p is withheld: fewer than ${expectedPerGroup} ${counted} are expected in ${names}.`;
}
