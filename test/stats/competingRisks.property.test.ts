import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {coxFit} from "../../src/stats/coxFit.js";
import type {GroupIncidence} from "../../src/stats/cumulativeIncidence.js";
import {cumulativeIncidence} from "../../src/stats/cumulativeIncidence.js";
import {fineGray} from "../../src/stats/fineGray.js";
import {grayTest} from "../../src/stats/grayTest.js";

const RUNS = {numRuns: 1000};

interface Row {
  time: number;
  status: number;
  group: number;
  stratum: number;
  a: number;
  b: number;
}

const row: fc.Arbitrary<Row> = fc.record({
  time: fc.integer({min: 0, max: 15}),
  status: fc.integer({min: 0, max: 3}),
  group: fc.integer({min: 0, max: 2}),
  stratum: fc.constantFrom(0, 1),
  a: fc.constantFrom(0, 1),
  b: fc.integer({min: -20, max: 20}).map((v) => v / 10)
});
const rows = fc.array(row, {minLength: 1, maxLength: 50});
const shuffledRows = rows.chain((data) =>
  fc.tuple(fc.constant(data), fc.shuffledSubarray(data, {minLength: data.length, maxLength: data.length}))
);

function input(data: readonly Row[]): Record<"time" | "status" | "group" | "strata", number[]> {
  return {
    time: data.map((r) => r.time),
    status: data.map((r) => r.status),
    group: data.map((r) => r.group),
    strata: data.map((r) => r.stratum)
  };
}

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-9): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; ++i) {
    if (Number.isNaN(expected[i])) expect(actual[i]).toBeNaN();
    else expect(Math.abs(actual[i] - expected[i])).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected[i])));
  }
}

function expectSameCurves(a: GroupIncidence[], b: GroupIncidence[], unit = 1): void {
  expect(b.map((g) => g.group)).toEqual(a.map((g) => g.group));
  a.forEach((group, k) => {
    expectClose(
      b[k].time,
      group.time.map((t) => t * unit)
    );
    [group.eventFree, ...group.causes].forEach((curve, c) => {
      const other = [b[k].eventFree, ...b[k].causes][c];
      for (const field of ["estimate", "variance", "lower", "upper"] as const) expectClose(other[field], curve[field]);
    });
  });
}

const variance = fc.constantFrom("aalen" as const, "jackknife" as const);

describe("cumulativeIncidence properties", () => {
  it("incidences and the event-free probability sum to 1; each incidence rises from 0", () => {
    fc.assert(
      fc.property(rows, variance, (data, type) => {
        for (const {time, causes, eventFree} of cumulativeIncidence(input(data), {variance: type})) {
          for (let t = 0; t < time.length; ++t) {
            const sum = causes.reduce((s, {estimate}) => s + estimate[t], eventFree.estimate[t]);
            expect(Math.abs(sum - 1)).toBeLessThan(1e-12);
            for (const curve of causes) {
              expect(curve.estimate[t]).toBeGreaterThanOrEqual(t > 0 ? curve.estimate[t - 1] : 0);
              expect(curve.variance[t]).toBeGreaterThanOrEqual(0);
              if (!(curve.estimate[t] > 0)) continue;
              expect(curve.lower[t]).toBeLessThanOrEqual(curve.estimate[t] * (1 + 1e-12));
              expect(curve.upper[t]).toBeGreaterThanOrEqual(curve.estimate[t] * (1 - 1e-12));
            }
          }
        }
      }),
      RUNS
    );
  });

  it("one minus Kaplan–Meier with other causes censored is never below the incidence", () => {
    fc.assert(
      fc.property(rows, (data) => {
        for (const {group, time, causes} of cumulativeIncidence(input(data))) {
          for (const {cause, estimate} of causes) {
            const own = data.filter((r) => r.group === group);
            const [alone] = cumulativeIncidence({
              time: own.map((r) => r.time),
              status: own.map((r) => Number(r.status === cause))
            });
            // With one cause, 1 − Kaplan–Meier is the incidence itself.
            const marginal = alone.eventFree.estimate.map((s) => 1 - s);
            if (alone.causes.length > 0) expectClose(alone.causes[0].estimate, marginal, 1e-12);
            for (let t = 0; t < time.length; ++t) expect(marginal[t]).toBeGreaterThanOrEqual(estimate[t] - 1e-12);
          }
        }
      }),
      RUNS
    );
  });

  it("the jackknife variance is the sum of squared influences worked out patient by patient", () => {
    fc.assert(
      fc.property(rows, (data) => {
        for (const {group, n, time, causes} of cumulativeIncidence(input(data), {variance: "jackknife"})) {
          const own = data.filter((r) => r.group === group);
          for (const {cause, variance: ours} of causes) {
            const plain = new Float64Array(time.length);
            for (const patient of own) {
              let survival = 1;
              let lost = 0;
              let influence = 0;
              time.forEach((t, k) => {
                const atRisk = own.filter((r) => r.time >= t).length;
                const ended = own.filter((r) => r.time === t);
                const hazard = ended.filter((r) => r.status === cause).length / atRisk;
                const any = ended.filter((r) => r.status !== 0).length / atRisk;
                const here = Number(patient.time >= t);
                const mark = (kind: boolean, h: number): number =>
                  (Number(kind && patient.time === t) - here * h) / atRisk;
                // Product rule on F += S(t−) h and on S *= 1 − h.
                influence += survival * mark(patient.status === cause, hazard) + lost * hazard;
                lost = lost * (1 - any) - survival * mark(patient.status !== 0, any);
                survival *= 1 - any;
                plain[k] += influence * influence;
              });
            }
            expect(n).toBe(own.length);
            for (let k = 0; k < time.length; ++k) expect(Math.abs(ours[k] - plain[k])).toBeLessThan(1e-11);
          }
        }
      }),
      RUNS
    );
  });

  it("does not depend on the order of the rows, nor on the unit of time", () => {
    fc.assert(
      fc.property(shuffledRows, variance, fc.constantFrom(30.4375, 0.25), ([data, other], type, unit) => {
        const options = {variance: type};
        const curves = cumulativeIncidence(input(data), options);
        expectSameCurves(curves, cumulativeIncidence(input(other), options));
        const scaled = data.map((r) => ({...r, time: r.time * unit}));
        expectSameCurves(curves, cumulativeIncidence(input(scaled), options), unit);
      }),
      RUNS
    );
  });
});

