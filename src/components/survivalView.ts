import {daysPerYear, formatCount, formatMonths, formatP, formatPercent} from "../charts/format.js";
import {groupStyles, wholeCohort} from "../charts/palette.js";
import {survivalCurve} from "../charts/survivalCurve.js";
import {groupingOf} from "../cohort/catalogue.js";
import type {SurvivalGroup} from "../model/cohortResults.js";
import type {SiteData} from "../model/siteData.js";
import {labelOf} from "../model/vocabulary.js";
import {choice, controlRow, marginNote} from "./controls.js";
import {el} from "./dom.js";
import type {ExplorerView, ViewContext} from "./explorer.js";
import {figureFrame} from "./figureFrame.js";
import {groupControl} from "./groupControl.js";
import {type PageState, sourcesOf} from "./pageState.js";
import type {SurvivalPoint} from "../stats/survivalAt.js";
import {
  definitionText,
  endpointName,
  horizons,
  startText,
  supportText,
  type SurvivalNumbers,
  survivalNumbers
} from "./survivalNumbers.js";

/** Survival by a chosen subgroup: curves with band and risk table, estimates, test. */
export function survivalView({site, catalogue, change}: ViewContext): ExplorerView {
  const group = groupControl(catalogue, "Split by", (key) => change({group: key}));
  const endpoint = el(
    "select",
    {"data-testid": "endpoint"},
    ...site.endpoints.map((d) => el("option", {value: d.key}, endpointName(d, site)))
  );
  endpoint.addEventListener("change", () => change({endpoint: endpoint.value}));
  const controls = controlRow(choice("Endpoint", endpoint), group.element);
  const frame = figureFrame("survival-curve", site, {controls});

  // Remission is the same event in all sources; day 0 is not.
  const mixesClocks = (state: PageState): boolean => {
    if (state.group === "source_id" || catalogue.endpoints.get(state.endpoint)?.endpoint === "RFS") return false;
    return new Set(sourcesOf(site, state).map(({indexEvent}) => indexEvent)).size > 1;
  };

  const show = (state: PageState, groups: readonly SurvivalGroup[]) => {
    group.show(state.group);
    endpoint.value = state.endpoint;
    const numbers = survivalNumbers(groups, state.group !== null);
    const grouping = state.group === null ? null : groupingOf(catalogue, state.group);
    const shown = catalogue.endpoints.get(state.endpoint)!;
    const name = endpointName(shown, site);
    const sources = sourcesOf(site, state);
    const start = startText(shown, {sources});
    const title = grouping === null ? `${name} of the cohort` : `${name} by ${grouping.label}`;
    const styles = grouping === null ? [wholeCohort] : groupStyles(numbers.estimates.map((d) => d.group.group));
    const rows = numbers.estimates.map(({group: {label}, curve}, i) => ({
      label: grouping === null ? "All patients" : label,
      style: styles[i],
      ...curve
    }));
    frame.update({
      title,
      sources,
      subtitle: `From ${start}. ${definitionText(shown)}.`,
      caption: [captionText(numbers), supportText(shown), mixesClocks(state) ? clocksText(sources) : ""]
        .filter((text) => text !== "")
        .join(" "),
      table: stepTable(numbers),
      draw: (width) =>
        survivalCurve(rows, {
          width,
          endpointLabel: name,
          startLabel: start,
          title,
          summary: summaryText(numbers, grouping === null)
        }),
      aside: estimateTable(numbers, grouping === null)
    });
  };

  return {
    figures: el("div", {class: "figures"}, frame.element),
    notes: el(
      "div",
      {},
      marginNote(
        "How to read it",
        "The line is the share of patients still free of the event, the band its 95 % confidence interval at each time, not of the curve as a whole.",
        "Under the axis: how many were at risk just before each time, and in parentheses how many had been censored and had the event by then."
      ),
      marginNote(
        "What it cannot say",
        "Groups are compared as they are, not adjusted for age, treatment or source.",
        "Who was transplanted, and when, is not taken into account."
      )
    ),
    drawFirst(state) {
      const summary = site.summaries.survival.find((d) => d.endpoint === state.endpoint);
      if (state.group !== null || summary === undefined) return false;
      const {time, events, censored} = summary;
      const n = [...events, ...censored].reduce((sum, d) => sum + d, 0);
      const counts = {
        time: Float64Array.from(time),
        events: Float64Array.from(events),
        censored: Float64Array.from(censored)
      };
      show(state, [{group: null, label: "All patients", ...counts, n, nMissing: catalogue.patients - n}]);
      return true;
    },
    async draw(state, selection) {
      show(state, await selection.survival(state.endpoint, state.group ?? undefined));
    },
    stale: (waiting) => frame.stale(waiting)
  };
}

