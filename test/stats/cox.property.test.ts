import fc from "fast-check";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {concordance} from "../../src/stats/concordance.js";
import {coxDesign} from "../../src/stats/coxDesign.js";
import type {CoxFit} from "../../src/stats/coxFit.js";
import {coxFit} from "../../src/stats/coxFit.js";
import type {CoxInput, CoxTies} from "../../src/stats/coxInput.js";
import {coxDerivatives} from "../../src/stats/coxLikelihood.js";
import {martingaleResiduals, scoreResiduals} from "../../src/stats/coxResiduals.js";
import {proportionalHazardsTest} from "../../src/stats/coxZph.js";

const RUNS = {numRuns: 1000};

interface Row {
  start: number;
  time: number;
  status: number;
  a: number;
  b: number;
  stratum: number;
  weight: number;
}

const row: fc.Arbitrary<Row> = fc
  .record({
    start: fc.integer({min: 0, max: 8}),
    length: fc.integer({min: 1, max: 12}),
    status: fc.constantFrom(0, 1, 1),
    a: fc.constantFrom(0, 1),
    b: fc.integer({min: -20, max: 20}).map((v) => v / 10),
    stratum: fc.constantFrom(0, 1),
    weight: fc.constantFrom(0.5, 1, 2, 3)
  })
  .map(({length, ...rest}) => ({...rest, time: rest.start + length}));
const rows = fc.array(row, {minLength: 4, maxLength: 40, size: "max"});
const ties = fc.constantFrom<CoxTies>("efron", "breslow");

function input(data: readonly Row[], {start = true, strata = true, weights = true} = {}): CoxInput {
  const column = (name: keyof Row): number[] => data.map((r) => r[name]);
  return {
    time: column("time"),
    status: column("status"),
    start: start ? column("start") : undefined,
    strata: strata ? column("stratum") : undefined,
    weights: weights ? column("weight") : undefined,
    x: [
      {name: "a", values: column("a")},
      {name: "b", values: column("b")}
    ]
  };
}

/** Fits compared or examined by the property under test. */
let examined = 0;

/** A fit with an inner maximum that is not nearly flat (where rounding moves it), or undefined. */
function regularFit(data: CoxInput, method: CoxTies): CoxFit | undefined {
  const fit = coxFit(data, {ties: method, robust: false, maxIterations: 40});
  const sharp = fit.coefficients.every((c) => c.status === "estimated" && Math.abs(c.estimate!) < 5 && c.stdErr! < 20);
  return sharp ? fit : undefined;
}

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-7): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; ++i) {
    expect(Math.abs(actual[i] - expected[i])).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected[i])));
  }
}

function expectSameFit(a: CoxFit | undefined, b: CoxFit | undefined): void {
  if (!a || !b) return;
  ++examined;
  expectClose(a.beta, b.beta);
  expectClose(a.vcov, b.vcov, 1e-6);
  expectClose(a.loglik, b.loglik, 1e-9);
  expectClose([a.score.chisq], [b.score.chisq], 1e-7);
}

/** The partial likelihood written out: each event of each time against a risk set summed anew. */
function plainLoglik(data: readonly Row[], beta: [number, number], method: CoxTies): number {
  const eta = (r: Row): number => r.a * beta[0] + r.b * beta[1];
  const risk = (rs: Row[]): number => rs.reduce((sum, r) => sum + r.weight * Math.exp(eta(r)), 0);
  let sum = 0;
  for (const stratum of [0, 1]) {
    const own = data.filter((r) => r.stratum === stratum);
    for (const t of new Set(own.filter((r) => r.status === 1).map((r) => r.time))) {
      const dead = own.filter((r) => r.status === 1 && r.time === t);
      const all = risk(own.filter((r) => r.start < t && r.time >= t));
      const mean = dead.reduce((w, r) => w + r.weight, 0) / dead.length;
      dead.forEach((r, k) => {
        const fraction = method === "efron" ? k / dead.length : 0;
        sum += r.weight * eta(r) - mean * Math.log(all - fraction * risk(dead));
      });
    }
  }
  return sum;
}

