import {describe, expect, it} from "vitest";
import {type AdjustMethod} from "../../src/stats/adjustP.js";
import {kaplanMeierByGroup} from "../../src/stats/kaplanMeier.js";
import {logRank, logRankFromCounts} from "../../src/stats/logRank.js";
import {logRankTrend, pairwiseLogRank} from "../../src/stats/logRankPairs.js";
import {Agreement} from "./agreement.js";
import {codes, type Column, levelsOf, numbers, readReference} from "./referenceCases.js";
import {ratio} from "./ratio.js";

interface Result {
  rho: number;
  groups: string[];
  n: number[];
  observed: number[];
  expected: number[];
  var: number[][];
  chisq: number;
  df: number;
  p: number;
  strata?: string[];
  /** Groups × strata. */
  observed_by_stratum?: number[][];
  expected_by_stratum?: number[][];
  trend?: {scores: number[]; numerator: number; variance: number; z: number; chisq: number; df: number; p: number};
  pairwise?: Record<"a" | "b", string[]> & Record<"chisq" | "p" | "p_BH" | "p_holm" | "p_bonferroni", number[]>;
}

interface Case {
  id: string;
  input: {time: Column; status: Column; group: Column; stratum?: Column};
  factor_levels?: {group?: string[]};
  expected: {rho0: Result; rho1: Result};
}

const {cases} = readReference("statistics", "log-rank.json") as {cases: Case[]};

function complete({input, factor_levels}: Case) {
  const names = factor_levels?.group ?? levelsOf(input.group);
  const columns = {
    time: numbers(input.time),
    status: numbers(input.status),
    group: codes(input.group, names),
    strata: input.stratum && codes(input.stratum)
  };
  const rows = Array.from(columns.time, (_, i) => i).filter((i) =>
    Object.values(columns).every((column) => column === undefined || !Number.isNaN(column[i]))
  );
  const pick = (column: Float64Array) => Float64Array.from(rows, (i) => column[i]);
  return {
    names,
    strataNames: input.stratum ? levelsOf(input.stratum) : [],
    data: {
      time: pick(columns.time),
      status: pick(columns.status),
      group: pick(columns.group),
      ...(columns.strata && {strata: pick(columns.strata)})
    }
  };
}

/** The rows of one stratum, without their stratum. */
function only(
  {time, status, group}: Record<"time" | "status" | "group", Float64Array>,
  isKept: (i: number) => boolean
) {
  const pick = (values: Float64Array) => values.filter((_, i) => isKept(i));
  return {time: pick(time), status: pick(status), group: pick(group)};
}

describe("log-rank tests against R survdiff", () => {
  it("agree in every case and field: both weights, strata, trend, pairs and their adjustment", () => {
    const agreement = new Agreement("log-rank");
    for (const reference of cases) {
      const {names, strataNames, data} = complete(reference);
      for (const expected of [reference.expected.rho0, reference.expected.rho1]) {
        const {rho} = expected;
        const compare = (field: string, actual: unknown, value: unknown) =>
          agreement.compare(reference.id, `rho ${rho} ${field}`, actual, value);
        const result = logRank(data, {rho});
        expect(names).toEqual(expected.groups);
        compare(
          "n",
          result.groups.map((d) => d.n),
          expected.n
        );
        compare(
          "observed",
          result.groups.map((d) => d.observed),
          expected.observed
        );
        compare(
          "expected",
          result.groups.map((d) => d.expected),
          expected.expected
        );
        compare("var", result.variance, expected.var);
        compare("test", [result.statistic, result.df], [expected.chisq, expected.df]);
        const tail = ratio(result.p, expected.p);
        compare("p", tail.actual, tail.expected);
        if (expected.trend) {
          const trend = logRankTrend(result, expected.trend.scores);
          const {z, chisq, df, p} = expected.trend;
          const {numerator, variance} = expected.trend;
          compare(
            "trend sums",
            [trend.z! * Math.sqrt(variance), trend.statistic],
            [numerator, numerator ** 2 / variance]
          );
          compare("trend", [trend.z, trend.statistic, trend.df], [z, chisq, df]);
          const trendTail = ratio(trend.p, p);
          compare("trend p", trendTail.actual, trendTail.expected);
        }
        if (expected.pairwise) {
          const {a, b, chisq, p} = expected.pairwise;
          for (const [adjust, adjusted] of [
            ["BH", expected.pairwise.p_BH],
            ["holm", expected.pairwise.p_holm],
            ["bonferroni", expected.pairwise.p_bonferroni]
          ] satisfies [AdjustMethod, number[]][]) {
            const pairs = pairwiseLogRank(data, {rho, adjust});
            expect(pairs.map((d) => names[d.a])).toEqual(a);
            expect(pairs.map((d) => names[d.b])).toEqual(b);
            compare(
              "pair chisq",
              pairs.map((d) => d.statistic),
              chisq
            );
            pairs.forEach((d, i) => {
              const [raw, corrected] = [ratio(d.p, p[i]), ratio(d.adjusted, adjusted[i])];
              compare("pair p", raw.actual, raw.expected);
              compare(`pair p ${adjust}`, corrected.actual, corrected.expected);
            });
          }
        }
        if (data.strata) {
          // R keeps each stratum's part; ours is the test of the stratum alone.
          const {strata} = data;
          compare("strata", strataNames, expected.strata);
          const parts = strataNames.map((_, s) =>
            logRank(
              only(data, (i) => strata[i] === s),
              {rho}
            )
          );
          const byStratum = (field: "observed" | "expected") =>
            names.map((_, g) => parts.map((part) => part.groups[g]?.[field] ?? 0));
          compare("observed by stratum", byStratum("observed"), expected.observed_by_stratum);
          compare("expected by stratum", byStratum("expected"), expected.expected_by_stratum);
        }
        if (!data.strata) {
          const counts = kaplanMeierByGroup(data).map(({time, event, censored}) => ({time, events: event, censored}));
          const fromCounts = logRankFromCounts(counts, {rho});
          compare("from counts", [fromCounts.statistic, fromCounts.df], [expected.chisq, expected.df]);
        }
      }
    }
    agreement.settle(14);
  });

  it("names the test that ran", () => {
    const data = {time: [1, 2, 3, 4], status: [1, 1, 1, 0], group: [0, 1, 0, 1]};
    expect(logRank(data).method).toBe("log-rank test");
    expect(logRank(data, {rho: 1}).method).toBe("Peto and Peto’s Wilcoxon test");
    expect(logRank({...data, strata: [0, 0, 1, 1]}).method).toBe("stratified log-rank test");
  });
});
