import fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {AdjustMethod} from "../../src/stats/adjustP.js";
import {adjustP} from "../../src/stats/adjustP.js";
import {binomialTest} from "../../src/stats/binomialTest.js";
import {breslowDay} from "../../src/stats/breslowDay.js";
import {chiSquaredTest} from "../../src/stats/chiSquaredTest.js";
import {clopperPearsonInterval} from "../../src/stats/clopperPearsonInterval.js";
import {cochranArmitage} from "../../src/stats/cochranArmitage.js";
import type {TwoByTwo} from "../../src/stats/countsInput.js";
import {fisherExact} from "../../src/stats/fisherExact.js";
import {fisherExactTable} from "../../src/stats/fisherExactTable.js";
import {mantelHaenszel} from "../../src/stats/mantelHaenszel.js";
import {mcNemar} from "../../src/stats/mcNemar.js";
import {newcombeDifference} from "../../src/stats/newcombeDifference.js";
import {wilsonInterval} from "../../src/stats/wilsonInterval.js";

const RUNS = {numRuns: 1000};

const methods = fc.constantFrom<AdjustMethod>("BH", "BY", "holm", "hochberg", "bonferroni", "none");
const pValues = fc.array(fc.option(fc.double({min: 0, max: 1, noNaN: true})), {maxLength: 12});
const count = fc.nat({max: 25});
const square: fc.Arbitrary<TwoByTwo> = fc.tuple(fc.tuple(count, count), fc.tuple(count, count));
const table = fc
  .tuple(fc.integer({min: 2, max: 4}), fc.integer({min: 2, max: 3}))
  .chain(([r, c]) => fc.array(fc.array(fc.nat({max: 5}), {minLength: c, maxLength: c}), {minLength: r, maxLength: r}));
const proportion = fc.nat({max: 300}).chain((n) => fc.tuple(fc.nat({max: n}), fc.constant(n)));
const level = fc.double({min: 0.01, max: 0.999, noNaN: true});

const turned = (rows: readonly (readonly number[])[]): number[][] => rows[0].map((_, j) => rows.map((row) => row[j]));
const turnedSquare = ([[a, b], [c, d]]: TwoByTwo): TwoByTwo => [
  [a, c],
  [b, d]
];
const swapped = ([first, second]: TwoByTwo): TwoByTwo => [second, first];

function close(actual: number | null, expected: number | null, tolerance = 1e-9): void {
  if (actual === expected) return;
  expect(actual).not.toBeNull();
  expect(expected).not.toBeNull();
  expect(Math.abs(actual! - expected!)).toBeLessThanOrEqual(tolerance * Math.max(Math.abs(expected!), 1e-12));
}

describe("adjustP(p, method)", () => {
  it("does not depend on order, keeps missing values missing, and never lowers a p-value", () => {
    fc.assert(
      fc.property(pValues, methods, (p, method) => {
        const adjusted = adjustP(p, method);
        expect(adjustP(p.toReversed(), method)).toEqual(adjusted.toReversed());
        p.forEach((value, i) => {
          if (value === null) expect(adjusted[i]).toBeNull();
          else expect(adjusted[i]).toBeGreaterThanOrEqual(value);
        });
      }),
      RUNS
    );
  });

  it("keeps the order of p-values, within [0, 1], and ignores missing ones", () => {
    fc.assert(
      fc.property(pValues, methods, (p, method) => {
        const sorted = p.filter((v) => v !== null).sort((a, b) => a - b);
        const adjusted = adjustP(sorted, method) as number[];
        adjusted.forEach((v, i) => expect(v).toBeGreaterThanOrEqual(i === 0 ? 0 : adjusted[i - 1]));
        if (adjusted.length > 0) expect(adjusted.at(-1)).toBeLessThanOrEqual(1);
        expect(adjustP([...sorted, null, NaN], method)).toEqual([...adjusted, null, null]);
      }),
      RUNS
    );
  });
});

describe("exact tests", () => {
  it("give a table and its transpose the same p-value", () => {
    fc.assert(
      fc.property(table, (rows) => close(fisherExactTable(turned(rows)), fisherExactTable(rows))),
      RUNS
    );
  });

  it("do not depend on the order of rows and columns, and agree on 2×2 tables", () => {
    fc.assert(
      fc.property(table, (rows) => {
        const p = fisherExactTable(rows);
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
        close(fisherExactTable(rows.toReversed().map((row) => row.toReversed())), p);
      }),
      RUNS
    );
    fc.assert(
      fc.property(square, (t) => close(fisherExactTable(t), fisherExact(t).p)),
      RUNS
    );
  });

  it("turn the odds ratio and its limits over with the rows, and keep them under transposition", () => {
    fc.assert(
      fc.property(square, level, (t, confLevel) => {
        const ours = fisherExact(t, {confLevel});
        const across = fisherExact(turnedSquare(t), {confLevel});
        const other = fisherExact(swapped(t), {confLevel});
        for (const field of ["p", "oddsRatio", "lower", "upper"] as const) close(across[field], ours[field], 1e-8);
        close(other.p, ours.p, 1e-8);
        close(other.oddsRatio, ours.oddsRatio === null ? null : 1 / ours.oddsRatio, 1e-8);
        close(other.lower, 1 / ours.upper, 1e-8);
        close(other.upper, 1 / ours.lower, 1e-8);
        close(fisherExact(t, {alternative: "less"}).p, fisherExact(swapped(t), {alternative: "greater"}).p, 1e-8);
      }),
      RUNS
    );
  });

  it("leave an odds ratio of 1 out of the interval only where a one-sided p-value is below half of alpha", () => {
    fc.assert(
      fc.property(square, level, (t, confLevel) => {
        const {lower, upper} = fisherExact(t, {confLevel});
        const [less, greater] = (["less", "greater"] as const).map((alternative) => fisherExact(t, {alternative}).p);
        const half = (1 - confLevel) / 2;
        fc.pre([less, greater].every((p) => Math.abs(p - half) > 1e-9));
        expect(lower > 1).toBe(greater < half);
        expect(upper < 1).toBe(less < half);
      }),
      RUNS
    );
  });
});

