import type {Variable} from "./compileRuleTable.js";

/** A fact as it is known of a patient: a truth, a number, the interval a number lies in, or nothing. */
export type Known = boolean | number | {readonly from?: number; readonly below?: number} | null;

/** The bits of all values of a variable: nothing is known. A truth is false (bit 0) or true (bit 1). */
export function everyValue({limits}: Pick<Variable, "limits">): number {
  return limits.length === 0 ? 0b11 : (1 << (limits.length + 1)) - 1;
}

/**
 * The values that a variable may have, as bits; one bit if the table's limits do not ask for more than is known. What
 * cannot be (NaN, an empty interval) is not known.
 */
export function encodeFact(variable: Variable, known: Known): number {
  const {fact, limits} = variable;
  if (known === null || known !== known) return everyValue(variable);
  if (fact.type === "truth") return typeof known === "object" ? 0b11 : Number(known) > 0 ? 0b10 : 0b01;
  if (limits.length === 0) return everyValue(variable);
  const exact = typeof known !== "object";
  const {from = -Infinity, below = Infinity} = exact ? {from: Number(known)} : known;
  let bits = 0;
  for (let value = 0; value <= limits.length; ++value) {
    const start = value === 0 ? -Infinity : limits[value - 1];
    const end = value === limits.length ? Infinity : limits[value];
    if (exact ? from >= start && (from < end || end === Infinity) : from < end && below > start) bits |= 1 << value;
  }
  return bits === 0 ? everyValue(variable) : bits;
}
