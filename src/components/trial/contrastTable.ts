import {daysPerMonth, formatCount} from "../../charts/format.js";
import type {Trial, TrialContrast, TrialEstimate} from "../../model/siteTrial.js";
import {el} from "../dom.js";
import {reflowTable, type ReflowRow} from "../reflowTable.js";
import {estimateText, eventsOf, inSentence, pText, ratio, signed} from "./trialWords.js";

/** The experimental arm against the control: estimates with intervals first, tests after them. */
export function contrastTable(trial: Trial, contrast: TrialContrast, endpoint: string): HTMLElement {
  const {hazardRatio, proportionalHazards, logRank, restrictedMean, withoutStratum} = contrast;
  const [first, second] = trial.arms.map(({label}) => inSentence(label));
  const rows: ReflowRow[] = [
    {
      cells: ["Hazard ratio", estimateText(hazardRatio, ratio, "not estimable"), "Cox model, ties after Efron"],
      data: {measure: "hazard-ratio", value: hazardRatio.estimate ?? ""}
    }
  ];
  if (restrictedMean !== null) rows.push(...meanRows(restrictedMean, first, second));
  if (logRank !== null) {
    rows.push(
      {
        cells: [
          `${capital(logRank.method)}, one-sided`,
          pText(logRank.oneSided),
          `Fewer ${eventsOf(endpoint)} with ${first}`
        ],
        data: {measure: "one-sided", value: logRank.oneSided}
      },
      {
        cells: [
          `${capital(logRank.method)}, two-sided`,
          pText(logRank.p),
          `χ² = ${logRank.statistic.toFixed(2)}, 1 df`
        ],
        data: {measure: "two-sided", value: logRank.p}
      }
    );
  }
  if (proportionalHazards !== null) {
    rows.push({
      cells: ["Proportional hazards", pText(proportionalHazards), phWords(proportionalHazards)],
      data: {measure: "proportional-hazards", value: proportionalHazards}
    });
  }
  const strata = trial.strata.length > 1 ? `Model and log-rank test are stratified by ${trial.strataLabel}.` : "";
  const left = withoutStratum > 0 ? ` ${formatCount(withoutStratum)} patients of unknown stratum are in neither.` : "";
  return el(
    "div",
    {class: "contrast"},
    el("h3", {}, `${trial.arms[0].label} against ${second}`),
    reflowTable(
      [{label: "Measure"}, {label: "Result", number: true}, {label: "How"}],
      rows,
      `${trial.arms[0].label} against ${second}`
    ),
    el("p", {class: "note"}, `A hazard ratio below 1 means fewer ${eventsOf(endpoint)} with ${first}. ${strata}${left}`)
  );
}

function meanRows(
  {horizon, arms, difference, p}: NonNullable<TrialContrast["restrictedMean"]>,
  first: string,
  second: string
): ReflowRow[] {
  const months = Math.round(horizon / daysPerMonth);
  const mean = (days: number | null) => (days === null ? "–" : (days / daysPerMonth).toFixed(1));
  const gap = ({estimate, lower, upper}: TrialEstimate) => {
    const text = (days: number | null) => (days === null ? "–" : signed(days / daysPerMonth));
    return `${text(estimate)} (${text(lower)} to ${text(upper)})`;
  };
  const label = `Restricted mean to ${months} months`;
  return [
    {cells: [`${label}, ${first}`, estimateText(arms[0], mean), "Months; area under the curve"]},
    {cells: [`${label}, ${second}`, estimateText(arms[1], mean), "Months; area under the curve"]},
    {
      cells: [`${label}, difference`, gap(difference), `Months${p === null ? "" : `; two-sided ${pText(p)}`}`],
      data: {measure: "restricted-mean-difference", value: difference.estimate ?? ""}
    }
  ];
}

function phWords(p: number): string {
  const found = "Score test, Kaplan–Meier time";
  return p < 0.05 ? `${found}: the ratio changes with time, so read the restricted mean` : found;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
