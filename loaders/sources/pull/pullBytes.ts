import {SourceError} from "../sourceError.js";
import {shownAddress} from "./address.js";
import type {PullClock} from "./pullClock.js";
import type {PullLimits} from "./pullLimits.js";
import type {PullRequest} from "./request.js";
import {request} from "./request.js";
import {withRetries} from "./withRetries.js";

const accepted = new Set([200]);

/**
 * Pulls a small file into memory.
 *
 * @param most longest file in bytes
 * @throws {SourceError} on a longer one, and as {@link request} and {@link withRetries} do
 */
export async function pullBytes(
  wanted: Omit<PullRequest, "headers">,
  most: number,
  limits: PullLimits,
  clock: PullClock
): Promise<Buffer> {
  return await withRetries(wanted.file, limits, clock, async () => {
    const answer = await request({...wanted, headers: {}}, accepted, limits, clock);
    const pieces: Uint8Array[] = [];
    let size = 0;
    try {
      for await (const piece of answer.body) {
        size += piece.byteLength;
        if (size > most) {
          const place = {file: wanted.file, value: shownAddress(wanted.url), expected: `at most ${most} bytes`};
          throw new SourceError(`${size} bytes or more`, place);
        }
        pieces.push(piece);
      }
    } finally {
      await answer.cancel();
    }
    return Buffer.concat(pieces);
  });
}
