/** R's numbers where JSON has none. */
export function fromR(value: number | string | null): number | null {
  if (value === "Infinity" || value === "Inf") return Infinity;
  if (value === "-Infinity" || value === "-Inf") return -Infinity;
  if (typeof value === "string") throw new Error(`unknown number: ${value}`);
  return value;
}

/**
 * Ours over R's, to be compared with 1: a relative difference that counts however small the number is. Where there is no
 * ratio (0, infinite, null, below the normal range of doubles) the value itself, to be compared with R's.
 */
export function ratio(
  actual: number | null,
  expected: number | null
): {actual: number | null; expected: number | null} {
  const comparable = actual !== null && expected !== null && Number.isFinite(expected) && Math.abs(expected) > 2.3e-308;
  return comparable ? {actual: actual / expected, expected: 1} : {actual, expected};
}
