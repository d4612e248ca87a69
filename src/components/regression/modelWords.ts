import {formatCount, formatShare, unitText} from "../../charts/format.js";
import {type ForestBlock, ratioText} from "../../charts/forestRow.js";
import type {SiteData, SiteEndpoint} from "../../model/siteData.js";
import type {ProportionalHazardsRow} from "../../stats/coxZph.js";
import {endpointName, startText} from "../survival/endpointWords.js";
import {inSentence, listed} from "../trial/trialWords.js";
import type {FittedModel} from "./fitModel.js";
import type {DesignTerm} from "./modelDesign.js";
import {knotCount} from "./modelTerms.js";
import type {ModelVariable} from "./modelVariables.js";

/** Name of the time-dependent covariate. */
export const transplantLabel = "Transplanted (from that day on)";

/** A number without needless digits. */
export function plainNumber(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** A variable with its unit. */
export function withUnit({label, unit}: Pick<ModelVariable, "label" | "unit">): string {
  const words = unitText(unit);
  return words === "" ? label : `${label}, ${words}`;
}

/** What a hazard ratio of a number compares: "per 10 years", "per doubling", "64 against 45". */
export function stepWords({term, variable, quartiles}: DesignTerm): string {
  const unit = unitText(variable.unit);
  if (term.form === "log2") return "per doubling";
  if (knotCount(term.form) > 0 && quartiles !== null)
    return `${plainNumber(quartiles[2])} against ${plainNumber(quartiles[0])}`;
  return `per ${plainNumber(variable.step)}${unit === "" ? "" : ` ${unit}`}`;
}

/** Who is in the model and who is not, in sentences. */
export function flowText({flow, fit}: FittedModel): string[] {
  const {cohort, withoutFollowUp, beforeLandmark, notYet, incomplete, used, missing} = flow;
  const left = (n: number, why: string) => (n > 0 ? [`${formatCount(n)} ${why}`] : []);
  const reasons = [
    ...left(withoutFollowUp, "not in the endpoint’s population or without follow-up"),
    ...left(beforeLandmark, "with the event or the end of follow-up before the landmark"),
    ...left(notYet, "who met a condition of the cohort only later"),
    ...left(incomplete, "without a value of some covariate")
  ];
  const lacking = missing.filter(({n}) => n > 0).map(({label, n}) => `${inSentence(label)} ${formatCount(n)}`);
  return [
    `${formatCount(used)} of ${formatCount(cohort)} patients (${formatShare(used, cohort)}) are in the model, with ${formatCount(fit?.events ?? 0)} events.`,
    ...(reasons.length > 0 ? [`Left out: ${reasons.join("; ")}.`] : []),
    ...(lacking.length > 0 ? [`Missing values: ${lacking.join(", ")}. Complete cases only; nothing is filled in.`] : [])
  ];
}

/** Below this share of the patients with follow-up a complete-case model is said to stand for a part only. */
const enough = 0.8;

/** What a reader must know before believing a model, a sentence or two each. */
export function modelWarnings(model: FittedModel, hazards: readonly ProportionalHazardsRow[]): string[] {
  const {fit, withheld, dropped, terms, flow, parameters} = model;
  const warnings: string[] = [];
  if (withheld !== null) warnings.push(withheld);
  else if (fit !== null && fit.events < 15 * parameters)
    warnings.push(
      `${(fit.events / parameters).toFixed(0)} events for each of ${parameters} coefficients: estimates lean away from 1.`
    );
  for (const {variable, reason} of dropped) warnings.push(`${variable.label} ${reason} and is left out.`);
  for (const {kind, message, coefficient} of fit?.warnings ?? []) {
    if (model.apart.has(coefficient ?? "")) continue;
    if (kind === "no-events") warnings.push("No events: nothing can be estimated.");
    else if (kind === "monotone") warnings.push(`${labelled(message, terms)}: no estimate is given for it.`);
    else warnings.push(`${labelled(message, terms)}.`);
  }
  for (const {variable, term, levels} of terms) {
    const names = levels.filter(({code}) => model.apart.has(`${term.column}.${code}`)).map(({label}) => label);
    if (names.length > 0)
      warnings.push(
        `${variable.label}: no stratum has both the reference and ${names.join(", ")}; they cannot be compared within strata.`
      );
  }
  const withFollowUp = flow.used + flow.incomplete;
  if (withFollowUp > 0 && flow.used / withFollowUp < enough) {
    const most = [...flow.missing].sort((a, b) => b.only - a.only)[0];
    warnings.push(
      `Only ${formatShare(flow.used, withFollowUp)} of the patients with follow-up have all values; they may differ from the others. Without ${most.label} there would be ${formatCount(flow.used + most.only)}.`
    );
  }
  warnings.push(...hazardWarnings(terms, hazards));
  return warnings;
}

function hazardWarnings(terms: readonly DesignTerm[], hazards: readonly ProportionalHazardsRow[]): string[] {
  const changing = hazards.filter(({term, p}) => term !== "GLOBAL" && p !== null && p < 0.05);
  if (changing.length === 0) return [];
  const names = changing.map(({term}) =>
    inSentence(terms.find((d) => d.term.column === term)?.variable.label ?? transplantLabel)
  );
  return [
    `Hazards are not proportional for ${listed(names)} (test below 0.05): such a hazard ratio is an average over time.`
  ];
}

/** A message of a fit with the reader's words for the columns it names. */
function labelled(message: string, terms: readonly DesignTerm[]): string {
  let text = message;
  for (const {variable, levels, columns} of terms) {
    for (const {name} of columns) {
      const level = levels.find(({code}) => name === `${variable.column}.${code}`);
      text = text.replace(name, level === undefined ? variable.label : `${variable.label}, ${level.label},`);
    }
  }
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The question of a model. */
export function modelTitle(endpoint: SiteEndpoint, site: Pick<SiteData, "endpoints">): string {
  return `What goes with ${inSentence(endpointName(endpoint, site))}, each covariate adjusted for the others?`;
}

/** From when time is counted, as a sentence. */
export function startWords(
  endpoint: SiteEndpoint,
  landmark: number | null,
  {sources}: Pick<SiteData, "sources">
): string {
  const start = startText(endpoint, {sources});
  return landmark === null
    ? `From ${start}.`
    : `From day ${landmark} after ${start}, in patients still at risk then, by what was known on that day.`;
}

/** How a model was fitted, in sentences. */
export function methodText(model: FittedModel): string {
  const {fit, strata, terms, transplanted, spec} = model;
  const events = fit?.events ?? 0;
  const names = spec.strata.map(({label}) => inSentence(label)).join(" and ");
  const splines = terms.filter(({knots}) => knots.length > 0);
  return [
    `${formatCount(model.flow.used)} patients, ${formatCount(events)} events.`,
    `Cox model, ties after Efron, ${strata === null ? "not stratified" : `stratified by ${names}`}; hazard ratios with 95 % Wald intervals.`,
    ...splines.map(
      ({variable, knots}) =>
        `${variable.label}: restricted cubic spline with knots at ${knots.map(plainNumber).join(", ")}; the ratio is of the upper against the lower quartile.`
    ),
    transplanted === null ? "" : "Transplantation counts from its day on; before it, the patient is not transplanted."
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

/** The figure in words. */
export function forestSummary(blocks: readonly ForestBlock[]): string {
  return blocks
    .map(({label, rows}) => {
      const parts = rows.map((row) => `${row.label} ${row.note ?? ratioText(row.estimate)}`);
      return `${label}: ${parts.join("; ")}.`;
    })
    .join(" ");
}
