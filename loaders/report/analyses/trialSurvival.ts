import {daysPerMonth, daysPerYear} from "../../../src/charts/format.js";
import {endpointStart} from "../../../src/cohort/guards/endpointStart.js";
import {inSentence} from "../../../src/components/trial/trialWords.js";
import type {ReportBlock, SurvivalBlock, SurvivalGroupResult, TestResult} from "../../../src/model/report.js";
import type {TrialArm, TrialContrast, TrialEndpoint} from "../../../src/model/siteTrial.js";
import {trialEndpoint} from "../../extract/trial/trialEndpoint.js";
import {riskDays, riskRows} from "../blocks/survivalResult.js";
import {endpointLabel} from "./endpointWords.js";
import {noEstimate} from "./estimates.js";
import {armsInWords, stratumPart, type TrialPart} from "./trialContext.js";

/**
 * Survival by arm: curves, medians, whole years, stratified log-rank and hazard ratio, restricted means, proportionality.
 * Within strata one figure for each, ids ending in its number, with the hazard ratio but without a test.
 */
export function trialSurvival(part: TrialPart): ReportBlock[] {
  if (!part.withinStrata) {
    const found = part.trial.endpoints.find((d) => d.endpoint === part.endpoint) ?? furtherEndpoint(part);
    return found === null || part.arms.length === 0 || part.inArm(0).n === 0 ? [] : [wholeTrial(part, found)];
  }
  return part.trial.strata.flatMap(({label}, s): ReportBlock[] => {
    const own = stratumPart(part, s);
    const found = endpointIn(own);
    return found === null || own.arms.some(({n}) => n === 0) ? [] : [stratumOf(own, found, {ending: `${s + 1}`, title: label})]; // prettier-ignore
  });
}

function wholeTrial(part: TrialPart, found: TrialEndpoint): SurvivalBlock {
  const {contrast} = found;
  const strata = inSentence(part.trial.strataLabel);
  const logRank: TestResult | null =
    contrast?.logRank == null
      ? null
      : {
          method: contrast.logRank.method,
          statistic: contrast.logRank.statistic,
          df: 1,
          p: contrast.logRank.p,
          oneSided: contrast.logRank.oneSided
        };
  const fromRandomisation = endpointStart(found.endpoint).event === "index";
  const frame = part.frame(
    {
      subtitle: subtitleOf(part, found),
      caption: `Kaplan–Meier, log–log 95 % limits; ${fromRandomisation ? "intention to treat" : "patients in remission only: no longer a comparison of all who were randomised"}.${contrast !== null && contrast.withoutStratum > 0 ? ` ${contrast.withoutStratum} patients of unknown stratum are in the curves alone.` : ""}`, // prettier-ignore
      notes:
        (contrast?.proportionalHazards ?? 1) < 0.05
          ? [
              "Hazards are not proportional (test below 0.05): one hazard ratio averages a difference that changes with time; the difference in restricted mean does not depend on it."
            ]
          : [],
      methods: [
        ...estimationWords,
        `Arms are compared by the log-rank test and a Cox model (ties after Efron), both stratified by ${strata}; the test is given two-sided and, as the protocol asks for, one-sided. Proportional hazards are tested by scaled Schoenfeld residuals.`,
        ...meanWords(contrast)
      ],
      page: null
    },
    undefined,
    fromRandomisation ? part.itt : part.context.within(part.itt, `${endpointKey(part, found)}:followed`)
  );
  return survivalOf(part, found, {frame, test: logRank, adjustment: `stratified by ${strata}`});
}

function stratumOf(
  part: TrialPart,
  found: TrialEndpoint,
  further: {readonly ending: string; readonly title: string}
): SurvivalBlock {
  const frame = part.frame(
    {
      subtitle: subtitleOf(part, found),
      caption:
        "Kaplan–Meier, log–log 95 % limits; intention to treat, patients of this stratum alone. Without a test: whether strata differ is for the test of interaction to say.",
      methods: [...estimationWords, ...meanWords(found.contrast)],
      page: null
    },
    further,
    part.itt
  );
  return survivalOf(part, found, {frame, test: null, adjustment: "within the stratum"});
}

const estimationWords = [
  "Survival is estimated by Kaplan and Meier with log–log limits, medians with limits by Brookmeyer and Crowley, follow-up by the reverse Kaplan–Meier method."
];

