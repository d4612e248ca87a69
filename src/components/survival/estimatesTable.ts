import {formatCount, formatMonths, formatPercent} from "../../charts/format.js";
import type {SurvivalPoint} from "../../stats/survivalAt.js";
import {el} from "../dom.js";
import {clockName} from "./clocks.js";
import type {GroupAnswer} from "./groupAnswers.js";
import type {SurvivalAnswer} from "./survivalAnswer.js";

/** Years at which survival is read off. */
export const horizons = [1, 2, 3, 5] as const;

/**
 * n, events, medians, survival at chosen times and median follow-up by group, each with its 95 % interval. Where time
 * starts at different events, by clock and group: a median of several clocks would be one of nobody's time.
 *
 * @param grouped false for everybody together: then a clock is a row
 */
export function estimatesTable(
  {groups, clocks}: Pick<SurvivalAnswer, "groups" | "clocks">,
  unit: "months" | "years",
  grouped = true
): HTMLElement {
  const drawn = clocks.length > 0 ? clocks.flatMap((clock) => clock.groups) : groups;
  const within = horizons.map((year, i) => ({year, i, reached: drawn.some(({at}) => at[i] !== null)}));
  const shown = within.filter(({reached}) => reached);
  const beyond = within.filter(({reached}) => !reached);
  const withFollowUp = groups.every(({followUp}) => followUp !== null);
  const heads = [
    "Group",
    "n",
    "Events",
    "Median, months",
    ...shown.map(({year}) => (unit === "months" ? `${12 * year} months` : `${year} ${year === 1 ? "year" : "years"}`)),
    ...(withFollowUp ? ["Follow-up, months"] : [])
  ];
  const rowOf = ({label, curve, median, at, followUp}: GroupAnswer, clock = "", name = label) => {
    const hooks: Record<string, string | number> = {
      "data-testid": "survival-group",
      "data-group": label,
      "data-clock": clock,
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
      el("th", {scope: "row"}, name),
      el("td", {class: "number"}, formatCount(curve.n)),
      el("td", {class: "number"}, formatCount(curve.events)),
      estimateCell(formatMonths(median.time), monthsInterval(median)),
      ...shown
        .map(({i}) => at[i])
        .map((point) => (point === null ? el("td", {class: "number"}, "–") : survivalCell(point))),
      withFollowUp && followUp !== null && estimateCell(formatMonths(followUp.time), monthsInterval(followUp))
    );
  };
  const bodies =
    clocks.length === 0
      ? [el("tbody", {}, ...groups.map((group) => rowOf(group)))]
      : clocks.map((clock) => {
          const own = clock.groups.map((group) => rowOf(group, clock.label, grouped ? group.label : clockName(clock)));
          const head = el(
            "tr",
            {class: "clock"},
            el("th", {scope: "rowgroup", colspan: heads.length}, clockName(clock))
          );
          return el("tbody", {}, grouped && head, ...own);
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
        ...bodies
      )
    ),
    el(
      "p",
      {class: "note"},
      "In parentheses: 95 % confidence intervals; none where neither limit is reached. Survival is read off the curve; a dash: beyond the group’s own follow-up.",
      beyond.length > 0 && ` Follow-up of all ends before ${beyond[0].year} ${beyond[0].year === 1 ? "year" : "years"}.`
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
