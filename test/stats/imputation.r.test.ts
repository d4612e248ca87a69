import {describe, expect, it} from "vitest";
import {Random} from "../../loaders/simulate/random.js";
import {chainedEquations} from "../../src/stats/chainedEquations.js";
import {coxFit} from "../../src/stats/coxFit.js";
import {factorColumns} from "../../src/stats/designMatrix.js";
import {multinomialFit} from "../../src/stats/multinomialFit.js";
import {nelsonAalen} from "../../src/stats/nelsonAalen.js";
import {drawChiSquared, drawNormal} from "../../src/stats/randomDraws.js";
import {rubinsRules} from "../../src/stats/rubinsRules.js";
import {Agreement} from "./agreement.js";
import {type Column, numbers, readReference} from "./referenceCases.js";

interface Reference {
  readonly rubin: readonly {
    readonly input: {readonly q: number[]; readonly u: number[]; readonly df: number};
    readonly expected: Readonly<Record<string, number>>;
  }[];
  readonly input: Readonly<Record<"time" | "status" | "male" | "age" | "wt" | "karno" | "ecog" | "malem", Column>>;
  readonly hazard: number[];
  readonly logistic: number[];
  readonly multinomial: number[];
  readonly pooled: readonly {readonly name: string; readonly estimate: number; readonly se: number}[];
  readonly completeCases: {readonly n: number; readonly coef: number[]};
}

/** Expected numbers: R 4.2.2, mice 3.15, survival 3.5 (`test/reference/r/imputation.R`). */
const reference = readReference("r", "imputation.json") as Reference;
const input = Object.fromEntries(Object.entries(reference.input).map(([name, column]) => [name, numbers(column)]));
const uniformOf = (name: string) => {
  const random = new Random(20261126, name);
  return () => random.uniform();
};

describe("multiple imputation against R", () => {
  const agreement = new Agreement("multiple imputation, Rubin’s rules and Nelson–Aalen");

  it("pools as mice::pool.scalar does", () => {
    reference.rubin.forEach(({input: {q, u, df}, expected}, i) => {
      const ours = rubinsRules(q.map((estimate, k) => ({estimate, variance: u[k]})), {dfComplete: df}); // prettier-ignore
      const {estimate, within, between, total, relativeIncrease, missingInformation, lower, upper, p} = ours;
      agreement.compare(
        `rubin ${i}`,
        "all",
        [estimate, within, between, total, ours.df, relativeIncrease, missingInformation, lower, upper, p],
        ["estimate", "within", "between", "total", "df", "riv", "fmi", "lower", "upper", "p"].map((d) => expected[d])
      );
    });
  });

  it("has the cumulative hazard of survfit at each row’s time, within strata", () => {
    agreement.compare("hazard", "all", nelsonAalen(input.time, input.status, input.male), reference.hazard);
  });

  it("agrees on every case", () => {
    agreement.settle(4);
  });

  it("fits logistic and multinomial regressions as glm and multinom do", () => {
    const {age, wt, karno, ecog, male} = input;
    const rows = [...age.keys()].filter((i) => [wt, karno, ecog].every((d) => !Number.isNaN(d[i])));
    const x = Float64Array.from(rows.flatMap((i) => [1, age[i], wt[i], karno[i]]));
    const ones = rows.map(() => 1);
    const logistic = multinomialFit(x, 4, rows.map((i) => male[i]), ones, 2); // prettier-ignore
    reference.logistic.forEach((b, j) => expect(logistic.beta[j] / b).toBeCloseTo(1, 7));
    const multinomial = multinomialFit(x, 4, rows.map((i) => ecog[i]), ones, 3); // prettier-ignore
    expect(multinomial.converged).toBe(true);
    // multinom iterates by a quasi-Newton method to about four digits.
    reference.multinomial.forEach((b, j) => expect(multinomial.beta[j] / b).toBeCloseTo(1, 2));
  });

  it("pools a Cox model over chained equations as over mice’s, within the error of the draws", () => {
    const sets = chainedEquations(
      {
        variables: [
          {name: "wt", values: input.wt, levels: null},
          {name: "karno", values: input.karno, levels: null},
          {name: "ecog", values: input.ecog, levels: 3},
          {name: "male", values: input.malem, levels: 2}
        ],
        predictors: [input.age, input.status, numbers(reference.hazard)]
      },
      {m: 200, iterations: 5, uniform: uniformOf("lung")}
    );
    const fits = sets.map(([wt, karno, ecog, male]) =>
      coxFit({
        time: input.time,
        status: input.status,
        x: [
          {name: "age", values: input.age},
          {name: "wt", values: wt},
          {name: "karno", values: karno},
          ...factorColumns("ecog", ecog, ["0", "1", "2"]),
          {name: "male1", values: male}
        ]
      })
    );
    const complete = reference.completeCases.coef;
    reference.pooled.forEach(({name, estimate, se}, j) => {
      const ours = rubinsRules(fits.map(({coefficients, vcov}) => ({estimate: coefficients[j].estimate!, variance: vcov[j * complete.length + j]}))); // prettier-ignore
      expect(Math.abs(ours.estimate - estimate) / se, name).toBeLessThan(0.15);
      expect(ours.stdErr / se, name).toBeGreaterThan(0.93);
      expect(ours.stdErr / se, name).toBeLessThan(1.07);
    });
    // Whoever takes complete cases gets something else: what is compared can tell the two apart.
    const furthest = reference.pooled.map(({estimate, se}, j) => Math.abs(complete[j] - estimate) / se);
    expect(Math.max(...furthest)).toBeGreaterThan(0.9);
  });
});

