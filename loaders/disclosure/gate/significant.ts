/** Rounds to significant digits; numbers that cannot be rounded stay. */
export function significant(value: number, digits: number): number {
  return Number.isFinite(value) && value !== 0 ? Number(value.toPrecision(digits)) : value;
}
