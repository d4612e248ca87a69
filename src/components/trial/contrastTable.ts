import {daysPerMonth, formatCount} from "../../charts/format.js";
import type {Trial, TrialContrast, TrialEstimate} from "../../model/siteTrial.js";
import {el} from "../dom.js";
import {estimateText, eventsOf, inSentence, pText, ratio, signed} from "./trialWords.js";

/** One line: what was computed and how, the result as printed, and its value. */
interface Measure {
  readonly name: string;
  readonly how: string;
  readonly result: string;
  /** `data-measure` and `data-value`. */
  readonly key: string;
  readonly value: number | null;
}

/** The experimental arm against the control: estimates with intervals first, tests after them. */
export function contrastTable(trial: Trial, contrast: TrialContrast, endpoint: string): HTMLElement {
  const {withoutStratum} = contrast;
  const [first, second] = trial.arms.map(({label}) => inSentence(label));
  const strata = trial.strata.length > 1 ? ` Model and log-rank test are stratified by ${trial.strataLabel}.` : "";
  const left =
    withoutStratum !== 0 ? ` ${formatCount(withoutStratum)} patients of unknown stratum are in neither.` : "";
  const heading = `${trial.arms[0].label} against ${second}`;
  return el(
    "div",
    {},
    el("h3", {}, heading),
    el(
      "table",
      {"aria-label": heading},
      el(
        "thead",
        {},
        el("tr", {}, el("th", {scope: "col"}, "Measure"), el("th", {scope: "col", class: "number"}, "Result"))
      ),
      el("tbody", {}, ...measuresOf(contrast, endpoint, first, second).map(rowOf))
    ),
    el("p", {class: "note"}, `A hazard ratio below 1 means fewer ${eventsOf(endpoint)} with ${first}.${strata}${left}`)
  );
}

function rowOf({name, how, result, key, value}: Measure): HTMLElement {
  return el(
    "tr",
    {"data-measure": key, "data-value": value ?? ""},
    el("th", {scope: "row"}, name, el("span", {class: "reason"}, how)),
    el("td", {class: "number"}, result)
  );
}

function measuresOf(
  {hazardRatio, proportionalHazards, logRank, restrictedMean}: TrialContrast,
  endpoint: string,
  first: string,
  second: string
): Measure[] {
  const measures: Measure[] = [
    {
      name: "Hazard ratio",
      how: "Cox model, ties after Efron",
      result: estimateText(hazardRatio, ratio, "not estimable"),
      key: "hazard-ratio",
      value: hazardRatio.estimate
    }
  ];
  if (restrictedMean !== null) measures.push(...meansOf(restrictedMean, first, second));
  if (logRank !== null) {
    const name = capital(logRank.method);
    measures.push(
      {
        name: `${name}, one-sided`,
        how: `For fewer ${eventsOf(endpoint)} with ${first}`,
        result: pText(logRank.oneSided),
        key: "one-sided",
        value: logRank.oneSided
      },
      {
        name: `${name}, two-sided`,
        how: `χ² = ${logRank.statistic.toFixed(2)}, 1 df`,
        result: pText(logRank.p),
        key: "two-sided",
        value: logRank.p
      }
    );
  }
  if (proportionalHazards !== null) {
    measures.push({
      name: "Proportional hazards",
      how: `Score test, Kaplan–Meier time${proportionalHazards < 0.05 ? ": the ratio changes with time, so read the restricted mean" : ""}`,
      result: pText(proportionalHazards),
      key: "proportional-hazards",
      value: proportionalHazards
    });
  }
  return measures;
}

function meansOf(
  {horizon, arms, difference, p}: NonNullable<TrialContrast["restrictedMean"]>,
  first: string,
  second: string
): Measure[] {
  const label = `Restricted mean to ${Math.round(horizon / daysPerMonth)} months`;
  const mean = (days: number | null) => (days === null ? "–" : (days / daysPerMonth).toFixed(1));
  const gap = ({estimate, lower, upper}: TrialEstimate) => {
    const text = (days: number | null) => (days === null ? "–" : signed(days / daysPerMonth));
    return `${text(estimate)} (${text(lower)} to ${text(upper)})`;
  };
  const arm = (name: string, a: number): Measure => ({
    name: `${label}, ${name}`,
    how: "Months; area under the curve",
    result: estimateText(arms[a], mean),
    key: `restricted-mean-${a}`,
    value: arms[a].estimate
  });
  return [
    arm(first, 0),
    arm(second, 1),
    {
      name: `${label}, difference`,
      how: `Months${p === null ? "" : `; z-test, two-sided ${pText(p)}`}`,
      result: gap(difference),
      key: "restricted-mean-difference",
      value: difference.estimate
    }
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
