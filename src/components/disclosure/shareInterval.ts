import {isHidden} from "../../model/hiddenCounts.js";
import type {IntervalEstimate} from "../../stats/countsInput.js";
import {wilsonInterval} from "../../stats/wilsonInterval.js";

/** A share with Wilson's interval; nulls where a count of it is hidden, as where nobody was tested. */
export function shareInterval(found: number, tested: number): IntervalEstimate {
  return Number.isFinite(found) && Number.isFinite(tested)
    ? wilsonInterval(found, tested)
    : {estimate: null, lower: null, upper: null};
}

/** A share to sort by: −1 where nobody was tested, 0 where a count of it is hidden. */
export function sortedShare(found: number, tested: number): number {
  if (tested === 0) return -1;
  return isHidden(found) || isHidden(tested) ? 0 : found / tested;
}
