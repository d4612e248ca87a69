/** Least number of patients that is shown; 0: every number is, as in an exact release. */
let least = 0;

/**
 * A count that is hidden because a small one could be computed from it: it may be large. Below every count, so that it is
 * never the most of some and has no length; what is added to it is hidden too.
 */
export const withheld = Number.NEGATIVE_INFINITY;

/**
 * Says from which number of patients on counts of this page are shown. It is said once, before anything is written; it
 * holds for everything that is written afterwards.
 */
export function hideCountsBelow(k: number): void {
  least = k;
}

/** True of a count that is hidden: NaN, which is a small one, {@link withheld}, or 1 to k − 1 where the release has a rule. */
export function isHidden(n: number): boolean {
  return !Number.isFinite(n) || (n > 0 && n < least);
}

/** True of a part of a whole from which a hidden count can be computed: part, rest or whole. Never without a rule. */
export function isHiddenPart(part: number, whole: number): boolean {
  return least > 0 && (isHidden(part) || isHidden(whole) || isHidden(whole - part));
}

/** A count in a sentence: its digits, or what stands for it where it is hidden. */
export function countText(n: number): string {
  return isHidden(n) ? hiddenText(n) : String(n);
}

/** What stands for a count that is hidden: `< k` for a small one, a dash for one that need not be small. */
export function hiddenText(n = NaN): string {
  if (n === withheld) return "–";
  return least > 0 ? `< ${least}` : "few";
}
