import {SourceError} from "../sourceError.js";
import type {PullClock} from "./pullClock.js";
import type {PullLimits} from "./pullLimits.js";
import {TransientError} from "./transientError.js";

/**
 * Milliseconds before the next attempt: as long as the server asks, else a random share of a time that doubles with every
 * attempt, so that many who wait do not come back at once. Bounded either way.
 *
 * @param failed attempts that failed in a row, 1 or more
 */
export function backoff(
  failed: number,
  asked: number | undefined,
  {firstWait, longestWait}: Pick<PullLimits, "firstWait" | "longestWait">,
  random: () => number
): number {
  const most = Math.min(longestWait, firstWait * 2 ** (failed - 1));
  return Math.min(longestWait, Math.max(asked ?? 0, most * (0.5 + random() / 2)));
}

/**
 * Tries until it works, or until `attempts` in a row have brought nothing.
 *
 * @param attempt one try; `gained` is to be called whenever it got further than those before
 * @throws {SourceError} with the last fault, and whatever else an attempt throws
 */
export async function withRetries<T>(
  file: string,
  limits: PullLimits,
  clock: PullClock,
  attempt: (gained: () => void) => Promise<T>
): Promise<T> {
  for (let failed = 0; ;) {
    try {
      return await attempt(() => {
        failed = 0;
      });
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
      ++failed;
      if (failed >= limits.attempts) {
        const fault = `cannot be pulled: ${error.message}, ${failed} attempts`;
        throw new SourceError(fault, {file}, {cause: error});
      }
      await clock.wait(backoff(failed, error.retryAfter, limits, () => clock.random()));
    }
  }
}
