import {formatCount, formatShare} from "../../charts/format.js";
import {isHidden} from "../../model/hiddenCounts.js";
import {hideNextSmallest} from "../../model/nextSmallest.js";

/** A part of a whole as a sentence or table may say it. */
export interface PartInWords {
  /** `< k` for a small number, a dash for one that would tell a small one. */
  readonly count: string;
  /** Of the whole, as a percentage; a dash where the number is hidden. */
  readonly share: string;
  readonly isHidden: boolean;
}

/**
 * The parts that sum to a whole which is shown beside them: with the only small one the next smallest is hidden, as the
 * small one would be the difference. In an exact release, every part.
 */
export function partsInWords(parts: readonly number[], whole: number): PartInWords[] {
  const hidden = new Set(parts.flatMap((n, i) => (isHidden(n) ? [i] : [])));
  hideNextSmallest(parts, hidden);
  return parts.map((n, i) => ({
    count: hidden.has(i) && !isHidden(n) ? "–" : formatCount(n),
    share: hidden.has(i) ? "–" : formatShare(n, whole),
    isHidden: hidden.has(i)
  }));
}
