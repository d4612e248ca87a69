/**
 * Where an increasing function reaches zero between `low` and `high`, to 60 halvings; the nearer end where it does not
 * reach zero between them.
 */
export function bisect(increasing: (x: number) => number, low: number, high: number): number {
  for (let i = 0; i < 60; ++i) {
    const middle = (low + high) / 2;
    if (increasing(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
