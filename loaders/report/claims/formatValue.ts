import {daysPerMonth, formatCount, formatShare, formatValue} from "../../../src/charts/format.js";
import {ReportError} from "../reportError.js";
import type {Value, ValueRecord} from "./expression.js";

/** How a value is printed in a sentence; see {@link printedValue}. */
export const valueFormats = [
  "plain",
  "count",
  "sources",
  "share",
  "percent",
  "percentage",
  "months",
  "ratio",
  "concordance",
  "value",
  "p"
] as const;
export type ValueFormat = (typeof valueFormats)[number];

/**
 * A value as it stands in a sentence; null if it is hidden or does not exist. An estimate is printed with its 95 % interval. `count`: 1,540; `sources`: 3 sources; `share`:
 * patients of those tested; `percent`: a probability; `percentage`: what is a percentage already; `months`: days; `ratio`:
 * two decimals; `concordance`: three; `value`: as its size deserves; `p`: two significant digits.
 *
 * @throws {ReportError} if the value is of another kind
 */
export function printedValue(value: Value, format: ValueFormat): string | null {
  if (value === null) return null;
  if (typeof value === "string" || typeof value === "boolean") return String(value);
  if (format === "share") return printedShare(value);
  if (typeof value === "number") return printedNumber(value, format);
  if (format === "count" && "n" in value) return typeof value.n === "number" ? formatCount(value.n) : null;
  if (!("estimate" in value)) throw new ReportError(`expected an estimate, found ${Object.keys(value).join(", ")}`);
  return printedEstimate(value, format);
}

function printedShare(value: number | ValueRecord): string | null {
  if (typeof value === "number" || !("of" in value)) throw new ReportError("expected a share of patients");
  const {n, of, lower, upper} = value;
  if (typeof n !== "number" || typeof of !== "number") return null;
  // Limits have the decimals of the share.
  const digits = of > 0 && n / of < 0.1 ? 1 : 0;
  const limits = [lower, upper].flatMap((limit) => (typeof limit === "number" ? [(100 * limit).toFixed(digits)] : []));
  const interval = limits.length === 2 ? `; 95 % CI ${limits.join("–")} %` : "";
  return `${formatShare(n, of)} (${formatCount(n)}/${formatCount(of)}${interval})`;
}

function printedEstimate({estimate, lower, upper}: ValueRecord, format: ValueFormat): string | null {
  const [low, high] = [limit(lower, format), limit(upper, format)];
  if (typeof estimate !== "number") {
    // Without any limit nothing is known of it: it is hidden, or there is nothing to estimate it from.
    return format === "months" && low !== null ? `not reached (95 % CI ${low}–not reached)` : null;
  }
  // A dash beside a minus sign reads as another one.
  const between = [low, high].some((text) => text?.startsWith("−")) ? " to " : "–";
  const interval = low === null && high === null ? "" : ` (95 % CI ${low ?? "not estimable"}${between}${high ?? (format === "months" ? "not reached" : "not estimable")}${format === "percent" || format === "percentage" ? " %" : ""})`; // prettier-ignore
  return `${printedNumber(estimate, format)}${interval}`;
}

function limit(value: Value | undefined, format: ValueFormat): string | null {
  if (typeof value !== "number") return null;
  return printedNumber(value, format).replace(/ (?:%|months)$/, "");
}

function printedNumber(value: number, format: ValueFormat): string {
  switch (format) {
    case "count":
      return formatCount(value);
    case "sources":
      return value === 1 ? "1 source" : `${formatCount(value)} sources`;
    case "percent":
      return `${whole(value)} %`;
    case "percentage":
      return `${Math.abs(value) < 10 ? value.toFixed(1) : value.toFixed(0)} %`;
    case "months":
      return `${(value / daysPerMonth).toFixed(1)} months`;
    case "ratio":
      return signed(value.toFixed(2));
    case "concordance":
      return signed(value.toFixed(3));
    case "p":
      return value < 0.001 ? "p < 0.001" : `p = ${value.toPrecision(2)}`;
    case "plain":
      return Number.isInteger(value) ? formatCount(value) : formatValue(value);
    case "value":
    case "share":
      return signed(formatValue(value));
  }
}

/** A minus sign in place of the hyphen. */
function signed(text: string): string {
  return text.replace(/^-/u, "−");
}

function whole(share: number): string {
  const percent = 100 * share;
  return percent > 0 && percent < 1 ? percent.toFixed(1) : percent.toFixed(0);
}
