import {daysPerMonth, formatCount} from "../../../src/charts/format.js";
import type {Tier} from "../../../src/model/release.js";
import type {Count, Estimate, Hidden, Share, TestResult} from "../../../src/model/report.js";
import {wilsonInterval} from "../../../src/stats/wilsonInterval.js";

/** Smallest number of patients that a tier shows where a report does not say (PRIVACY §3). */
const smallest: Readonly<Record<Tier, number>> = {internal: 1, consortium: 5, public: 10};

/** Stands for a number that is hidden for another reason than its own size. */
const otherwiseHidden = "‡";

/** How the numbers of one report are written. */
export interface NumberWriter {
  /** Fewer patients than these are not shown. */
  readonly smallest: number;
  /** A number of patients, or what stands in its place. */
  readonly count: (count: Count) => string;
  /** Number, number tested and percentage: "412/1,540 (27 %)"; an en dash where nobody was tested. */
  readonly share: (share: Share | null) => string;
  /** The same with the Wilson interval: "27 % (25–29)". */
  readonly percent: (share: Share | null) => string;
  /** "< 5" where a number in a table of those at risk is not shown. */
  readonly few: string;
}

/** The writer of a tier's numbers. */
export function numberWriter(tier: Tier): NumberWriter {
  const few = `< ${smallest[tier]}`;
  // An open tier does not say which counts are small and which protect others: all are hidden alike.
  const instead = (hidden?: Hidden) => (tier === "public" ? otherwiseHidden : hiddenText(hidden, few));
  const count = ({n, hidden}: Count) => (n !== null ? formatCount(n) : instead(hidden));
  return {
    smallest: smallest[tier],
    count,
    share: (share) => {
      if (share === null) return "–";
      const {count: found, of} = share;
      if (found.n === null || of.n === null) return `${count(found)}/${count(of)}`;
      return `${formatCount(found.n)}/${formatCount(of.n)} (${percentText(found.n, of.n)})`;
    },
    percent: (share) => {
      const limits = share === null ? null : shareLimits(share);
      if (limits === null) return share === null ? "–" : "not shown";
      return `${percentOf(limits.estimate)} % (${percentOf(limits.lower)}–${percentOf(limits.upper)})`;
    },
    few
  };
}

function hiddenText(hidden: Hidden | undefined, few: string): string {
  return hidden === undefined || hidden === "small" || hidden === "few_events" ? few : otherwiseHidden;
}

/** A share with its Wilson interval, 0–1; null where nobody was tested or a number may not be shown. */
export function shareLimits({count, of}: Share): {estimate: number; lower: number; upper: number} | null {
  if (count.n === null || of.n === null || of.n === 0) return null;
  const {estimate, lower, upper} = wilsonInterval(count.n, of.n);
  return estimate === null || lower === null || upper === null ? null : {estimate, lower, upper};
}

function percentText(part: number, whole: number): string {
  return whole === 0 ? "–" : `${percentOf(part / whole)} %`;
}

/** Whole per cent; one decimal below 10, so that rare findings can be told apart. */
function percentOf(share: number): string {
  const percent = 100 * share;
  return percent > 0 && percent < 9.95 ? percent.toFixed(1) : percent.toFixed(0);
}

/** A test as printed: "log-rank test: χ² = 12.3, 2 df, p = 0.0021", "Wald test: z = 2.10, p = 0.036"; with q and its family where there is one. */
export function testText({method, statistic, letter, df, p, oneSided, withheld, q, family}: TestResult): string {
  const parts = [
    statistic === null ? null : `${letter ?? (df === null ? "statistic" : "χ²")} = ${signed(statistic, 2)}`,
    df === null || letter === "z" ? null : `${Number(df.toFixed(1))} df`,
    p === null ? `p not given${withheld === undefined ? "" : `: ${withheld}`}` : pText(p),
    oneSided === undefined || oneSided === null ? null : pText(oneSided, "one-sided p"),
    q === undefined || q === null ? null : `${pText(q, "q")}${family === undefined ? "" : ` (within ${family})`}`
  ];
  return `${method.charAt(0).toUpperCase()}${method.slice(1)}: ${parts.filter((part) => part !== null).join(", ")}`;
}

/** "p = 0.031" with two significant digits; "p < 0.001" below that. */
export function pText(p: number, letter = "p"): string {
  return p < 0.001 ? `${letter} < 0.001` : `${letter} = ${p.toPrecision(2)}`;
}

/** A ratio, difference or index with its interval, with so many decimals: "0.84 (0.71–0.99)". */
export function estimateText({estimate, lower, upper}: Estimate, decimals = 2): string {
  if (estimate === null) return "not estimable";
  const text = (value: number | null) => (value === null ? "–" : signed(value, decimals));
  if (lower === null && upper === null) return text(estimate);
  const between = (lower ?? 0) < 0 || (upper ?? 0) < 0 ? " to " : "–";
  return `${text(estimate)} (${text(lower)}${between}${text(upper)})`;
}

/** A number with a true minus sign; none before a zero. */
function signed(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** A probability with its interval as whole percentages: "62 % (58–66)". */
export function probabilityText(estimate: Estimate | null): string {
  if (estimate === null || estimate.estimate === null) return "–";
  const {estimate: value, lower, upper} = estimate;
  const whole = (d: number | null) => (d === null ? "–" : (100 * d).toFixed(0));
  return `${whole(value)} %${lower === null && upper === null ? "" : ` (${whole(lower)}–${whole(upper)})`}`;
}

/** A median in months with its interval; NR where it is not reached. */
export function monthsText({estimate, lower, upper}: Estimate): string {
  const months = (days: number | null) => (days === null ? "NR" : (days / daysPerMonth).toFixed(1));
  if (estimate === null && lower === null) return "NR";
  return `${months(estimate)} (${months(lower)}–${months(upper)})`;
}
