import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {kruskalWallis} from "../../src/stats/kruskalWallis.js";
import {oneWayAnova, welchAnova} from "../../src/stats/oneWayAnova.js";
import {poolEstimates} from "../../src/stats/poolEstimates.js";
import {quantiles} from "../../src/stats/quantile.js";
import {spearman} from "../../src/stats/spearman.js";
import {smdBinary, smdContinuous, smdLevels} from "../../src/stats/standardisedDifference.js";
import {summariseValues} from "../../src/stats/summariseValues.js";
import {tTest} from "../../src/stats/tTest.js";
import {wilcoxonRankSum} from "../../src/stats/wilcoxonRankSum.js";

const RUNS = {numRuns: 1000};

/** Small whole numbers, many of them tied, some missing. */
const value = fc.option(fc.integer({min: -6, max: 6}), {freq: 8});
const sample = fc.array(value, {maxLength: 15});
const samples = fc.array(sample, {minLength: 2, maxLength: 4});
const untied = fc.uniqueArray(fc.integer({min: -1000, max: 1000}), {minLength: 2, maxLength: 14});

/** Strictly increasing. */
const raised = (values: (number | null)[]): (number | null)[] =>
  values.map((v) => (v === null ? null : v ** 3 + 2 * v));

function close(actual: number | null, expected: number | null, tolerance = 1e-9): void {
  if (actual === null || expected === null) expect(actual).toBe(expected);
  else expect(Math.abs(actual - expected)).toBeLessThanOrEqual(tolerance * Math.max(Math.abs(expected), 1e-3));
}

describe("quantiles", () => {
  const probs = fc.array(fc.double({min: 0, max: 1, noNaN: true}), {minLength: 2, maxLength: 8});
  const measured = fc.array(fc.double({min: -1e6, max: 1e6, noNaN: true}), {minLength: 1, maxLength: 20});

  it("do not fall by a rounding between two close probabilities", () => {
    const [a, b] = quantiles([-726790.5188920178, -999999.9999978818], [4.996003610813205e-16, 7.207977190179059e-16]);
    expect(b).toBeGreaterThanOrEqual(a as number);
  });

  it("rise with the probability, between the smallest and the largest value, whatever the order", () => {
    fc.assert(
      fc.property(measured, probs, (values, ps) => {
        const sorted = ps.toSorted((a, b) => a - b);
        const q = quantiles(values, sorted) as number[];
        q.forEach((v, i) => expect(v).toBeGreaterThanOrEqual(i === 0 ? Math.min(...values) : q[i - 1]));
        expect(q.at(-1)).toBeLessThanOrEqual(Math.max(...values));
        expect(quantiles(values.toReversed(), sorted)).toEqual(q);
        const {min, lowerQuartile, median, upperQuartile, max} = summariseValues(values);
        expect(quantiles(values, [0, 0.25, 0.5, 0.75, 1])).toEqual([min, lowerQuartile, median, upperQuartile, max]);
      }),
      RUNS
    );
  });
});

describe("rank tests", () => {
  it("see only the order of values, not their scale, nor the order of rows", () => {
    fc.assert(
      fc.property(samples, (groups) => {
        const [x, y] = groups;
        expect(wilcoxonRankSum(raised(x), raised(y))).toEqual(wilcoxonRankSum(x, y));
        expect(kruskalWallis(groups.map(raised))).toEqual(kruskalWallis(groups));
        expect(wilcoxonRankSum(x.toReversed(), y.toReversed())).toEqual(wilcoxonRankSum(x, y));
        close(kruskalWallis(groups.toReversed()).h, kruskalWallis(groups).h);
      }),
      RUNS
    );
  });

  it("rank-sum: with the samples swapped, W is n₁ n₂ less, p the same", () => {
    fc.assert(
      fc.property(sample, sample, fc.boolean(), (x, y, exact) => {
        const ours = wilcoxonRankSum(x, y, {exact});
        const other = wilcoxonRankSum(y, x, {exact});
        if (ours.w !== null) expect(other.w).toBe(ours.n[0] * ours.n[1] - ours.w);
        close(other.p, ours.p);
        if (ours.p !== null) expect(ours.p).toBeLessThanOrEqual(1);
      }),
      RUNS
    );
  });

  it("Kruskal–Wallis of two samples is the rank-sum test without correction", () => {
    fc.assert(
      fc.property(sample, sample, (x, y) => {
        close(kruskalWallis([x, y]).p, wilcoxonRankSum(x, y, {exact: false, correct: false}).p);
      }),
      RUNS
    );
  });

  it("Spearman: sees only order, is symmetric, turns sign with one variable", () => {
    const pairs = fc.array(fc.tuple(value, value), {maxLength: 15});
    fc.assert(
      fc.property(pairs, (rows) => {
        const [x, y] = [rows.map((r) => r[0]), rows.map((r) => r[1])];
        const ours = spearman(x, y);
        expect(spearman(raised(x), y)).toEqual(ours);
        close(spearman(y, x).rho, ours.rho);
        close(spearman(y, x).p, ours.p);
        const negative = spearman(
          x.map((v) => (v === null ? null : -v)),
          y
        );
        close(negative.rho, ours.rho === null ? null : -ours.rho);
        close(negative.p, ours.p);
      }),
      RUNS
    );
    fc.assert(
      fc.property(untied, (x) => {
        const ours = spearman(x, x);
        close(ours.rho, 1);
        expect(ours.p).toBeLessThanOrEqual(1);
      }),
      RUNS
    );
  });
});

