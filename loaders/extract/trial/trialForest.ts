import type {ForestSubgroup, ForestVariable, TrialForest} from "../../../src/model/siteTrial.js";
import {compareNested} from "../../../src/stats/compareNested.js";
import {factorColumns, interactionColumns} from "../../../src/stats/designMatrix.js";
import {armColumn, armModel, hazardRatio} from "./hazardRatio.js";
import type {TrialCohort} from "./trialCohort.js";
import type {TrialSubgroups} from "./trialSubgroups.js";
import {chosenTimes, type TrialTimes, trialTimes} from "./trialTimes.js";

/**
 * Hazard ratios of an endpoint in subgroups, each from a model of its own stratified by the randomisation stratum, and
 * per variable the likelihood-ratio test of arm × variable; no test within a subgroup.
 */
export function trialForest(
  cohort: TrialCohort,
  endpoint: string,
  definition: string,
  variables: readonly TrialSubgroups[]
): TrialForest {
  const times = trialTimes(cohort, endpoint, definition);
  return {
    endpoint,
    definition,
    overall: subgroupOf("All patients", times, cohort.arms.length),
    variables: variables.map((variable) => variableOf(variable, times, cohort.arms.length))
  };
}

function variableOf({label, levels, level}: TrialSubgroups, all: TrialTimes, arms: number): ForestVariable {
  const times = chosenTimes(all, (i) => !Number.isNaN(level[all.patient[i]]));
  const codes = times.patient.map((i) => level[i]);
  return {
    label,
    subgroups: levels.map((words, code) =>
      subgroupOf(
        words,
        chosenTimes(times, (i) => codes[i] === code),
        arms
      )
    ),
    missing: all.time.length - times.time.length,
    interaction: interactionOf(times, codes, levels)
  };
}

function subgroupOf(label: string, times: TrialTimes, arms: number): ForestSubgroup {
  const {estimate, stdErr} = hazardRatio(times);
  return {
    label,
    arms: Array.from({length: arms}, (_, a) => ({
      n: times.arm.filter((arm) => arm === a).length,
      events: times.status.filter((status, i) => status === 1 && times.arm[i] === a).length
    })),
    hazardRatio: estimate,
    stdErr
  };
}

/** Null if the larger model cannot be fitted: a subgroup without patients or events in one arm. */
function interactionOf(
  times: TrialTimes,
  codes: readonly number[],
  levels: readonly string[]
): ForestVariable["interaction"] {
  if (levels.length < 2 || times.time.length === 0) return null;
  const main = factorColumns("subgroup", codes, levels);
  const product = interactionColumns([armColumn(times)], main);
  const full = armModel(times, [...main, ...product]);
  const estimated = (name: string) => full.coefficients.find((d) => d.name === name)?.status === "estimated";
  if (!["arm", ...product.map(({name}) => name)].every(estimated)) return null;
  const {chisq, df, p} = compareNested(armModel(times, main), full);
  return p === null ? null : {chisq, df, p};
}
