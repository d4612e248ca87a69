import type {TrialContrast, TrialEstimate, TrialTest} from "../../../src/model/siteTrial.js";
import {proportionalHazardsTest} from "../../../src/stats/coxZph.js";
import {logRank} from "../../../src/stats/logRank.js";
import {normalLower} from "../../../src/stats/normalDistribution.js";
import {restrictedMean, restrictedMeanDifference} from "../../../src/stats/restrictedMean.js";
import type {SurvivalCurve} from "../../../src/stats/survivalCurve.js";
import {armModel, hazardRatio} from "./hazardRatio.js";
import {daysPerMonth} from "./trialTime.js";
import {chosenTimes, type TrialTimes} from "./trialTimes.js";

/** Longest horizon of the restricted mean, in months. */
const longestHorizon = 48;

/**
 * The experimental arm against the control: hazard ratio (Cox model stratified by the randomisation stratum, ties after
 * Efron), proportional hazards, stratified log-rank test, restricted mean. Patients of unknown stratum are left out of
 * model and test if others have one.
 */
export function trialContrast(times: TrialTimes, curves: readonly SurvivalCurve[]): TrialContrast {
  const stratified = times.stratum.some((s) => !Number.isNaN(s));
  const used = stratified ? chosenTimes(times, (i) => !Number.isNaN(times.stratum[i])) : times;
  const comparable = used.status.includes(1) && used.arm.includes(0) && used.arm.includes(1);
  const check = comparable ? proportionalHazardsTest(armModel(used)).find(({term}) => term === "arm") : undefined;
  return {
    hazardRatio: hazardRatio(used).estimate,
    proportionalHazards: check?.p ?? null,
    logRank: comparable ? logRankTest(used, stratified) : null,
    withoutStratum: times.time.length - used.time.length,
    restrictedMean: restrictedMeans(curves)
  };
}

function logRankTest({time, status, arm, stratum}: TrialTimes, stratified: boolean): TrialTest | null {
  const {method, statistic, df, p, groups, variance} = logRank({
    time,
    status,
    group: arm,
    ...(stratified ? {strata: stratum} : {})
  });
  if (df !== 1) return null;
  const [{observed, expected}] = groups;
  return {method, statistic, p, oneSided: normalLower((observed - expected) / Math.sqrt(variance[0]))};
}

/** Up to 48 months, or the last whole month of the shorter follow-up. */
function restrictedMeans(curves: readonly SurvivalCurve[]): TrialContrast["restrictedMean"] {
  const shortest = Math.min(...curves.map(({time}) => time.at(-1) ?? 0));
  const months = Math.min(longestHorizon, Math.floor(shortest / daysPerMonth));
  if (months < 1) return null;
  const horizon = months * daysPerMonth;
  const [group, reference] = curves.map((curve) => restrictedMean(curve, horizon));
  if (group.stdErr === 0 && reference.stdErr === 0) return null;
  const {estimate, lower, upper, p} = restrictedMeanDifference(group, reference);
  const arms = [group, reference].map((d): TrialEstimate => ({estimate: d.mean, lower: d.lower, upper: d.upper}));
  return {horizon, arms, difference: {estimate, lower, upper}, p};
}
