import {describe, expect, it} from "vitest";
import {kaplanMeier} from "../../src/stats/kaplanMeier.js";
import {logRank} from "../../src/stats/logRank.js";
import {logRankTrend} from "../../src/stats/logRankPairs.js";
import {restrictedMean, restrictedMeanDifference, restrictedMeanRatio} from "../../src/stats/restrictedMean.js";
import {survivalAt} from "../../src/stats/survivalAt.js";

describe("weights that are not whole numbers", () => {
  const weights = [0.1, 0.2, 0.3, 0.4];

  it("survival is exactly 0 after the last patient, not the rounding of summed weights", () => {
    const {survival, stdErrLog, lower} = kaplanMeier({time: [1, 2, 3, 4], status: [1, 1, 1, 1], weights});
    expect(survival[2]).toBeCloseTo(0.4, 12);
    expect([survival[3], stdErrLog[3], lower[3]]).toEqual([0, Infinity, NaN]);
  });

  it("and stays 0 when others enter later", () => {
    const {survival} = kaplanMeier({
      time: [1, 2, 3, 4, 9, 10],
      entry: [0, 0, 0, 0, 5, 5.5],
      status: [1, 1, 1, 1, 1, 1],
      weights: [...weights, 0.7, 0.9]
    });
    expect([...survival.subarray(3)]).toEqual([0, 0, 0]);
  });
});

describe("nobody", () => {
  const nobody = kaplanMeier({time: [], status: []});

  it("has no restricted mean, and none to compare", () => {
    const none = restrictedMean(nobody, 10);
    expect(none).toEqual({tau: 10, mean: null, stdErr: null, lower: null, upper: null});
    const some = restrictedMean(kaplanMeier({time: [2, 5, 12], status: [1, 1, 0]}), 10);
    for (const contrast of [restrictedMeanDifference, restrictedMeanRatio]) {
      for (const result of [contrast(none, some), contrast(some, none), contrast(none, none)]) {
        expect(result).toMatchObject({estimate: null, lower: null, upper: null, p: null});
      }
    }
  });

  it("has no limits of survival", () => {
    expect(survivalAt(nobody, [5])).toEqual([
      {time: 5, atRisk: 0, events: 0, censored: 0, survival: 1, stdErr: null, lower: null, upper: null}
    ]);
  });
});

describe("groups and strata", () => {
  it("has nothing to test where groups are never at risk together", () => {
    const apart = logRank({time: [1, 2, 3, 4], status: [1, 1, 1, 1], group: [0, 0, 1, 1], strata: [0, 0, 1, 1]});
    expect(apart).toMatchObject({statistic: 0, df: 0, p: 1});
    expect(logRankTrend(apart)).toMatchObject({z: null, df: 0, p: 1});
  });

  it("counts only the comparisons that can be made in the degrees of freedom", () => {
    // Groups 0 and 1 meet in the first stratum, 2 and 3 in the second: two tests of two groups, added up.
    const first = {time: [1, 2, 3, 4, 5, 6], status: [1, 1, 0, 1, 1, 1], group: [0, 0, 1, 0, 1, 1]};
    const second = {time: [1, 2, 3, 4, 5, 7], status: [1, 1, 1, 0, 1, 1], group: [1, 0, 1, 0, 1, 0]};
    const both = logRank({
      time: [...first.time, ...second.time],
      status: [...first.status, ...second.status],
      group: [...first.group, ...second.group.map((g) => g + 2)],
      strata: [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]
    });
    expect(both.df).toBe(2);
    expect(both.statistic).toBeCloseTo(logRank(first).statistic + logRank(second).statistic, 12);
  });

  it("keeps a degree of freedom for one patient beside many", () => {
    const many = 1_000_000;
    const time = Float64Array.from({length: many + 2}, (_, i) => 2 + (i % 1000));
    const group = Uint8Array.from({length: many + 2}, (_, i) => i % 2);
    const status = new Uint8Array(many + 2).fill(1);
    time.set([1, 1], many);
    group[many] = 2;
    status[many] = 0;
    const {df, groups} = logRank({time, status, group});
    expect(groups[2].expected).toBeCloseTo(1 / (many + 2), 12);
    expect(df).toBe(2);
  });

  it.each([false, true])("takes many small strata in space that grows with the rows; delayed entry: %s", (late) => {
    // 50 000 matched pairs over 3000 days: a table of all strata by all days would be 4.8 GB.
    const pairs = 50_000;
    const rows = Array.from({length: 2 * pairs}, (_, i) => i);
    const [time, status] = [rows.map((i) => 2 + ((i * 7919) % 2999)), rows.map((i) => (i % 5 > 1 ? 1 : 0))];
    const strata = rows.map((i) => i >> 1);
    const group = rows.map((i) => i % 2);
    const {statistic, groups} = logRank({time, status, group, strata, ...(late && {entry: rows.map((i) => i % 2)})});
    // In a pair, only the first exit can be an event that says something; then it is McNemar's test.
    let [observed, informative] = [0, 0];
    for (let i = 0; i < 2 * pairs; i += 2) {
      const first = time[i] <= time[i + 1] ? i : i + 1;
      if (time[i] === time[i + 1] || status[first] === 0) continue;
      ++informative;
      if (first === i) ++observed;
    }
    expect(statistic).toBeCloseTo((2 * observed - informative) ** 2 / informative, 8);
    expect(groups[0].observed - groups[0].expected).toBeCloseTo(observed - informative / 2, 8);
  });

  it("refuses group codes that would need tables beyond memory", () => {
    const data = {time: [1, 2, 3], status: [1, 1, 1], group: [0, 999_999, 1]};
    expect(() => logRank(data)).toThrow(/^invalid group at row 1: 999999/);
  });
});
