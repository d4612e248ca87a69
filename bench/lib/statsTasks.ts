import {coxConcordance} from "../../src/stats/coxConcordance.js";
import {coxFit} from "../../src/stats/coxFit.js";
import {cumulativeIncidence, incidenceAt} from "../../src/stats/cumulativeIncidence.js";
import {grayTest} from "../../src/stats/grayTest.js";
import {kaplanMeierByGroup} from "../../src/stats/kaplanMeier.js";
import {logRank} from "../../src/stats/logRank.js";
import {survivalAt} from "../../src/stats/survivalAt.js";
import {simulateCompetingRisks, simulateCovariates, simulateGroups} from "./simulate.js";

/** One race: data, our call, and what both sides must have computed. */
export interface StatsTask {
  /** Name of the task in `stats.R`. */
  name: "log-rank" | "cox" | "incidence";
  title: string;
  n: number;
  columns: Record<string, ArrayLike<number>>;
  run: () => unknown;
  /** Our numbers by the names R prints them under. */
  numbers: () => Record<string, ArrayLike<number>>;
  /** Largest difference allowed: relative, of coefficients in standard errors. */
  tolerance: number;
  /** How many times R's speed is demanded. */
  budget?: number;
}

/** Days at which both sides' curves are compared; the same in `stats.R`. */
const AT = [100, 365, 730, 1500];

export function logRankTask(n: number, groups: number): StatsTask {
  const columns = simulateGroups(n, groups, 1);
  const run = () => ({curves: kaplanMeierByGroup(columns), test: logRank(columns)});
  return {
    name: "log-rank",
    title: `Kaplan–Meier + log-rank, ${groups} groups`,
    n,
    columns: {...columns},
    run,
    numbers: () => {
      const {curves, test} = run();
      const points = curves.flatMap((curve) => survivalAt(curve, AT));
      return {
        survival: points.map((d) => d.survival),
        std_err: points.map((d) => d.stdErr ?? NaN),
        lower: points.map((d) => d.lower ?? NaN),
        chisq: [test.statistic],
        observed: test.groups.map((d) => d.observed),
        expected: test.groups.map((d) => d.expected)
      };
    },
    tolerance: 1e-9,
    ...(n === 1e6 && {budget: 30})
  };
}

/** The concordance is part of R's `coxph`, so it is part of ours. */
export function coxTask(n: number): StatsTask {
  const {time, status, x} = simulateCovariates(n, 2);
  const run = () => {
    const fit = coxFit({time, status, x});
    return {fit, concordance: coxConcordance(fit)};
  };
  return {
    name: "cox",
    title: "Cox, 8 covariates, with concordance",
    n,
    columns: {time, status, ...Object.fromEntries(x.map(({name, values}) => [name, values]))},
    run,
    numbers: () => {
      const {fit, concordance} = run();
      return {
        coef: fit.coefficients.map((d) => d.estimate ?? NaN),
        se: fit.coefficients.map((d) => d.stdErr ?? NaN),
        loglik: fit.loglik,
        concordance: [concordance.concordance ?? NaN, concordance.stdErr ?? NaN]
      };
    },
    // By default R stops up to 1.5e-6 standard errors from the maximum.
    tolerance: 1e-5,
    ...(n === 1e5 && {budget: 1})
  };
}

export function incidenceTask(n: number, groups: number): StatsTask {
  const columns = simulateCompetingRisks(n, groups, 3);
  const run = () => ({curves: cumulativeIncidence(columns), tests: grayTest(columns)});
  return {
    name: "incidence",
    title: `Cumulative incidence + Gray, ${groups} groups`,
    n,
    columns: {...columns},
    run,
    numbers: () => {
      const {curves, tests} = run();
      // R lists the curves of all groups cause by cause.
      const points = [0, 1].flatMap((c) => curves.flatMap((group) => incidenceAt(group, group.causes[c], AT)));
      return {
        incidence: points.map((d) => d?.estimate ?? NaN),
        variance: points.map((d) => d?.variance ?? NaN),
        gray: tests.map((d) => d.chisq ?? NaN)
      };
    },
    tolerance: 1e-9
  };
}

/** The largest difference between our numbers and R's; infinite where one side lacks a number. */
export function largestDifference(
  task: StatsTask,
  theirs: ReadonlyMap<string, readonly number[]>
): {value: number; where: string} {
  let largest = {value: 0, where: ""};
  for (const [name, ours] of Object.entries(task.numbers())) {
    const expected = theirs.get(name) ?? [];
    const unit = name === "coef" ? theirs.get("se") : undefined;
    for (let i = 0; i < Math.max(ours.length, expected.length); ++i) {
      const difference = Math.abs(ours[i] - expected[i]) / (unit?.[i] ?? Math.abs(expected[i]));
      const value = Number.isNaN(difference) ? Infinity : difference;
      if (value > largest.value) largest = {value, where: `${name}[${i}]`};
    }
  }
  return largest;
}
