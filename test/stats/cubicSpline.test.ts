import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {coxContrast, coxWaldTest} from "../../src/stats/coxContrast.js";
import {coxFit} from "../../src/stats/coxFit.js";
import {splineBasis, splineColumns, splineKnots} from "../../src/stats/cubicSpline.js";
import {StatsInputError} from "../../src/stats/errors.js";
import {Agreement} from "./agreement.js";
import {type Column, numbers, readReference} from "./referenceCases.js";

interface Case {
  readonly id: string;
  readonly input: Readonly<Record<"time" | "status" | "age" | "group" | "stratum", Column>> & {readonly count: number};
  readonly expected: {
    readonly knots: number[];
    readonly coef: number[];
    readonly se: number[];
    readonly loglik: [number, number];
    readonly at: number[];
    readonly reference: number;
    readonly contrasts: number[][];
    readonly term: [number, number];
    readonly curved: [number, number];
  };
}

describe("restricted cubic splines", () => {
  it("give R's fits, contrasts and tests of terms", () => {
    const {cases} = readReference("r", "spline.json") as {cases: Case[]};
    const agreement = new Agreement("restricted cubic splines in Cox models");
    for (const {id, input, expected} of cases) {
      const age = numbers(input.age);
      const knots = splineKnots(age, input.count);
      const columns = splineColumns("age", age, knots);
      const fit = coxFit({
        time: numbers(input.time),
        status: numbers(input.status),
        strata: numbers(input.stratum),
        x: [...columns, {name: "group", values: numbers(input.group)}]
      });
      agreement.compare(id, "knots", knots, expected.knots);
      agreement.compare(id, "coef", [...fit.beta], expected.coef, 1e-6);
      agreement.compare(
        id,
        "se",
        fit.coefficients.map((d) => d.stdErr),
        expected.se,
        1e-6
      );
      agreement.compare(id, "loglik", fit.loglik, expected.loglik);
      const reference = splineBasis(expected.reference, knots);
      const contrasts = expected.at.map((at) => {
        const weights = [...splineBasis(at, knots).map((value, j) => value - reference[j]), 0];
        const {estimate, stdErr, hazardRatio, lower, upper} = coxContrast(fit, weights)!;
        return [estimate, stdErr, hazardRatio, lower, upper];
      });
      agreement.compare(id, "contrasts", contrasts, expected.contrasts, 1e-6);
      const names = columns.map(({name}) => name);
      const [term, curved] = [coxWaldTest(fit, names)!, coxWaldTest(fit, names.slice(1))!];
      agreement.compare(id, "term", [term.chisq, term.df], expected.term, 1e-6);
      agreement.compare(id, "curved", [curved.chisq, curved.df], expected.curved, 1e-6);
    }
    agreement.settle(3);
  });

  it("are straight beyond the outer knots", () => {
    const knots = fc
      .uniqueArray(fc.integer({min: -50, max: 50}), {minLength: 3, maxLength: 5})
      .map((list) => list.sort((a, b) => a - b));
    fc.assert(
      fc.property(knots, fc.integer({min: 1, max: 30}), (at, step) => {
        for (const [from, sign] of [
          [at[0], -1],
          [at.at(-1)!, 1]
        ]) {
          const [a, b, c] = [0, 1, 2].map((k) => splineBasis(from + sign * k * step, at));
          b.forEach((value, j) => expect(value).toBeCloseTo((a[j] + c[j]) / 2, 6));
        }
      })
    );
  });

  it("have no knots where the values do not give them, and refuse others", () => {
    expect(splineKnots([1, 1, 1, 2, NaN], 3)).toEqual([]);
    expect(splineKnots([], 4)).toEqual([]);
    expect(() => splineKnots([1, 2], 6)).toThrow(StatsInputError);
    expect(() => splineBasis(1, [1, 2])).toThrow(/^invalid knots/);
    expect(() => splineBasis(1, [1, 3, 2])).toThrow(/^invalid knots/);
    expect(Number.isNaN(splineColumns("x", [NaN], [0, 1, 2])[1].values[0])).toBe(true);
  });
});

describe("coxContrast and coxWaldTest", () => {
  const fit = coxFit({
    time: [1, 2, 3, 4, 5, 6, 7, 8],
    status: [1, 1, 0, 1, 1, 0, 1, 1],
    x: [
      {name: "a", values: [0, 1, 1, 0, 1, 0, 1, 0]},
      {name: "twice", values: [0, 2, 2, 0, 2, 0, 2, 0]}
    ]
  });

  it("say nothing of a coefficient that is not estimated", () => {
    expect(coxContrast(fit, [1, 0])?.estimate).toBe(fit.beta[0]);
    expect(coxContrast(fit, [0, 1])).toBeNull();
    expect(coxWaldTest(fit, ["a", "twice"])).toBeNull();
    expect(coxWaldTest(fit, ["a"])?.p).toBeCloseTo(fit.coefficients[0].p!, 12);
  });

  it("refuse weights and columns that do not fit", () => {
    expect(() => coxContrast(fit, [1])).toThrow(StatsInputError);
    expect(() => coxWaldTest(fit, ["b"])).toThrow(/^unknown columns: b/);
    expect(() => coxWaldTest(fit, [])).toThrow(StatsInputError);
  });
});
