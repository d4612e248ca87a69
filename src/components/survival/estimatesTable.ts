import {formatCount, formatMonths, formatPercent} from "../../charts/format.js";
import type {SurvivalPoint} from "../../stats/survivalAt.js";
import {el} from "../dom.js";
import type {SurvivalAnswer} from "./survivalAnswer.js";

/** Years at which survival is read off. */
export const horizons = [1, 2, 3, 5] as const;

/** n, events, medians, survival at chosen times and median follow-up by group, each with its 95 % interval. */
export function estimatesTable({groups}: SurvivalAnswer, unit: "months" | "years"): HTMLElement {
  const withFollowUp = groups.every(({followUp}) => followUp !== null);
  const heads = [
    "Group",
    "n",
    "Events",
    "Median, months",
    ...horizons.map((year) => (unit === "months" ? `${12 * year} months` : `${year} ${year === 1 ? "year" : "years"}`)),
    ...(withFollowUp ? ["Follow-up, months"] : [])
  ];
  const rows = groups.map(({label, curve, median, at, followUp}) => {
    const hooks: Record<string, string | number> = {
      "data-testid": "survival-group",
      "data-group": label,
      "data-n": curve.n,
      "data-events": curve.events,
      "data-median-days": median.time ?? "",
      "data-lower-days": median.lower ?? "",
      "data-upper-days": median.upper ?? ""
    };
    at.forEach((point, i) => (hooks[`data-survival-${horizons[i]}y`] = point?.survival ?? ""));
    return el(
      "tr",
      hooks,
      el("th", {scope: "row"}, label),
      el("td", {class: "number"}, formatCount(curve.n)),
      el("td", {class: "number"}, formatCount(curve.events)),
      estimateCell(formatMonths(median.time), monthsInterval(median)),
      ...at.map((point) => (point === null ? el("td", {class: "number"}, "–") : survivalCell(point))),
      withFollowUp && followUp !== null && estimateCell(formatMonths(followUp.time), monthsInterval(followUp))
    );
  });
  return el(
    "div",
    {},
    el(
      "div",
      {class: "table-scroll", tabindex: 0, role: "region", "aria-label": "Survival estimates"},
      el(
        "table",
        {class: "estimates"},
        el("thead", {}, el("tr", {}, ...heads.map((head) => el("th", {scope: "col"}, head)))),
        el("tbody", {}, ...rows)
      )
    ),
    el(
      "p",
      {class: "note"},
      "In parentheses: 95 % confidence intervals; none where neither limit is reached. Survival is read off the curve; a dash: beyond the group’s own follow-up."
    )
  );
}

/** Limits in months; null if the curve's limits never come down to the level, so that there is no interval. */
function monthsInterval({lower, upper}: {readonly lower: number | null; readonly upper: number | null}): string | null {
  if (lower === null && upper === null) return null;
  return `${formatMonths(lower)}–${formatMonths(upper)}`;
}

function survivalCell({survival, lower, upper}: SurvivalPoint): HTMLElement {
  const bare = (share: number | null) => formatPercent(share).replace(" %", "");
  return estimateCell(formatPercent(survival), `${bare(lower)}–${bare(upper)}`);
}

/** An estimate with its interval on a line of its own below. */
function estimateCell(estimate: string, interval: string | null): HTMLElement {
  const limits = interval !== null && el("span", {class: "interval"}, `(${interval})`);
  return el("td", {class: "number"}, estimate, limits && " ", limits);
}