describe("grayTest properties", () => {
  it("does not depend on row order, unit of time, codes of groups or codes of strata", () => {
    fc.assert(
      fc.property(shuffledRows, fc.constantFrom(-1, 0, 0.5, 1), ([data, other], rho) => {
        const changed = other.map((r) => ({
          ...r,
          time: r.time * 30.4375,
          group: [5, 2, 9][r.group],
          stratum: 4 - r.stratum
        }));
        const [a, b] = [grayTest(input(data), {rho}), grayTest(input(changed), {rho})];
        expect(b.length).toBe(a.length);
        a.forEach((test, k) => {
          // Whether a variance is singular is decided at a tolerance: near it the order of groups may decide.
          if (test.chisq === null || b[k].chisq === null) return;
          expectClose([b[k].chisq], [test.chisq], 1e-5);
        });
      }),
      RUNS
    );
  });
});

describe("fineGray properties", () => {
  const x = (data: readonly Row[]): {name: string; values: number[]}[] => [
    {name: "a", values: data.map((r) => r.a)},
    {name: "b", values: data.map((r) => r.b)}
  ];

  it("is Cox regression with Breslow's ties when there is one cause", () => {
    fc.assert(
      fc.property(rows, (data) => {
        const status = data.map((r) => Number(r.status === 1));
        const time = data.map((r) => r.time);
        const [gray, cox] = [
          fineGray({time, status, x: x(data)}),
          coxFit({time, status, x: x(data)}, {ties: "breslow"})
        ];
        expectClose([gray.loglik[0]], [cox.loglik[0]]);
        if (gray.warnings.length > 0 || cox.warnings.length > 0) return;
        expectClose([gray.loglik[1]], [cox.loglik[1]]);
        expectClose(
          gray.coefficients.map((c) => c.estimate!),
          cox.coefficients.map((c) => c.estimate!),
          1e-7
        );
      }),
      RUNS
    );
  });

  it("does not depend on the order of the rows, nor on the unit of time", () => {
    fc.assert(
      fc.property(shuffledRows, ([data, other]) => {
        const fit = (rs: readonly Row[], unit: number): ReturnType<typeof fineGray> =>
          fineGray({time: rs.map((r) => r.time * unit), status: rs.map((r) => r.status), x: x(rs)});
        const [a, b] = [fit(data, 1), fit(other, 30.4375)];
        if (a.warnings.length > 0 || b.warnings.length > 0) return;
        expectClose(b.vcov, a.vcov, 1e-6);
        expectClose(
          b.coefficients.map((c) => c.estimate!),
          a.coefficients.map((c) => c.estimate!),
          1e-7
        );
      }),
      RUNS
    );
  });
});
