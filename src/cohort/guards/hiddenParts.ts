import {withheld} from "../../model/hiddenCounts.js";

/**
 * Adds to the hidden parts of a whole that is known the next smallest, until each that is hidden may be k or more by what is
 * left of the whole: a reader who subtracts cannot be sure that any is small. Parts of nobody stay, unless all others together are not
 * enough; everything does where nothing is hidden.
 *
 * @param parts patients of each part
 * @param hidden positions of those that are hidden; more are added
 * @returns how many were added
 */
export function hideEnough(parts: ArrayLike<number>, hidden: Set<number>, k: number): number {
  if (hidden.size === 0) return 0;
  const sizes = Array.from(parts);
  const next = [...sizes.keys()]
    .filter((i) => sizes[i] > 0 && !hidden.has(i))
    .sort((a, b) => sizes[a] - sizes[b] || a - b);
  let [left, added] = [[...hidden].reduce((sum, i) => sum + sizes[i], 0), 0];
  // Any of them may be all that the others, of one at least, leave.
  const isEnough = () => hidden.size > 1 && left - (hidden.size - 1) >= k;
  while (!isEnough() && added < next.length) {
    left += sizes[next[added]];
    hidden.add(next[added++]);
  }
  if (isEnough()) return added;
  for (const i of sizes.keys()) {
    if (hidden.has(i)) continue;
    hidden.add(i);
    ++added;
  }
  return added;
}

/**
 * The parts of a whole that is known, as they may be shown: small ones (1 to k − 1) are withheld, and with them the next
 * smallest that would tell them, all written alike.
 */
export function hiddenParts(parts: ArrayLike<number>, k: number): Float64Array {
  const shown = Float64Array.from(parts);
  const hidden = new Set(Array.from(shown.keys()).filter((i) => shown[i] > 0 && shown[i] < k));
  hideEnough(parts, hidden, k);
  for (const i of hidden) shown[i] = withheld;
  return shown;
}
