import {describe, expect, it} from "vitest";
import {adjustP} from "../../src/stats/adjustP.js";
import {binomialTest} from "../../src/stats/binomialTest.js";
import {breslowDay} from "../../src/stats/breslowDay.js";
import {chiSquaredTest} from "../../src/stats/chiSquaredTest.js";
import {clopperPearsonInterval} from "../../src/stats/clopperPearsonInterval.js";
import {cochranArmitage} from "../../src/stats/cochranArmitage.js";
import {StatsError, StatsInputError, StatsSizeError} from "../../src/stats/errors.js";
import {fisherExact} from "../../src/stats/fisherExact.js";
import {fisherExactTable} from "../../src/stats/fisherExactTable.js";
import {kruskalWallis} from "../../src/stats/kruskalWallis.js";
import {mantelHaenszel} from "../../src/stats/mantelHaenszel.js";
import {mcNemar} from "../../src/stats/mcNemar.js";
import {newcombeDifference} from "../../src/stats/newcombeDifference.js";
import {oneWayAnova, welchAnova} from "../../src/stats/oneWayAnova.js";
import {poolEstimates} from "../../src/stats/poolEstimates.js";
import {proportionTest} from "../../src/stats/proportionTest.js";
import {quantile, quantiles} from "../../src/stats/quantile.js";
import {root} from "../../src/stats/root.js";
import {spearman} from "../../src/stats/spearman.js";
import {smdBinary, smdContinuous, smdLevels} from "../../src/stats/standardisedDifference.js";
import {summariseValues} from "../../src/stats/summariseValues.js";
import {tTest} from "../../src/stats/tTest.js";
import {wilcoxonRankSum} from "../../src/stats/wilcoxonRankSum.js";
import {wilsonInterval} from "../../src/stats/wilsonInterval.js";

const table = [
  [3, 1],
  [1, 3]
] as const;

/** What was done, the message, the index of the fault. */
const refused: [string, () => unknown, RegExp, number | undefined][] = [
  ["p-value above 1", () => adjustP([0.1, null, 1.5], "BH"), /invalid p-value at index 2: 1.5/, 2],
  ["negative p-value", () => adjustP([-0.1], "holm"), /invalid p-value/, 0],
  ["unknown adjustment", () => adjustP([0.1], "fdr" as never), /unknown adjustment: fdr/, undefined],
  ["half a success", () => wilsonInterval(0.5, 3), /invalid number of successes: 0.5/, undefined],
  ["NaN trials", () => clopperPearsonInterval(1, NaN), /invalid number of trials: NaN/, undefined],
  ["more successes than trials", () => wilsonInterval(4, 3), /invalid number of successes: 4 of 3/, undefined],
  ["confidence of 95", () => wilsonInterval(1, 3, 95), /invalid confidence level: 95/, undefined],
  ["second arm", () => newcombeDifference(1, 2, 3, 2), /3 of 2/, 1],
  ["probability above 1", () => binomialTest(1, 2, 1.1), /invalid probability: 1.1/, undefined],
  ["score test of 0", () => proportionTest(1, 2, 0), /invalid probability: 0/, undefined],
  ["ragged table", () => chiSquaredTest([[1, 2], [3]]), /length mismatch: 1 cells in row 1, not 2/, 1],
  ["negative count", () => fisherExactTable([[1, 2], [3, -1]]), /invalid count at index 1: -1/, 1], // prettier-ignore
  ["3×2 for 2×2", () => fisherExact([[1, 2], [3, 4], [5, 6]] as never), /unsupported table: 3 × 2/, undefined], // prettier-ignore
  [
    "unknown alternative",
    () => fisherExact(table, {alternative: "smaller" as never}),
    /unknown alternative/,
    undefined
  ],
  ["pairs as 1×2", () => mcNemar([[1, 2]] as never), /unsupported table/, undefined],
  ["NaN in a stratum", () => mantelHaenszel([table, [[1, NaN], [1, 1]]]), /invalid count at index 1: NaN/, 1], // prettier-ignore
  ["stratum of no table", () => breslowDay([table, [] as never]), /unsupported table: 0 × 0/, 1],
  ["trend: lengths", () => cochranArmitage([1, 2], [3]), /length mismatch/, undefined],
  ["trend: score", () => cochranArmitage([1, 2], [3, 4], [1, NaN]), /invalid score at index 1: NaN/, 1],
  ["infinite value", () => quantile([1, Infinity], 0.5), /invalid value at index 1: Infinity/, 1],
  ["probability of a quantile", () => quantiles([1], [0.5, 2]), /invalid probability at index 1: 2/, 1],
  ["infinite value in a rank test", () => wilcoxonRankSum([1, -Infinity], [2]), /invalid value at index 1/, 1],
  ["infinite value in a sample", () => kruskalWallis([[1], [null, Infinity]]), /invalid value at index 1/, 1],
  ["confidence level of t", () => tTest([1, 2], [3, 4], {confLevel: 1}), /invalid confidence level: 1/, undefined],
  ["correlation: lengths", () => spearman([1, 2], [1]), /length mismatch: 2 and 1 values/, undefined],
  ["correlation: infinite", () => spearman([1, 2], [1, Infinity]), /invalid value at index 1: Infinity/, 1],
  ["levels: lengths", () => smdLevels([1, 2], [1]), /length mismatch: 2 and 1 levels/, undefined],
  ["levels: half a count", () => smdLevels([1, 2.5], [1, 1]), /invalid count at index 1: 2.5/, 1],
  ["binary: second group", () => smdBinary(1, 2, 3, 2), /invalid count: 3 of 2/, 1],
  ["pooling: lengths", () => poolEstimates([1], [1, 2]), /length mismatch/, undefined],
  ["pooling: standard error 0", () => poolEstimates([1, 2], [1, 0]), /invalid standard error at index 1: 0/, 1],
  ["pooling: NaN", () => poolEstimates([NaN], [1]), /invalid estimate at index 0: NaN/, 0],
  ["pooling: method", () => poolEstimates([1], [1], {method: "PM" as never}), /unknown method: PM/, undefined]
];