describe("other tests of tables", () => {
  it("do not depend on relabelling", () => {
    fc.assert(
      fc.property(table, (rows) => {
        const ours = chiSquaredTest(rows);
        close(chiSquaredTest(turned(rows)).chisq, ours.chisq);
        close(chiSquaredTest(rows.toReversed()).p, ours.p);
      }),
      RUNS
    );
    fc.assert(
      fc.property(square, (t) => {
        const ours = mcNemar(t);
        const other = mcNemar(turnedSquare(t));
        close(other.p, ours.p);
        close(other.chisq, ours.chisq);
        close(other.oddsRatio, ours.oddsRatio === null ? null : 1 / ours.oddsRatio);
        close(other.lower, ours.upper === null ? null : 1 / ours.upper, 1e-8);
      }),
      RUNS
    );
  });

  it("trend: neither shifting nor stretching the scores matters, and two groups give Pearson's chi-squared", () => {
    const arms = fc.array(proportion, {minLength: 2, maxLength: 5});
    fc.assert(
      fc.property(arms, fc.integer({min: 1, max: 9}), fc.integer({min: -9, max: 9}), (groups, stretch, shift) => {
        const [x, n] = [groups.map((g) => g[0]), groups.map((g) => g[1])];
        const scores = groups.map((_, i) => i + 1);
        const ours = cochranArmitage(x, n);
        const other = cochranArmitage(
          x,
          n,
          scores.map((s) => s * stretch + shift)
        );
        fc.pre(ours.chisq === null || ours.chisq > 1e-12);
        close(other.chisq, ours.chisq);
        close(other.z, ours.z);
        const two = groups.slice(0, 2);
        const pearson = chiSquaredTest(two.map(([a, total]) => [a, total - a])).chisq;
        const trend = cochranArmitage(x.slice(0, 2), n.slice(0, 2)).chisq;
        fc.pre(trend === null || trend > 1e-12);
        close(trend, pearson);
      }),
      RUNS
    );
  });

  it("strata: order does not matter, swapped rows invert the odds ratio, copies of a stratum are homogeneous", () => {
    const strata = fc.array(square, {minLength: 1, maxLength: 5});
    fc.assert(
      fc.property(strata, (tables) => {
        const ours = mantelHaenszel(tables);
        const back = mantelHaenszel(tables.toReversed());
        const other = mantelHaenszel(tables.map(swapped));
        for (const field of ["oddsRatio", "lower", "upper"] as const) close(back[field], ours[field]);
        close(other.oddsRatio, ours.oddsRatio === null ? null : 1 / ours.oddsRatio);
        close(other.lower, ours.upper === null ? null : 1 / ours.upper);
        fc.pre(ours.chisq === null || ours.chisq > 1e-9);
        close(other.chisq, ours.chisq);
      }),
      RUNS
    );
    fc.assert(
      fc.property(square, (t) => {
        const same = breslowDay([t, t, t]);
        if (same.chisq !== null) {
          expect(same.df).toBe(2);
          expect(same.chisq).toBeLessThan(1e-9);
          expect(same.chisqTarone).toBeLessThan(1e-9);
        }
      }),
      RUNS
    );
  });
});

describe("intervals of proportions", () => {
  it("contain the estimate, lie within [0, 1] and mirror those of the failures", () => {
    fc.assert(
      fc.property(proportion, level, ([x, n], confLevel) => {
        for (const interval of [wilsonInterval, clopperPearsonInterval]) {
          const {estimate, lower, upper} = interval(x, n, confLevel);
          if (n === 0) {
            expect([estimate, lower, upper]).toEqual([null, null, null]);
            continue;
          }
          expect(lower).toBeGreaterThanOrEqual(0);
          expect(estimate).toBeGreaterThanOrEqual(lower!);
          expect(upper).toBeGreaterThanOrEqual(estimate!);
          expect(upper).toBeLessThanOrEqual(1);
          const mirror = interval(n - x, n, confLevel);
          expect(mirror.lower).toBeCloseTo(1 - upper!, 10);
          expect(mirror.upper).toBeCloseTo(1 - lower!, 10);
        }
      }),
      RUNS
    );
  });

  it("of a difference contain it, lie within [−1, 1] and change sign with the arms", () => {
    fc.assert(
      fc.property(proportion, proportion, level, ([x1, n1], [x2, n2], confLevel) => {
        const {estimate, lower, upper} = newcombeDifference(x1, n1, x2, n2, confLevel);
        fc.pre(estimate !== null);
        expect(lower).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(upper).toBeLessThanOrEqual(1 + 1e-12);
        expect(estimate).toBeGreaterThanOrEqual(lower!);
        expect(estimate).toBeLessThanOrEqual(upper!);
        const other = newcombeDifference(x2, n2, x1, n1, confLevel);
        expect(other.lower).toBeCloseTo(-upper!, 10);
        expect(other.upper).toBeCloseTo(-lower!, 10);
      }),
      RUNS
    );
  });

  it("exact p-value of a proportion: successes and failures change places", () => {
    fc.assert(
      fc.property(proportion, fc.integer({min: 1, max: 9}), ([x, n], tenths) => {
        close(binomialTest(n - x, n, (10 - tenths) / 10), binomialTest(x, n, tenths / 10), 1e-9);
      }),
      RUNS
    );
  });
});
