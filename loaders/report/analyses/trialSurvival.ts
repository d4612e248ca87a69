import {daysPerMonth, daysPerYear} from "../../../src/charts/format.js";
import type {ReportBlock, SurvivalBlock, SurvivalGroupResult, TestResult} from "../../../src/model/report.js";
import type {TrialArm, TrialEndpoint} from "../../../src/model/siteTrial.js";
import {riskDays, riskRows} from "../blocks/survivalResult.js";
import {noEstimate} from "./estimates.js";
import {armsInWords, type TrialPart} from "./trialContext.js";

/** Survival by arm: curves, medians, whole years, stratified log-rank and hazard ratio, restricted means, proportionality. */
export function trialSurvival(part: TrialPart): ReportBlock[] {
  const {context, trial, arms, inArm, frame} = part;
  const found = trial.endpoints.find((d) => d.endpoint === part.endpoint);
  if (found === undefined) return [];
  const key = endpointKey(part, found);
  const groups = found.arms.map((arm, a) => groupOf(part, arm, a, key));
  const {contrast} = found;
  const strata = trial.strataLabel.toLowerCase();
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
  const label = context.release.manifest.terms?.endpoint?.[found.endpoint] ?? found.label ?? found.endpoint;
  const block: SurvivalBlock = {
    ...frame({
      subtitle: `${label} from randomisation, ${armsInWords(trial)}`,
      caption: `Kaplan–Meier, log–log 95 % limits; intention to treat.${contrast !== null && contrast.withoutStratum > 0 ? ` ${contrast.withoutStratum} patients of unknown stratum are in the curves alone.` : ""}`,
      notes: [],
      methods: [
        "Survival is estimated by Kaplan and Meier with log–log limits, medians with limits by Brookmeyer and Crowley, follow-up by the reverse Kaplan–Meier method.",
        `Arms are compared by the log-rank test and a Cox model (ties after Efron), both stratified by ${strata}; the test is given two-sided and, as the protocol asks for, one-sided.`,
        ...(contrast?.restrictedMean == null
          ? []
          : [`Restricted mean survival is the area under the curve up to ${Math.round(contrast.restrictedMean.horizon / daysPerMonth)} months; its difference does not need proportional hazards.`]) // prettier-ignore
      ],
      page: null
    }),
    kind: "survival",
    endpoint: {
      definition: found.definition,
      label,
      start: trial.indexEvent,
      words: context.release.manifest.terms?.endpointDefinition?.[found.definition] ?? found.words ?? ""
    },
    groups,
    times: found.years.map((year) => year * daysPerYear),
    test: logRank,
    contrasts:
      contrast === null
        ? []
        : [
            {
              label: groups[0].label,
              reference: groups[1].label,
              adjustment: `stratified by ${strata}`,
              hazardRatio: contrast.hazardRatio,
              n: context.count(context.within(part.itt, `${key}:followed`)),
              events: context.count(part.itt, `${key}:event`),
              test: logRank
            }
          ],
    proportionality:
      contrast?.proportionalHazards == null
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
  return arms.length === 0 || inArm(0).n === 0 ? [] : [block];
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