describe("counts and values refuse bad input", () => {
  it.each(refused)("%s", (_, call, message, index) => {
    let error: unknown;
    try {
      call();
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(StatsInputError);
    expect(error).toBeInstanceOf(StatsError);
    expect((error as StatsInputError).message).toMatch(message);
    expect((error as StatsInputError).index).toBe(index);
  });

  it("an exact test beyond its limit of steps", () => {
    const large = Array.from({length: 5}, (_, i) => Array.from({length: 5}, (_, j) => 40 + i * j));
    expect(() => fisherExactTable(large)).toThrow(StatsSizeError);
    expect(() => fisherExactTable([[9, 9, 9], [9, 9, 9]], {maxSteps: 50})).toThrow(/more than 50 steps/); // prettier-ignore
  });

  it("a bracket without a change of sign", () => {
    expect(() => root((x) => x * x + 1, -1, 1)).toThrow(RangeError);
    expect(root((x) => x ** 3 - 2, 0, 2)).toBeCloseTo(Math.cbrt(2), 15);
  });
});

describe("counts and values return null where there is nothing to estimate", () => {
  const nothing = {estimate: null, lower: null, upper: null};

  it("without observations", () => {
    expect(adjustP([], "BH")).toEqual([]);
    expect(wilsonInterval(0, 0)).toEqual(nothing);
    expect(clopperPearsonInterval(0, 0)).toEqual(nothing);
    expect(newcombeDifference(0, 0, 1, 2)).toEqual(nothing);
    expect(binomialTest(0, 0)).toBeNull();
    expect(proportionTest(0, 0)).toBeNull();
    expect(cochranArmitage([], [])).toEqual({z: null, chisq: null, p: null});
    expect(quantile([null, NaN], 0.5)).toBeNull();
    expect(summariseValues([null])).toMatchObject({n: 0, missing: 1, mean: null, sd: null, min: null, meanLower: null});
    expect(wilcoxonRankSum([], [1])).toMatchObject({w: null, p: null});
    expect(kruskalWallis([[1, 2], []])).toEqual({h: null, df: 0, p: null});
    expect(oneWayAnova([])).toMatchObject({f: null, p: null});
    expect(tTest([], [1, 2])).toMatchObject({difference: null, t: null, p: null});
    expect(spearman([], [])).toEqual({rho: null, p: null, n: 0, method: null});
    expect(smdContinuous([1], [2, 3])).toBeNull();
    expect(smdLevels([0, 0], [1, 2])).toBeNull();
    expect(smdBinary(0, 0, 1, 2)).toBeNull();
    expect(poolEstimates([], [])).toBeNull();
    expect(mantelHaenszel([])).toEqual({oddsRatio: null, lower: null, upper: null, chisq: null, p: null});
    expect(breslowDay([table])).toMatchObject({chisq: null, df: 0, p: null});
  });

  it("without variation", () => {
    expect(cochranArmitage([3, 4], [3, 4]).p).toBeNull();
    expect(mcNemar([[5, 0], [0, 7]]).p).toBeNull(); // prettier-ignore
    expect(welchAnova([[1, 1], [2, 3]])).toEqual({f: null, df1: 1, df2: null, p: null}); // prettier-ignore
    expect(spearman([1, 1, 1], [1, 2, 3]).rho).toBeNull();
    expect(smdBinary(0, 5, 4, 4)).toBeNull();
    expect(smdBinary(5, 5, 4, 4)).toBe(0);
    expect(smdLevels([5, 0], [0, 4])).toBeNull();
  });

  it("strata which cannot tell leave the answer as it is", () => {
    const strata = [table, [[5, 6], [7, 3]]] as const; // prettier-ignore
    const empty = [[0, 0], [1, 0]] as const; // prettier-ignore
    expect(mantelHaenszel([...strata, empty])).toEqual(mantelHaenszel(strata));
    expect(breslowDay([...strata, empty])).toEqual(breslowDay(strata));
  });
});

describe("poolEstimates(estimates, stdErrs)", () => {
  it("takes a single study as it is", () => {
    const {fixed, random, tau2, q, iSquared, pHeterogeneity} = poolEstimates([0.4], [0.1])!;
    expect(random).toEqual(fixed);
    expect(fixed.estimate).toBeCloseTo(0.4, 15);
    expect(fixed.weights).toEqual([1]);
    expect([tau2, q, iSquared, pHeterogeneity]).toEqual([0, 0, 0, null]);
  });
});

describe("rank tests of large samples", () => {
  it("take as many values as memory holds", () => {
    const even = Float64Array.from({length: 200_000}, (_, i) => 2 * i);
    const odd = even.map((v) => v + 1);
    const n = even.length;
    expect(wilcoxonRankSum(odd, even).w).toBe((n * (n + 1)) / 2);
    expect(kruskalWallis([even, odd]).df).toBe(1);
  });
});
