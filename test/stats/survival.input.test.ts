import {describe, expect, it} from "vitest";
import {conditionalSurvival} from "../../src/stats/conditionalSurvival.js";
import {StatsInputError} from "../../src/stats/errors.js";
import {kaplanMeier, kaplanMeierByGroup, kaplanMeierFromCounts} from "../../src/stats/kaplanMeier.js";
import {logRank, logRankFromCounts} from "../../src/stats/logRank.js";
import {logRankTrend, pairwiseLogRank} from "../../src/stats/logRankPairs.js";
import {restrictedMean, restrictedMeanDifference, restrictedMeanRatio} from "../../src/stats/restrictedMean.js";
import {reverseKaplanMeier} from "../../src/stats/reverseKaplanMeier.js";
import {survivalAt} from "../../src/stats/survivalAt.js";
import {medianSurvival, survivalQuantiles} from "../../src/stats/survivalQuantiles.js";
import {exposureRows, landmarkCohort, mantelByar, simonMakuch} from "../../src/stats/timeDependentExposure.js";

const good = {time: [5, 3, 8, 2, 9, 4], status: [1, 0, 1, 1, 0, 1], group: [0, 1, 0, 1, 1, 0]};
const nobody = {time: [], status: [], group: []};

function failure(run: () => unknown): StatsInputError {
  try {
    run();
  } catch (error) {
    if (error instanceof StatsInputError) return error;
    throw error;
  }
  throw new Error("did not throw");
}

/** Fails on NaN, undefined or an infinite number anywhere in a result. */
function expectPresentable(result: unknown, path = "result"): void {
  if (typeof result === "number") expect(Number.isFinite(result), `${path} is ${result}`).toBe(true);
  else if (ArrayBuffer.isView(result)) expectPresentable(Array.from(result as Float64Array), path);
  else if (Array.isArray(result)) {
    result.forEach((d, i) => {
      expectPresentable(d, `${path}[${i}]`);
    });
  } else if (typeof result === "object" && result !== null) {
    for (const [name, value] of Object.entries(result)) expectPresentable(value, `${path}.${name}`);
  } else expect(result, path).not.toBe(undefined);
}

/** All that a page shows of follow-up in groups. */
function summaries(data: {time: number[]; status: number[]; group: number[]}): unknown[] {
  const curves = [...kaplanMeierByGroup(data), reverseKaplanMeier(data)];
  const test = logRank(data);
  return [
    curves.map((curve) => [
      medianSurvival(curve),
      survivalQuantiles(curve, [0, 0.25, 0.75, 1]),
      survivalAt(curve, [0, 1, 5, 100]),
      restrictedMean(curve, 5),
      conditionalSurvival(curve, 0, 3),
      conditionalSurvival(curve, 5, 100)
    ]),
    test,
    logRank(data, {rho: 1}),
    logRankTrend(test),
    pairwiseLogRank(data)
  ];
}

