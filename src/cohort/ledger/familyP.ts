import {adjustP} from "../../stats/adjustP.js";

/**
 * One p-value for a family of tests that is looked at as a whole (all genes of a volcano): Simes' p-value of the
 * hypothesis that nothing in the family differs, which is the smallest Benjamini–Hochberg q. Null if no test of the
 * family gave one.
 *
 * Source: Simes (1986), Biometrika 73, 751–754.
 */
export function familyP(ps: readonly (number | null)[]): number | null {
  const finite = adjustP(ps, "BH").filter((q): q is number => q !== null);
  return finite.length === 0 ? null : Math.min(...finite);
}
