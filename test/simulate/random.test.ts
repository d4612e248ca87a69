import {describe, expect, it} from "vitest";
import {normalCdf, normalQuantile} from "../../loaders/simulate/normalDistribution.js";
import {Random, randomStreams} from "../../loaders/simulate/random.js";

describe("Random", () => {
  it("gives the numbers of xoshiro128** for its state", () => {
    // State 1, 2, 3, 4; first outputs worked out from the published definition.
    const random = new Random(1, "state");
    (random as unknown as {state: Uint32Array}).state.set([1, 2, 3, 4]);
    expect([random.bits(), random.bits(), random.bits()]).toEqual([11520, 0, 5927040]);
  });

  it("gives the same numbers for the same seed and name, others for another", () => {
    const draw = (seed: number, name: string) => {
      const random = new Random(seed, name);
      return Array.from({length: 5}, () => random.bits());
    };
    expect(draw(7, "labs")).toEqual(draw(7, "labs"));
    expect(draw(7, "labs")).not.toEqual(draw(8, "labs"));
    expect(draw(7, "labs")).not.toEqual(draw(7, "ages"));
  });

  it("opens named streams that do not depend on what others have drawn", () => {
    const stream = randomStreams(7, "AMLSG");
    const first = stream("labs").uniform();
    const other = stream("ages");
    for (let i = 0; i < 100; ++i) other.normal();
    expect(stream("labs").uniform()).toBe(first);
  });

  const n = 40000;
  const moments = (draw: (random: Random) => number) => {
    const random = new Random(20190307, "moments");
    const values = Array.from({length: n}, () => draw(random));
    const mean = values.reduce((a, b) => a + b, 0) / n;
    const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / (n - 1);
    return {mean, variance, minimum: Math.min(...values.slice(0, 1000)), maximum: Math.max(...values.slice(0, 1000))};
  };
  /** Mean and variance as theory says, within five standard errors of the mean and 5 % of the variance. */
  const cases: [string, (random: Random) => number, number, number][] = [
    ["uniform", (random) => random.uniform(), 0.5, 1 / 12],
    ["integer from 2 to 5", (random) => random.integer(2, 5), 3.5, 15 / 12],
    ["normal", (random) => random.normal(3, 2), 3, 4],
    ["lognormal", (random) => random.lognormal(0, 0.5), Math.exp(0.125), (Math.exp(0.25) - 1) * Math.exp(0.25)],
    ["exponential", (random) => random.exponential(), 1, 1],
    ["gamma of shape 3", (random) => random.gamma(3), 3, 3],
    ["gamma of shape 0.4", (random) => random.gamma(0.4), 0.4, 0.4],
    ["beta", (random) => random.beta(2, 6), 0.25, (2 * 6) / (64 * 9)],
    ["categorical", (random) => random.categorical([1, 0, 3]), 1.5, 0.75]
  ];
  it.each(cases)("draws %s with the mean and variance of theory", (_, draw, mean, variance) => {
    const found = moments(draw);
    expect(Math.abs(found.mean - mean)).toBeLessThan(5 * Math.sqrt(variance / n));
    expect(Math.abs(found.variance / variance - 1)).toBeLessThan(0.05);
  });

  it("keeps within the range", () => {
    const {minimum, maximum} = moments((random) => random.uniform());
    expect(minimum).toBeGreaterThanOrEqual(0);
    expect(maximum).toBeLessThan(1);
  });

  it("never draws a category of weight 0", () => {
    const random = new Random(1, "categories");
    const drawn = Array.from({length: 2000}, () => random.categorical([0, 2, 0, 1, 0]));
    expect([...new Set(drawn)].sort()).toEqual([1, 3]);
  });
});

describe("normalCdf, normalQuantile", () => {
  it("equals R's pnorm", () => {
    expect(normalCdf(0)).toBe(0.5);
    expect(normalCdf(1.96)).toBeCloseTo(0.97500210485178, 13);
    expect(normalCdf(-3)).toBeCloseTo(0.00134989803163009, 15);
  });

  it("equals R's qnorm", () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.95996398454005, 12);
    expect(normalQuantile(0.01)).toBeCloseTo(-2.32634787404084, 12);
  });
});