describe("survival input", () => {
  it.each<[string, object, RegExp, number | undefined]>([
    ["a NaN time", {time: [5, 3, NaN, 2, 9, 4]}, /^invalid time at row 2: NaN/, 2],
    ["an infinite time", {time: [5, 3, 8, 2, 9, Infinity]}, /^invalid time at row 5: Infinity/, 5],
    ["a negative time", {time: [5, -3, 8, 2, 9, 4]}, /^invalid time at row 1: -3/, 1],
    ["an unknown status", {status: [1, 0, 1, 2, 0, 1]}, /^invalid status at row 3: 2/, 3],
    ["a missing status", {status: [NaN, 0, 1, 1, 0, 1]}, /^invalid status at row 0: NaN/, 0],
    ["an entry at the exit", {entry: [0, 0, 8, 0, 0, 0]}, /^invalid entry at row 2: 8, not before exit 8/, 2],
    ["an entry after the exit", {entry: [0, 0, 0, 7, 0, 0]}, /^invalid entry at row 3: 7/, 3],
    ["a missing entry", {entry: [0, NaN, 0, 0, 0, 0]}, /^invalid entry at row 1: NaN/, 1],
    ["an entry tied with the exit", {entry: [5 - 1e-12, 0, 0, 0, 0, 0]}, /^invalid entry at row 0: tied/, 0],
    ["too few statuses", {status: [1]}, /^length mismatch: 6 times, 1 values of status/, undefined],
    ["too many entries", {entry: [0, 0, 0, 0, 0, 0, 0]}, /^length mismatch: 6 times, 7 values of entry/, undefined],
    ["too few groups", {group: [0, 1]}, /^length mismatch: 6 times, 2 values of group/, undefined],
    ["a negative group", {group: [0, 1, 0, 1, -1, 0]}, /^invalid group at row 4: -1/, 4],
    ["a broken group", {group: [0, 1.5, 0, 1, 1, 0]}, /^invalid group at row 1: 1.5/, 1],
    ["a missing group", {group: [0, 1, 0, 1, 1, NaN]}, /^invalid group at row 5: NaN/, 5],
    ["a group that is no code", {group: [0, 1e9, 0, 1, 1, 0]}, /^invalid group at row 1: 1000000000/, 1]
  ])("rejects %s, in curves and tests", (_, change, message, index) => {
    for (const run of [kaplanMeierByGroup, logRank, pairwiseLogRank]) {
      const error = failure(() => run({...good, ...change}));
      expect(error.message).toMatch(message);
      expect(error.index).toBe(index);
    }
  });

  it("names the row in the data given, not in those of a pair of groups", () => {
    const data = {time: [5, 3, 8, 2, 9, NaN], status: [1, 1, 1, 1, 1, 1], group: [0, 1, 0, 1, 2, 2]};
    expect(failure(() => pairwiseLogRank(data)).index).toBe(5);
    const one = {time: [5, -1], status: [1, 1], group: [0, 0]};
    expect(failure(() => pairwiseLogRank(one)).index).toBe(1);
  });

  it.each<[string, () => unknown, RegExp, number | undefined]>([
    ["a weight", () => kaplanMeier({...good, weights: [1, 1, -1, 1, 1, 1]}), /^invalid weight at row 2: -1/, 2],
    ["a missing weight", () => kaplanMeier({...good, weights: [1, 1, 1, 1, 1, NaN]}), /^invalid weight at row 5/, 5],
    ["a stratum", () => logRank({...good, strata: [0, 0, 0.5, 0, 0, 0]}), /^invalid stratum at row 2: 0.5/, 2],
    ["a status, reversed", () => reverseKaplanMeier({...good, status: [1, 0, 3, 0, 0, 0]}), /^invalid status/, 2],
    ["a rho", () => logRank(good, {rho: NaN}), /^invalid rho: NaN/, undefined],
    ["a level", () => kaplanMeier(good, {confLevel: 95}), /^invalid confidence level: 95/, undefined],
    ["a probability", () => survivalQuantiles(kaplanMeier(good), [0.5, 50]), /^invalid probability at row 1: 50/, 1],
    ["falling times", () => survivalAt(kaplanMeier(good), [1, 5, 3]), /^invalid time at row 2: 3/, 2],
    ["a horizon", () => restrictedMean(kaplanMeier(good), 0), /^invalid horizon: 0/, undefined],
    ["an interval", () => conditionalSurvival(kaplanMeier(good), 5, 3), /^invalid interval: 5 to 3/, undefined],
    ["scores", () => logRankTrend(logRank(good), [1]), /^length mismatch: 2 groups, 1 scores/, undefined],
    [
      "an exposure",
      () => exposureRows({...good, exposure: [null, 1, -2, null, 1, 1]}),
      /^invalid exposure at row 2/,
      2
    ],
    ["exposures", () => mantelByar({...good, exposure: [1]}), /^length mismatch: 6 times, 1 exposures/, undefined],
    [
      "a landmark",
      () => landmarkCohort({...good, exposure: [1, 1, 1, 1, 1, 1]}, NaN),
      /^invalid landmark: NaN/,
      undefined
    ],
    [
      "a repeated time of counts",
      () => kaplanMeierFromCounts({time: [1, 2, 1], events: [1, 1, 1], censored: [0, 0, 0]}),
      /^repeated time at row [02]: 1/,
      2
    ],
    [
      "a negative count",
      () => logRankFromCounts([{time: [1, 2], events: [1, -1], censored: [0, 0]}]),
      /^invalid count at row 1: -1 events/,
      1
    ],
    [
      "counts of unequal length",
      () => kaplanMeierFromCounts({time: [1, 2], events: [1], censored: [0, 0]}),
      /^length mismatch: 2 times, 1 and 2 counts/,
      undefined
    ]
  ])("rejects %s", (_, run, message, index) => {
    const error = failure(run);
    expect(error.message).toMatch(message);
    expect(error.index).toBe(index);
  });

  it("rejects contrasts of restricted means that have no meaning", () => {
    const [a, b] = kaplanMeierByGroup(good).map((curve) => restrictedMean(curve, 6));
    const other = restrictedMean(kaplanMeier(good), 7);
    for (const contrast of [restrictedMeanDifference, restrictedMeanRatio]) {
      expectPresentable(contrast(a, b));
      expect(failure(() => contrast(a, other)).message).toBe("horizons differ: 6, 7");
      const none = restrictedMean(kaplanMeier({time: [9], status: [0]}), 6);
      expect(failure(() => contrast(none, none)).message).toBe("no events before the horizon");
    }
  });
});

