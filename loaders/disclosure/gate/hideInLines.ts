import type {SetKey} from "../../../src/model/report.js";
import type {CountLine} from "./countLines.js";

/**
 * The sets that must be hidden beside those of fewer than k patients, so that none of these is the difference of a total
 * and its other parts: where the hidden parts of a total that is shown are one, or fewer than k patients together, the
 * smallest shown part with them, and of a hidden total whose parts are all shown the smallest part. A part of nobody hides
 * nothing and stays shown; where no part is left, the total is hidden. To a fixed point.
 *
 * @param sums totals with their parts, exact
 */
export function hideInLines(sums: readonly CountLine[], k: number): ReadonlySet<SetKey> {
  const sizes = new Map<SetKey, number>();
  const lines = sums.map(({total, parts}) => {
    for (const {set, n} of [total, ...parts]) sizes.set(set, n ?? 0);
    return {total: total.set, parts: [...new Set(parts.map(({set}) => set))]};
  });
  const size = (set: SetKey) => sizes.get(set) ?? 0;
  const hidden = new Set<SetKey>();
  const isHidden = (set: SetKey) => hidden.has(set) || (size(set) > 0 && size(set) < k);
  const next = ({total, parts}: (typeof lines)[number]): SetKey | null => {
    const closed = parts.filter(isHidden);
    const open = parts.filter((set) => !isHidden(set) && size(set) > 0);
    const smallest = open.reduce<SetKey | null>((a, b) => (a === null || size(b) < size(a) ? b : a), null);
    if (isHidden(total)) return closed.length === 0 ? smallest : null;
    if (closed.length === 0) return null;
    const together = closed.reduce((sum, set) => sum + size(set), 0);
    return closed.length > 1 && together >= k ? null : (smallest ?? total);
  };
  for (let before = -1; before !== hidden.size;) {
    before = hidden.size;
    for (const line of lines) {
      for (let set = next(line); set !== null; set = next(line)) hidden.add(set);
    }
  }
  return hidden;
}
