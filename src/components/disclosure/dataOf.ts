import {isHidden} from "../../model/hiddenCounts.js";

/** Data of an element: words as they are, and of the counts those that are shown. */
export function dataOf(
  counts: Readonly<Record<string, number>>,
  words: Readonly<Record<string, string>> = {}
): Record<string, string | number> {
  return {...words, ...Object.fromEntries(Object.entries(counts).filter(([, n]) => !isHidden(n)))};
}