/** What day 0 is in each source, where the sources of a curve do not start from the same event. */
function clocksText(sources: SiteData["sources"]): string {
  const starts = sources.map(({id, indexEvent}) => `${labelOf("indexEvent", indexEvent).toLowerCase()} in ${id}`);
  return `The clocks differ: day 0 is ${starts.join(", ")}. Split by source to keep them apart.`;
}

function captionText({estimates, withoutFollowUp, withoutGroup, logRank, whyNot}: SurvivalNumbers): string {
  const n = estimates.reduce((sum, d) => sum + d.curve.n, 0);
  const events = estimates.reduce((sum, d) => sum + d.curve.events, 0);
  return [
    `${formatCount(n)} patients, ${formatCount(events)} events.`,
    "Kaplan–Meier estimate with 95 % confidence band (log scale, as R’s survfit); small marks: censored.",
    "Curves end at their group’s last follow-up and fade below 10 at risk.",
    withoutFollowUp > 0 ? `${formatCount(withoutFollowUp)} patients are not in the endpoint’s population.` : "",
    withoutGroup > 0 ? `${formatCount(withoutGroup)} patients of unknown group are not drawn.` : "",
    logRank ? `Test: ${logRank.method}, not adjusted for anything, not pre-specified.` : "",
    whyNot ?? ""
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

function survivalCell({survival, lower, upper}: SurvivalPoint): HTMLElement {
  const bare = (share: number | null) => formatPercent(share).replace(" %", "");
  return estimateCell(formatPercent(survival), `${bare(lower)}–${bare(upper)}`);
}

/** An estimate with its interval on a line of its own below. */
function estimateCell(estimate: string, interval: string): HTMLElement {
  return el("td", {class: "number"}, estimate, " ", el("span", {class: "interval"}, `(${interval})`));
}

/** The estimates in a table, each with its 95 % interval, and the test last. */
function estimateTable({estimates, logRank, whyNot}: SurvivalNumbers, whole: boolean): HTMLElement {
  const rows = estimates.map(({group, curve, median, at}) => {
    const label = whole ? "All patients" : group.label;
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
      estimateCell(formatMonths(median.time), `${formatMonths(median.lower)}–${formatMonths(median.upper)}`),
      ...at.map((point) => (point === null ? el("td", {class: "number"}, "–") : survivalCell(point)))
    );
  });
  const heads = [
    "Group",
    "n",
    "Events",
    "Median, months",
    ...horizons.map((year) => `${year} ${year === 1 ? "year" : "years"}`)
  ];
  const test = logRank
    ? el(
        "p",
        {
          class: "test",
          "data-testid": "logrank",
          "data-statistic": logRank.statistic,
          "data-df": logRank.df,
          "data-p": logRank.p
        },
        `${logRank.method.charAt(0).toUpperCase()}${logRank.method.slice(1)}: χ² = ${logRank.statistic.toFixed(2)}, ${logRank.df} df, p = ${formatP(logRank.p)}`.replace(
          "= <",
          "<"
        )
      )
    : whyNot
      ? el("p", {class: "test", "data-testid": "no-test"}, whyNot)
      : null;
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
      "In parentheses: 95 % confidence intervals. Survival is read off the curve at whole years."
    ),
    test
  );
}

function stepTable({estimates}: SurvivalNumbers) {
  return {
    columns: ["group", "time_days", "time_years", "at_risk", "events", "censored", "survival", "lower95", "upper95"],
    rows: estimates.flatMap(({group, curve}) =>
      Array.from(curve.time, (time, i) => [
        group.label,
        time,
        time / daysPerYear,
        curve.atRisk[i],
        curve.event[i],
        curve.censored[i],
        curve.survival[i],
        number(curve.lower[i]),
        number(curve.upper[i])
      ])
    )
  };
}

function number(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function summaryText({estimates}: SurvivalNumbers, whole: boolean): string {
  return estimates
    .map(({group, curve, median}) => {
      const name = whole ? "All patients" : group.label;
      return `${name}: ${formatCount(curve.n)} patients, ${formatCount(curve.events)} events, median ${formatMonths(median.time)} months.`;
    })
    .join(" ");
}
