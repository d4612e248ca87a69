import {formatCount} from "../../charts/format.js";
import {sumOfCounts} from "../../model/hiddenCounts.js";
import type {Trial, TrialEndpoint} from "../../model/siteTrial.js";
import {estimateText, inSentence, listed, noConclusion, ratio, shareText} from "./trialWords.js";

/** Years whose survival the answer names, the first that every arm reaches. */
const named = [4, 3, 1];

/** The answer in two or three sentences, made from the numbers: estimate and interval, no claim. */
export function trialLead(trial: Trial): string {
  const {arms, endpoints, simulated} = trial;
  const os = endpoints.find(({endpoint}) => endpoint === "OS");
  const sizes = arms.map(({label}, a) => `${formatCount(trial.flow.arms[a].randomised)} to ${inSentence(label)}`);
  const all = sumOfCounts(trial.flow.arms.map(({randomised}) => randomised));
  const deaths = os && sumOfCounts(os.arms.map(({curve}) => curve.events));
  const lost = sumOfCounts(os?.missing ?? []);
  const died = deaths === undefined ? "" : `; ${formatCount(deaths)} died`;
  return [
    `${formatCount(all)} patients were randomised, ${listed(sizes)}${died}${lost > 0 ? `, the survival of ${formatCount(lost)} is not known` : ""}.`,
    os === undefined ? "" : ratioSentence(trial, os),
    os === undefined ? "" : survivalSentence(trial, os),
    simulated ? noConclusion : ""
  ]
    .filter((sentence) => sentence !== "")
    .join(" ")
    .replaceAll(" %", "\u00a0%");
}

function ratioSentence({arms, strata, strataLabel}: Trial, {contrast}: TrialEndpoint): string {
  if (contrast === null || contrast.hazardRatio.estimate === null) return "";
  const stratified = strata.length > 1 ? `, stratified by ${strataLabel}` : "";
  const [first, second] = arms.map(({label}) => inSentence(label));
  const {estimate, lower, upper} = contrast.hazardRatio;
  const words = estimateText({estimate, lower, upper}, ratio).replace("(", "(95 % CI ");
  return `The hazard ratio for death with ${first} against ${second} is ${words}${stratified}.`;
}

function survivalSentence(trial: Trial, {arms, years}: TrialEndpoint): string {
  const year = named.find((wanted) => arms.every(({at}) => (at[years.indexOf(wanted)] ?? null) !== null));
  if (year === undefined) return "";
  const shares = arms.map(({at}, a) => `${shareText(at[years.indexOf(year)])} with ${inSentence(trial.arms[a].label)}`);
  return `Survival at ${year} ${year === 1 ? "year" : "years"} is ${listed(shares)}.`;
}