function meanWords(contrast: TrialContrast | null): string[] {
  const mean = contrast?.restrictedMean;
  if (mean == null) return [];
  return [
    `Restricted mean survival is the area under the curve up to ${Math.round(mean.horizon / daysPerMonth)} months; its difference does not need proportional hazards.`
  ];
}

function subtitleOf(part: TrialPart, {endpoint}: TrialEndpoint): string {
  return `${endpointLabel(part.context, endpoint)} from ${startOf(part, endpoint)}, ${armsInWords(part.trial)}`;
}

function startOf({trial}: TrialPart, endpoint: string): string {
  return endpointStart(endpoint).event === "remission" ? "complete remission" : trial.indexEvent;
}

interface Further {
  readonly frame: ReturnType<TrialPart["frame"]>;
  readonly test: TestResult | null;
  readonly adjustment: string;
}

function survivalOf(part: TrialPart, found: TrialEndpoint, {frame, test, adjustment}: Further): SurvivalBlock {
  const {context, itt} = part;
  const {contrast} = found;
  const key = endpointKey(part, found);
  const groups = found.arms.map((arm, a) => groupOf(part, arm, a, key));
  return {
    ...frame,
    kind: "survival",
    endpoint: {
      definition: found.definition,
      label: endpointLabel(context, key),
      start: startOf(part, found.endpoint),
      words: context.release.manifest.terms?.endpointDefinition?.[found.definition] ?? found.words ?? ""
    },
    groups,
    times: found.years.map((year) => year * daysPerYear),
    test,
    contrasts:
      contrast === null
        ? []
        : [
            {
              label: groups[0].label,
              reference: groups[1].label,
              adjustment,
              hazardRatio: contrast.hazardRatio,
              n: context.count(context.within(itt, `${key}:followed`)),
              events: context.count(itt, `${key}:event`),
              test
            }
          ],
    proportionality:
      contrast?.proportionalHazards == null || test === null
        ? null
        : {
            method: "score test of proportional hazards (Schoenfeld residuals)",
            statistic: null,
            df: 1,
            p: contrast.proportionalHazards
          },
    restrictedMean:
      contrast?.restrictedMean == null
        ? null
        : {
            horizon: contrast.restrictedMean.horizon,
            groups: contrast.restrictedMean.arms,
            differences: [contrast.restrictedMean.difference, noEstimate]
          }
  };
}

/** The endpoint of a part by the definition that the trial shows; null where it shows none. */
function endpointIn({trial, cohort, endpoint}: TrialPart): TrialEndpoint | null {
  const shown = trial.endpoints.find((d) => d.endpoint === endpoint);
  if (shown === undefined) return null;
  const {definition, landmarkDay, label, words} = shown;
  return trialEndpoint(cohort, {
    endpoint,
    definition,
    landmarkDay,
    ...(label !== undefined && {label}),
    ...(words !== undefined && {words})
  });
}

/** An endpoint that the trial's own page does not show, such as survival from remission; null where nobody has it. */
function furtherEndpoint({context, cohort, endpoint}: TrialPart): TrialEndpoint | null {
  const known = context.catalogue.endpoints.get(endpoint);
  if (known === undefined) return null;
  const {definition} = known;
  const followed = cohort.outcomes(known.endpoint, definition).some((outcome) => outcome !== null);
  return followed ? trialEndpoint(cohort, {endpoint: known.endpoint, definition, landmarkDay: null}) : null;
}

/** The key by which the cohort extract has the definition that the trial shows. */
function endpointKey({context}: TrialPart, {endpoint, definition}: TrialEndpoint): string {
  const found = [...context.catalogue.endpoints.values()].find((d) => d.definition === definition);
  return found?.key ?? endpoint;
}

function groupOf({trial, inArm}: TrialPart, arm: TrialArm, a: number, key: string): SurvivalGroupResult {
  const {time, survival, lower, upper, atRisk, event, censored} = arm.curve;
  return {
    label: trial.arms[a].label,
    code: trial.arms[a].code,
    n: inArm(a, `${key}:followed`),
    events: inArm(a, `${key}:event`),
    curve: {resolution: "exact", time, value: survival, lower, upper, atRisk, event, censored},
    risk: riskRows(arm.curve, riskDays(time.at(-1) ?? 0)),
    median: arm.median,
    at: arm.at,
    followUp: arm.followup
  };
}
