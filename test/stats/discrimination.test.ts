import {describe, expect, it} from "vitest";
import {bootstrapCounts, percentileInterval} from "../../src/stats/bootstrapCounts.js";
import {coxConcordance} from "../../src/stats/coxConcordance.js";
import {coxFit} from "../../src/stats/coxFit.js";
import type {Covariate} from "../../src/stats/coxInput.js";
import {factorColumns} from "../../src/stats/designMatrix.js";
import {discrimination} from "../../src/stats/discrimination.js";
import {StatsInputError} from "../../src/stats/errors.js";
import {scoreRanks, unoConcordance} from "../../src/stats/unoConcordance.js";
import {readReference} from "./referenceCases.js";

/** Numbers in [0, 1) from a seed (a Lehmer generator), the same everywhere. */
function lehmer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

interface Reference {
  readonly discrimination: {readonly id: string; readonly input: Readonly<Record<string, number[]>>}[];
}

const {input} = (readReference("r", "validation.json") as Reference).discrimination.find(({id}) => id === "groups")!;
const {time, status, score} = input;
const groups = factorColumns(
  "score",
  score.map((v) => v - 1),
  ["1", "2", "3"]
);
const uniform = lehmer(5);
const noise: Covariate[] = Array.from({length: 12}, (_, j) => ({
  name: `noise${j}`,
  values: Float64Array.from(time, () => uniform())
}));
const options = {horizon: 700, times: [250], replicates: 60};

describe("ranks of scores", () => {
  it("are those of the distinct scores in order, of few and of many", () => {
    expect(scoreRanks([0.5, -1, 0.5, 0, -0, 2])).toEqual({distinct: 4, rank: Int32Array.of(2, 0, 2, 1, 1, 3)});
    const many = Float64Array.from({length: 500}, (_, i) => ((i * 7919) % 250) - 125);
    const ascending = [...new Set(many)].sort((a, b) => a - b);
    const expected = Int32Array.from(many, (value) => ascending.indexOf(value));
    expect(scoreRanks(many)).toEqual({distinct: 250, rank: expected});
  });
});

describe("discrimination", () => {
  it("measures each model where it was fitted as the measures themselves do", () => {
    const fit = coxFit({time, status, x: groups});
    const lp = score.map((v) => (v === 1 ? 0 : fit.beta[v - 2]));
    const {models} = discrimination({time, status, models: [groups]}, {...options, uniform: lehmer(1)});
    const [harrell, uno, auc] = models[0];
    expect(harrell.apparent).toBeCloseTo(coxConcordance(fit).concordance!, 12);
    expect(uno.apparent).toBe(unoConcordance({time, status, score: lp}, 700));
    expect(auc.apparent).toBeGreaterThan(0.5);
    for (const {estimate, lower, upper} of models[0]) {
      expect(lower).toBeLessThan(estimate!);
      expect(upper).toBeGreaterThan(estimate!);
    }
  });

  it("finds the optimism of a model of noise, and a difference on the same samples", () => {
    const {models, differences} = discrimination(
      {time, status, models: [groups, [...groups, ...noise]]},
      {...options, uniform: lehmer(2)}
    );
    const [plain, noisy] = models.map(([harrell]) => harrell);
    expect(plain.optimism).toBeLessThan(0.02);
    expect(noisy.optimism).toBeGreaterThan(0.03);
    expect(noisy.estimate).toBeLessThan(noisy.apparent! - 0.03);
    expect(differences[0][0].estimate).toBeCloseTo(noisy.apparent! - plain.apparent!, 12);
    const same = discrimination({time, status, models: [groups, groups]}, {...options, uniform: lehmer(3)});
    expect(same.differences[0][0]).toEqual({estimate: 0, lower: 0, upper: 0});
  });

  it("gives the same numbers for the same seed, and keeps the size of each stratum", () => {
    const strata = time.map((_, i) => i % 2);
    const run = () =>
      discrimination({time, status, strata, models: [groups]}, {...options, replicates: 5, uniform: lehmer(4)});
    expect(run()).toEqual(run());
    const counts = bootstrapCounts(150, lehmer(6), strata);
    expect(counts.reduce((sum, d) => sum + d, 0)).toBe(150);
    expect(counts.filter((_, i) => i % 2 === 0).reduce((sum, d) => sum + d, 0)).toBe(75);
  });

  it("gives no limits where a tenth of the samples has no value, and refuses no samples", () => {
    expect(percentileInterval([1, 2, null])).toEqual({lower: null, upper: null});
    expect(percentileInterval([])).toEqual({lower: null, upper: null});
    expect(percentileInterval([0, 1, 2, 3, 4], 0.5)).toEqual({lower: 1, upper: 3});
    expect(() =>
      discrimination({time, status, models: [groups]}, {...options, replicates: 0, uniform: lehmer(1)})
    ).toThrow(StatsInputError);
  });
});