describe("survival without much to go on", () => {
  it("nobody: an empty curve, no median, nothing to test", () => {
    const curve = kaplanMeier(nobody);
    expect([curve.n, curve.events, curve.time.length, curve.survival.length]).toEqual([0, 0, 0, 0]);
    expect(medianSurvival(curve)).toEqual({prob: 0.5, time: null, lower: null, upper: null});
    expect(survivalAt(curve, [5])[0].atRisk).toBe(0);
    expect(conditionalSurvival(curve, 0, 5)).toMatchObject({survival: null, lower: null, upper: null});
    expect(logRank(nobody)).toMatchObject({statistic: 0, df: 0, p: 1, groups: []});
    expect(pairwiseLogRank(nobody)).toEqual([]);
    expect(logRankFromCounts([])).toMatchObject({statistic: 0, df: 0, p: 1});
    const {unexposed, exposed, nExposed} = simonMakuch({...nobody, exposure: []});
    expect([unexposed.n, exposed.n, nExposed]).toEqual([0, 0, 0]);
    expect(mantelByar({...nobody, exposure: []})).toMatchObject({df: 0, p: 1});
    expect(landmarkCohort({...nobody, exposure: []}, 5).patient.length).toBe(0);
    expectPresentable(summaries(nobody));
  });

  it("everyone censored: survival stays 1, no median, nothing to test", () => {
    const data = {...good, status: [0, 0, 0, 0, 0, 0]};
    const curve = kaplanMeier(data);
    expect([...curve.survival, ...curve.lower, ...curve.upper].every((d) => d === 1)).toBe(true);
    expect(medianSurvival(curve).time).toBeNull();
    expect(restrictedMean(curve, 5)).toMatchObject({mean: 5, stdErr: 0, lower: 5, upper: 5});
    expect(logRank(data)).toMatchObject({statistic: 0, df: 0, p: 1});
    expect(logRankTrend(logRank(data))).toMatchObject({z: null, df: 0, p: 1});
    expect(pairwiseLogRank(data)).toEqual([{a: 0, b: 1, statistic: 0, p: 1, adjusted: 1}]);
    expectPresentable(summaries(data));
  });

  it("one patient: the curve falls to 0, its error and limits are null where shown", () => {
    const data = {time: [5], status: [1], group: [0]};
    const curve = kaplanMeier(data);
    expect(survivalAt(curve, [5])).toEqual([
      {time: 5, atRisk: 1, events: 1, censored: 0, survival: 0, stdErr: null, lower: null, upper: null}
    ]);
    expect(medianSurvival(curve)).toEqual({prob: 0.5, time: 5, lower: null, upper: null});
    expect(restrictedMean(curve, 8)).toMatchObject({mean: 5, stdErr: 0});
    expect(conditionalSurvival(curve, 6, 8).survival).toBeNull();
    expect(logRank(data)).toMatchObject({statistic: 0, df: 0, p: 1});
    expectPresentable(summaries(data));
  });

  it("survival reaching 0 in one group, a group nobody is in, groups that never meet", () => {
    const falls = {time: [1, 2, 3, 4, 6, 7], status: [1, 1, 1, 0, 1, 0], group: [0, 0, 0, 2, 2, 2]};
    const [fallen, empty] = kaplanMeierByGroup(falls);
    expect([...fallen.survival].at(-1)).toBe(0);
    expect(empty.n).toBe(0);
    expect(logRank(falls)).toMatchObject({df: 1, groups: [{n: 3}, {n: 0, observed: 0, expected: 0}, {n: 3}]});
    expectPresentable(summaries(falls));
    const apart = {time: [1, 2], entry: [0, 1], status: [1, 1], group: [0, 1]};
    expectPresentable([logRank(apart), logRankTrend(logRank(apart)), pairwiseLogRank(apart)]);
  });

  it("time 0 counts: events there lower the curve from the start", () => {
    const data = {time: [0, 0, 3, 4], status: [1, 0, 1, 0], group: [0, 1, 0, 1]};
    const curve = kaplanMeier(data);
    expect([...curve.survival]).toEqual([0.75, 0.375, 0.375]);
    expect(survivalAt(curve, [0])[0]).toMatchObject({atRisk: 4, events: 1, censored: 1, survival: 0.75});
    expectPresentable(summaries(data));
  });

  it("nobody is ever exposed, and everybody is from the start", () => {
    for (const exposure of [good.time.map(() => null), good.time.map(() => 0)]) {
      const {unexposed, exposed} = simonMakuch({...good, exposure});
      expect(unexposed.n + exposed.n).toBe(6);
      expectPresentable([mantelByar({...good, exposure}), medianSurvival(unexposed), medianSurvival(exposed)]);
    }
  });
});
