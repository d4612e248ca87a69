import {describe, expect, it} from "vitest";
import {Random} from "../../loaders/simulate/random.js";
import {
  positionsBy,
  shuffle,
  stratifiedSample,
  stratifiedUniforms,
  stratifiedWithin
} from "../../loaders/simulate/stratifiedUniforms.js";

const open = (seed: number): Random => new Random(seed, "stratified");

describe("stratifiedUniforms", () => {
  it.each([
    [1, 2],
    [18, 2],
    [35, 3],
    [418, 5],
    [1540, 7]
  ])("puts one of %i numbers into each stratum, in base %i", (n, base) => {
    const strata = stratifiedUniforms(n, base, open(1)).map((u) => Math.floor(u * n));
    expect([...strata].sort((a, b) => a - b)).toEqual(Array.from({length: n}, (_, i) => i));
  });

  it("gives the same numbers for the same seed, others for another, and none for nobody", () => {
    expect(stratifiedUniforms(50, 2, open(1))).toEqual(stratifiedUniforms(50, 2, open(1)));
    expect(stratifiedUniforms(50, 2, open(1))).not.toEqual(stratifiedUniforms(50, 2, open(2)));
    expect(stratifiedUniforms(0, 2, open(1))).toEqual([]);
  });

  it("leaves every number by itself uniform", () => {
    const n = 11;
    const draws = 4400;
    const counts = Array.from({length: n}, () => new Array<number>(n).fill(0));
    for (let seed = 0; seed < draws; ++seed)
      stratifiedUniforms(n, 2, open(seed)).forEach((u, i) => ++counts[i][Math.floor(u * n)]);
    // Pearson's statistic of each member, 10 degrees of freedom; above 37.4 once in 20 000.
    const expected = draws / n;
    for (const list of counts)
      expect(list.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)).toBeLessThan(37.4);
  });

  it("spreads runs of neighbours more evenly than independent numbers", () => {
    const runs = Array.from({length: 200}, (_, seed) => {
      const run = stratifiedUniforms(200, 2, open(seed)).slice(60, 90);
      return run.reduce((a, b) => a + b, 0) / run.length;
    });
    const variance = runs.reduce((sum, mean) => sum + (mean - 0.5) ** 2, 0) / runs.length;
    expect(variance).toBeLessThan(0.1 / 12 / 30);
  });

  it("keeps decisions in different bases unrelated", () => {
    const random = open(3);
    const [a, b] = [2, 3].map((base) => stratifiedUniforms(1000, base, random));
    const covariance = a.reduce((sum, u, i) => sum + (u - 0.5) * (b[i] - 0.5), 0) / 1000;
    expect(Math.abs(12 * covariance)).toBeLessThan(0.05);
  });
});

describe("stratifiedWithin", () => {
  it("stratifies inside each group", () => {
    const groups = positionsBy(["a", "b", "a", "b", "b", "a"], (name) => name);
    expect(groups).toEqual([
      [0, 2, 5],
      [1, 3, 4]
    ]);
    const uniforms = stratifiedWithin(groups, 2, open(1));
    for (const group of groups)
      expect(group.map((i) => Math.floor(3 * uniforms[i])).sort((a, b) => a - b)).toEqual([0, 1, 2]);
  });
});

describe("stratifiedSample", () => {
  it("keeps the distribution and narrows the scatter of its median", () => {
    const medians = Array.from({length: 100}, (_, seed) => {
      const random = open(seed);
      return stratifiedSample(101, () => random.normal(), random)[50];
    });
    const mean = medians.reduce((a, b) => a + b, 0) / 100;
    const variance = medians.reduce((sum, value) => sum + value ** 2, 0) / 100;
    expect(Math.abs(mean)).toBeLessThan(0.02);
    // Of independent draws, π / 2n.
    expect(variance).toBeLessThan((0.2 * 1.571) / 101);
  });
});

describe("shuffle", () => {
  it("keeps the items", () => {
    expect(shuffle([1, 2, 3, 4], open(1)).sort((a, b) => a - b)).toEqual([1, 2, 3, 4]);
  });
});
