import type {Histories} from "../histories.js";
import type {Outcome} from "./outcome.js";
import {firstEnding} from "./outcome.js";

/**
 * From the day of remission to relapse or death, each counted as told; null without a remission. Relapse comes before
 * death on the same day. A relapse before the remission does not count.
 */
export function afterRemission(relapse: 1 | 2, death: 1 | 2): (histories: Histories, i: number) => Outcome | null {
  return (histories, i) =>
    firstEnding(
      histories.remission[i],
      [
        [histories.relapseAfterRemission[i], "relapse", relapse],
        [histories.death[i], "death", death]
      ],
      histories.lastContact[i]
    );
}
