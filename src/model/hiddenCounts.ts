/** Least number of patients that is shown; 0: every number is, as in an exact release. */
let least = 0;

/**
 * Says from which number of patients on counts of this page are shown. It is said once, before anything is written; it
 * holds for everything that is written afterwards.
 */
export function hideCountsBelow(k: number): void {
  least = k;
}

/** True of a count that is hidden: NaN, or 1 to k − 1 where the release has a rule. */
export function isHidden(n: number): boolean {
  return Number.isNaN(n) || (n > 0 && n < least);
}

/** True of a part of a whole from which a hidden count can be computed: part, rest or whole. Never without a rule. */
export function isHiddenPart(part: number, whole: number): boolean {
  return least > 0 && (isHidden(part) || isHidden(whole) || isHidden(whole - part));
}

/** A count in a sentence: its digits, or what stands for it where it is hidden. */
export function countText(n: number): string {
  return isHidden(n) ? hiddenText() : String(n);
}

/** What stands for a count that is hidden. */
export function hiddenText(): string {
  return least > 0 ? `< ${least}` : "few";
}