describe("chainedEquations(input, options)", () => {
  it("recovers a hazard ratio that complete cases miss, where values are missing by outcome", () => {
    const uniform = uniformOf("truth");
    const n = 3000;
    const z = Float64Array.from({length: n}, () => drawNormal(uniform));
    const x = z.map((d) => 0.8 * d + 0.6 * drawNormal(uniform));
    const raw = x.map((d, i) => -Math.log(1 - uniform()) / Math.exp(0.4 * d + 0.3 * z[i]));
    const end = Float64Array.from({length: n}, () => 2 * uniform());
    const time = raw.map((t, i) => Math.min(t, end[i]));
    const status = raw.map((t, i) => Number(t <= end[i]));
    // More is missing of those in whom the event came late or not at all, and of those with a high second covariate.
    const seen = x.map((d, i) =>
      uniform() < (status[i] === 1 && time[i] < 0.4 ? 0.15 : 0.65) * (z[i] > 0 ? 1.2 : 0.8) ? NaN : d
    );
    const fitOf = (values: Float64Array) => coxFit({time, status, x: [{name: "x", values}, {name: "z", values: z}]}); // prettier-ignore
    const sets = chainedEquations(
      {variables: [{name: "x", values: seen, levels: null}], predictors: [z, status, nelsonAalen(time, status)]},
      {m: 20, uniform}
    );
    const pooled = rubinsRules(sets.map(([values]) => { const {coefficients: [c], vcov} = fitOf(values); return {estimate: c.estimate!, variance: vcov[0]}; })); // prettier-ignore
    const [whole, complete] = [x, seen].map((values) => fitOf(values).coefficients[0].estimate!);
    expect(Math.abs(whole - 0.4)).toBeLessThan(0.08);
    expect(Math.abs(complete - whole)).toBeGreaterThan(0.05);
    expect(Math.abs(pooled.estimate - whole)).toBeLessThan(Math.abs(complete - whole) / 2);
    expect(pooled.lower).toBeLessThan(0.4);
    expect(pooled.upper).toBeGreaterThan(0.4);
  });

  it("leaves what is known, gives known values of numbers and levels, and the same for the same seed", () => {
    const values = [1, 2, NaN, 4, 5, 6, NaN, 8, 9, 10, 11, 12];
    const codes = [0, 1, 2, 0, NaN, 2, 0, 1, 2, 0, 1, NaN];
    const run = () =>
      chainedEquations(
        {
          variables: [
            {name: "number", values, levels: null},
            {name: "level", values: codes, levels: 3}
          ],
          predictors: [values.map((_, i) => i % 5)]
        },
        {m: 4, uniform: uniformOf("small")}
      );
    const sets = run();
    expect(sets).toEqual(run());
    expect(sets).toHaveLength(4);
    for (const [number, level] of sets) {
      number.forEach((d, i) => expect(Number.isNaN(values[i]) ? values.includes(d) : d === values[i]).toBe(true));
      level.forEach((d, i) => expect(Number.isNaN(codes[i]) ? [0, 1, 2].includes(d) : d === codes[i]).toBe(true));
    }
  });

  it("refuses what cannot be imputed", () => {
    const uniform = uniformOf("no");
    const of = (values: number[], levels: number | null, predictor: number[]) => () =>
      chainedEquations({variables: [{name: "v", values, levels}], predictors: [predictor]}, {uniform});
    expect(of([NaN, NaN], null, [1, 2])).toThrow("nothing is known of v");
    expect(of([1, NaN], null, [1, NaN])).toThrow("invalid predictor 0 at row 1: NaN");
    expect(of([3, NaN], 2, [1, 2])).toThrow("invalid value of v at row 0: 3");
    expect(of([1, NaN], null, [1])).toThrow("invalid length of predictor 0: 1, not 2");
    expect(() => rubinsRules([{estimate: 1, variance: 1}])).toThrow("too few completed data sets: 1");
  });
});

describe("random draws", () => {
  it("have the mean and the variance of their distributions", () => {
    const uniform = uniformOf("draws");
    const n = 20000;
    const moments = (draw: () => number) => {
      const values = Array.from({length: n}, draw);
      const mean = values.reduce((sum, d) => sum + d, 0) / n;
      return [mean, values.reduce((sum, d) => sum + (d - mean) ** 2, 0) / n];
    };
    const normal = moments(() => drawNormal(uniform));
    expect(Math.abs(normal[0])).toBeLessThan(0.03);
    expect(Math.abs(normal[1] - 1)).toBeLessThan(0.04);
    const chiSquared = moments(() => drawChiSquared(9, uniform));
    expect(Math.abs(chiSquared[0] - 9)).toBeLessThan(0.12);
    expect(Math.abs(chiSquared[1] - 18)).toBeLessThan(1);
    expect(() => drawChiSquared(1, uniform)).toThrow("invalid df: 1");
  });
});
