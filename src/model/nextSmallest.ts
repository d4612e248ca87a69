/**
 * Hides with the only hidden part of a whole the next smallest: alone it would be the difference to the total. A part of
 * nobody hides nothing and stays.
 *
 * @param parts patients of each part
 * @param hidden positions of those that are hidden; the next smallest is added
 */
export function hideNextSmallest(parts: readonly number[], hidden: Set<number>): void {
  if (hidden.size !== 1) return;
  const further = parts.flatMap((n, i) => (n > 0 && !hidden.has(i) ? [i] : [])).sort((a, b) => parts[a] - parts[b]);
  if (further.length > 0) hidden.add(further[0]);
}