describe("coxFit properties", () => {
  beforeEach(() => {
    examined = 0;
  });
  // Flat likelihoods are left out; if they were most of them a property would hold of nothing.
  afterEach(() => {
    expect(examined).toBeGreaterThan(RUNS.numRuns / 4);
  });

  it("the likelihood is the one written out, its derivatives those of differences", () => {
    const coefficient = fc.integer({min: -15, max: 15}).map((v) => v / 10);
    fc.assert(
      fc.property(rows, fc.tuple(coefficient, coefficient), ties, (data, beta, method) => {
        ++examined;
        const design = coxDesign(input(data));
        const at = (b: [number, number]): ReturnType<typeof coxDerivatives> =>
          coxDerivatives(
            design,
            Float64Array.from(b, (v, j) => v / design.scales[j]),
            method
          );
        const {loglik, score, information} = at(beta);
        expectClose([loglik], [plainLoglik(data, beta, method)], 1e-9);
        const h = 1e-5;
        for (const j of [0, 1]) {
          const shifted = (d: number): ReturnType<typeof at> =>
            at([beta[0] + (j === 0 ? d : 0), beta[1] + (j === 1 ? d : 0)]);
          const [up, down] = [shifted(h), shifted(-h)];
          const step = (2 * h) / design.scales[j];
          expect((up.loglik - down.loglik) / step).toBeCloseTo(score[j], 4);
          for (const i of [0, 1]) expect((down.score[i] - up.score[i]) / step).toBeCloseTo(information[i * 2 + j], 3);
        }
      }),
      RUNS
    );
  });

  it("does not depend on the order of the rows", () => {
    const shuffled = rows.chain((data) =>
      fc.tuple(fc.constant(data), fc.shuffledSubarray(data, {minLength: data.length, maxLength: data.length}))
    );
    fc.assert(
      fc.property(shuffled, ties, ([data, other], method) => {
        expectSameFit(regularFit(input(data), method), regularFit(input(other), method));
      }),
      RUNS
    );
  });

  it("does not depend on the unit of time, nor on the codes of strata", () => {
    fc.assert(
      fc.property(rows, ties, fc.constantFrom(30.4375, 1 / 365.25, 1000), (data, method, unit) => {
        const scaled = data.map((r) => ({
          ...r,
          start: r.start * unit,
          time: r.time * unit,
          stratum: r.stratum === 0 ? 7 : 3
        }));
        const [a, b] = [regularFit(input(data), method), regularFit(input(scaled), method)];
        expectSameFit(a, b);
        if (!a || !b) return;
        const tests = [a, b].map((fit) => proportionalHazardsTest(fit).map((r) => r.chisq));
        tests[0].forEach((chisq, k) => {
          if (chisq !== null && tests[1][k] !== null) expectClose([tests[1][k]], [chisq], 1e-5);
        });
      }),
      RUNS
    );
  });

  it("weights of 2 equal doubled rows with Breslow's ties", () => {
    fc.assert(
      fc.property(rows, (data) => {
        const doubled = data.map((r) => ({...r, weight: 2}));
        const twice = [...data, ...data].map((r) => ({...r, weight: 1}));
        expectSameFit(regularFit(input(doubled), "breslow"), regularFit(input(twice), "breslow"));
      }),
      RUNS
    );
  });

  it("weights of 2 leave Efron's coefficients and halve their variance; doubled rows would be new ties", () => {
    fc.assert(
      fc.property(rows, (data) => {
        const one = regularFit(input(data, {weights: false}), "efron");
        const two = regularFit(input(data.map((r) => ({...r, weight: 2}))), "efron");
        if (!one || !two) return;
        ++examined;
        expectClose(two.beta, one.beta);
        expectClose(
          two.vcov.map((v) => 2 * v),
          one.vcov,
          1e-6
        );
      }),
      RUNS
    );
  });

  it("splitting a row at any time changes nothing", () => {
    fc.assert(
      fc.property(rows, ties, fc.integer({min: 1, max: 15}), (data, method, cut) => {
        const split = data.flatMap((r) =>
          r.start < cut && cut < r.time
            ? [
                {...r, time: cut, status: 0},
                {...r, start: cut}
              ]
            : [r]
        );
        expectSameFit(regularFit(input(data), method), regularFit(input(split), method));
      }),
      RUNS
    );
  });

  it("the score test of two groups is the log-rank test when no events are tied", () => {
    const untied = fc.uniqueArray(row, {minLength: 3, maxLength: 30, selector: (r) => r.time + 100 * r.start});
    fc.assert(
      fc.property(untied, ties, (data, method) => {
        const distinct = data.map((r, k) => ({...r, time: r.time + k / 64}));
        const fit = coxFit(
          {
            time: distinct.map((r) => r.time),
            status: distinct.map((r) => r.status),
            x: [{name: "a", values: distinct.map((r) => r.a)}]
          },
          {ties: method}
        );
        let u = 0;
        let v = 0;
        for (const event of distinct.filter((r) => r.status === 1)) {
          const atRisk = distinct.filter((r) => r.time >= event.time);
          const share = atRisk.filter((r) => r.a === 1).length / atRisk.length;
          u += event.a - share;
          v += share * (1 - share);
        }
        if (!(v > 1e-9)) return;
        ++examined;
        expectClose([fit.score.chisq], [(u * u) / v], 1e-9);
      }),
      RUNS
    );
  });

  it("martingale residuals sum to 0 in each stratum, score residuals over all at the fit", () => {
    fc.assert(
      fc.property(rows, ties, (data, method) => {
        const fit = regularFit(input(data), method);
        if (!fit) return;
        ++examined;
        const martingale = martingaleResiduals(fit);
        for (const stratum of [0, 1]) {
          const sum = data.reduce((s, r, i) => s + (r.stratum === stratum ? r.weight * martingale[i] : 0), 0);
          expect(Math.abs(sum)).toBeLessThan(1e-8);
        }
        const score = scoreResiduals(fit);
        for (const j of [0, 1]) {
          expect(Math.abs(data.reduce((s, r, i) => s + r.weight * score[i * 2 + j], 0))).toBeLessThan(1e-6);
        }
      }),
      RUNS
    );
  });

  it("concordance counts every pair as a comparison of all pairs does", () => {
    fc.assert(
      fc.property(rows, (data) => {
        ++examined;
        const design = coxDesign(input(data));
        const ours = concordance(
          design,
          Float64Array.from(design.row, (i) => data[i].b)
        );
        const plain = {concordant: 0, discordant: 0, tiedX: 0, tiedY: 0, tiedXY: 0};
        data.forEach((r, i) => {
          if (r.status === 0) return;
          data.forEach((other, j) => {
            if (i === j || other.stratum !== r.stratum || other.start >= r.time) return;
            const w = r.weight * other.weight;
            if (other.time === r.time && other.status === 1) {
              if (i < j) plain[other.b === r.b ? "tiedXY" : "tiedY"] += w;
            } else if (other.time >= r.time) {
              plain[other.b === r.b ? "tiedX" : other.b < r.b ? "concordant" : "discordant"] += w;
            }
          });
        });
        for (const [name, count] of Object.entries(plain)) {
          expect(ours[name as keyof typeof plain]).toBeCloseTo(count, 9);
        }
        if (ours.concordance !== null) {
          expect(ours.concordance).toBeGreaterThanOrEqual(0);
          expect(ours.concordance).toBeLessThanOrEqual(1);
        }
      }),
      RUNS
    );
  });
});
