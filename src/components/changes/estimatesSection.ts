import {formatCount} from "../../charts/format.js";
import type {Estimate, EstimateChange, ReleaseComparison} from "../../model/releaseComparison.js";
import type {ChangesData} from "../../model/siteChanges.js";
import {changeFigure} from "./changeFigure.js";

/** Shown also where they stayed the same. */
const always: ReadonlySet<string> = new Set(["patients", "deaths", "os_median", "os_5y"]);

/** The numbers by which a reader judges a release, before and after. */
export function estimatesSection(data: ChangesData, {estimates}: Pick<ReleaseComparison, "estimates">): HTMLElement {
  const shown = estimates.filter((d) => always.has(d.measure) || isChanged(d));
  const rest = estimates.length - shown.length;
  return changeFigure(data, {
    id: "estimates",
    title: "Key estimates before and after",
    subtitle: "Overall survival by Kaplan–Meier; shares among those tested, or of those classified.",
    caption: `With 95 % confidence limits: of survival on the log scale, of shares by Wilson. ${formatCount(rest)} other estimates did not change and are in the table to take away.`,
    columns: [
      {label: "Estimate"},
      {label: "Source"},
      {label: "Before", number: true},
      {label: "After", number: true},
      {label: "Difference", number: true}
    ],
    rows: shown.map((d) => ({
      cells: [
        d.label,
        d.source ?? "all",
        estimateWords(d.unit, d.before),
        estimateWords(d.unit, d.after),
        difference(d)
      ],
      data: {measure: d.measure, changed: isChanged(d) ? "yes" : "no"}
    })),
    table: {
      columns: [
        ...["estimate", "source", "unit"],
        ...["before", "after"].flatMap((side) => [side, `${side}_lower`, `${side}_upper`, `${side}_n`, `${side}_of`])
      ],
      rows: estimates.map((d) => [d.label, d.source ?? "all", d.unit, ...cells(d.before), ...cells(d.after)])
    },
    none: "Neither release has estimates to compare."
  });
}

function cells(estimate: Estimate | null): (number | null)[] {
  if (estimate === null) return [null, null, null, null, null];
  const {value, lower, upper, n, total} = estimate;
  return [value, lower, upper, n, total];
}

function isChanged({before, after}: EstimateChange): boolean {
  return JSON.stringify(before) !== JSON.stringify(after);
}

/** An estimate with its limits and what it rests on, in words. */
export function estimateWords(unit: EstimateChange["unit"], estimate: Estimate | null): string {
  if (estimate === null) return "not in this release";
  const {value, lower, upper, n, total} = estimate;
  if (unit === "patients") return value === null ? "–" : formatCount(value);
  if (value === null) return "not reached";
  const digits = (x: number | null): string => (x === null ? "–" : x.toFixed(1));
  const limits = lower === null && upper === null ? "" : ` (${digits(lower)}–${digits(upper)})`;
  const of = n === null ? ` of ${formatCount(total)}` : `, ${formatCount(n)} of ${formatCount(total)}`;
  return `${digits(value)}${unit === "%" ? " %" : " months"}${limits}${of}`;
}

function difference({unit, before, after}: EstimateChange): string {
  const [a, b] = [before?.value ?? null, after?.value ?? null];
  if (a === null || b === null) return "–";
  const by = b - a;
  const sign = by > 0 ? "+" : by < 0 ? "−" : "±";
  const size = unit === "patients" ? formatCount(Math.abs(by)) : Math.abs(by).toFixed(1);
  return unit === "%" ? `${sign}${size} points` : unit === "months" ? `${sign}${size} months` : `${sign}${size}`;
}