describe("tests of means", () => {
  it("do not change with the unit, and turn sign with the samples", () => {
    fc.assert(
      fc.property(sample, sample, fc.boolean(), (x, y, equalVariance) => {
        const scaled = (values: (number | null)[]) => values.map((v) => (v === null ? null : 7 * v + 30));
        const ours = tTest(x, y, {equalVariance});
        const other = tTest(scaled(y), scaled(x), {equalVariance});
        close(other.p, ours.p);
        close(other.t, ours.t === null ? null : -ours.t);
        close(other.df, ours.df);
        close(other.upper, ours.lower === null ? null : -7 * ours.lower);
        close(smdContinuous(scaled(x), scaled(y)), smdContinuous(x, y));
      }),
      RUNS
    );
  });

  it("analysis of variance of two samples is the square of the t test", () => {
    fc.assert(
      fc.property(sample, sample, (x, y) => {
        const student = tTest(x, y, {equalVariance: true});
        const anova = oneWayAnova([x, y]);
        if (student.t !== null && anova.f !== null) {
          close(anova.f, student.t ** 2);
          close(anova.p, student.p);
        }
        const welch = tTest(x, y);
        const oneWay = welchAnova([x, y]);
        if (welch.t !== null && oneWay.f !== null) {
          close(oneWay.f, welch.t ** 2);
          close(oneWay.p, welch.p);
          close(oneWay.df2, welch.df);
        }
      }),
      RUNS
    );
  });
});

describe("standardised differences", () => {
  const counts = fc.integer({min: 1, max: 5}).chain((k) => {
    const group = fc.array(fc.nat({max: 20}), {minLength: k, maxLength: k});
    return fc.tuple(group, group);
  });

  it("of levels: the order of levels and groups does not matter; two levels are the binary case", () => {
    fc.assert(
      fc.property(counts, ([first, second]) => {
        const ours = smdLevels(first, second);
        close(smdLevels(second, first), ours, 1e-6);
        close(smdLevels(first.toReversed(), second.toReversed()), ours, 1e-6);
        close(smdLevels([...first, 0], [...second, 0]), ours);
        expect(smdLevels(first, first)).toBe(first.some((c) => c > 0) ? 0 : null);
        const [a, b] = [first.slice(0, 2), second.slice(0, 2)];
        if (a.length < 2) return;
        const binary = smdBinary(a[1], a[0] + a[1], b[1], b[0] + b[1]);
        close(smdLevels(a, b), binary === null ? null : Math.abs(binary), 1e-6);
      }),
      RUNS
    );
  });
});

describe("poolEstimates(estimates, stdErrs)", () => {
  const study = fc.tuple(fc.integer({min: -200, max: 200}), fc.integer({min: 5, max: 100}));
  const studies = fc.array(study, {minLength: 1, maxLength: 10});

  it("lies between the estimates, does not depend on order or unit, and is fixed without heterogeneity", () => {
    fc.assert(
      fc.property(studies, fc.constantFrom("REML" as const, "DL" as const), (rows, method) => {
        const [y, s] = [rows.map((r) => r[0] / 100), rows.map((r) => r[1] / 100)];
        const ours = poolEstimates(y, s, {method})!;
        const other = poolEstimates(y.toReversed(), s.toReversed(), {method})!;
        const scaled = poolEstimates(
          y.map((v) => 10 * v),
          s.map((v) => 10 * v),
          {method}
        )!;
        for (const model of ["fixed", "random"] as const) {
          const {estimate, lower, upper, weights} = ours[model];
          expect(estimate).toBeGreaterThanOrEqual(Math.min(...y) - 1e-12);
          expect(estimate).toBeLessThanOrEqual(Math.max(...y) + 1e-12);
          expect(lower).toBeLessThan(upper);
          close(
            weights.reduce((a, b) => a + b, 0),
            1
          );
          close(other[model].estimate, estimate, 1e-6);
          close(scaled[model].estimate, 10 * estimate, 1e-6);
        }
        expect(ours.tau2).toBeGreaterThanOrEqual(0);
        expect(ours.iSquared).toBeLessThan(1);
        expect(ours.random.stdErr).toBeGreaterThanOrEqual(ours.fixed.stdErr);
        if (ours.tau2 === 0) expect(ours.random).toEqual(ours.fixed);
      }),
      RUNS
    );
  });
});
