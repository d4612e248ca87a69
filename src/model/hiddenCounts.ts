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

/** True where the release has a rule by which small counts are hidden, and with them what tells of one patient. */
export function hidesCounts(): boolean {
  return least > 0;
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

/** The sum of some counts; where one is hidden the sum need not be small, and is {@link withheld}. */
export function sumOfCounts(counts: Iterable<number>): number {
  let sum = 0;
  for (const n of counts) sum += Number.isFinite(n) ? n : withheld;
  return sum;
}

/** What is left of a whole without some of its parts; {@link withheld} where one of them is hidden. */
export function restOf(whole: number, ...parts: readonly number[]): number {
  const rest = parts.reduce((left, n) => left - n, whole);
  return Number.isFinite(rest) ? rest : withheld;
}

/** The largest of the counts that are not hidden, 1 at least: the length of the longest bar. */
export function mostOf(counts: readonly number[]): number {
  return Math.max(1, ...counts.filter((n) => Number.isFinite(n)));
}

/** How hidden counts are written in the JSON files of a site, which have no word for them: small ones, and withheld ones. */
const marks: readonly (readonly [mark: string, n: number])[] = [
  ["#small", NaN],
  ["#withheld", withheld]
];

/** A value as JSON in which hidden counts have their marks. */
export function jsonWithHidden(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => marks.find(([, n]) => Object.is(n, part))?.[0] ?? part);
}

/** What was read from JSON with its hidden counts as numbers again, in place. */
export function withHidden<T>(read: T): T {
  if (read === null || typeof read !== "object") return read;
  const parts = read as Record<string, unknown>;
  for (const [key, part] of Object.entries(parts)) {
    if (typeof part !== "string") withHidden(part);
    else if (part.startsWith("#")) {
      const mark = marks.find(([text]) => text === part);
      if (mark) parts[key] = mark[1];
    }
  }
  return read;
}
