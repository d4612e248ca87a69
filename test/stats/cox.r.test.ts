import {describe, expect, it} from "vitest";
import {compareNested} from "../../src/stats/compareNested.js";
import {baselineHazard} from "../../src/stats/coxBaseline.js";
import {coxConcordance} from "../../src/stats/coxConcordance.js";
import type {CoxFit, CoxOptions} from "../../src/stats/coxFit.js";
import {coxFit} from "../../src/stats/coxFit.js";
import type {CoxInput} from "../../src/stats/coxInput.js";
import {predictSurvival} from "../../src/stats/coxPredict.js";
import {devianceResiduals, dfbetaResiduals, martingaleResiduals, scoreResiduals} from "../../src/stats/coxResiduals.js";
import {scaledSchoenfeldResiduals, schoenfeldResiduals} from "../../src/stats/coxSchoenfeld.js";
import {proportionalHazardsTest} from "../../src/stats/coxZph.js";
import {factorColumns, interactionColumns} from "../../src/stats/designMatrix.js";
import type {TimeTransformName} from "../../src/stats/timeTransform.js";
import {Agreement} from "./agreement.js";
import type {Column} from "./referenceCases.js";
import {codes, numbers, readReference} from "./referenceCases.js";

interface Curve {
  newdata: Record<string, number>;
  conf_type: "log" | "log-log" | "plain";
  conf_int: number;
  stratum?: number;
  time: number[];
  surv: number[];
  cumhaz: number[];
  std_err: number[];
  lower: (number | null)[];
  upper: (number | null)[];
}

interface Zph {
  term: string[];
  chisq: number[];
  df: number[];
  p: number[];
}

interface Expected {
  terms: string[];
  coef: number[];
  vcov: number[][];
  naive_vcov: number[][];
  p: number[];
  loglik: [number, number];
  wald: number;
  score: number;
  rscore: number | null;
  concordance: number[];
  concordance_se: number;
  martingale?: number[];
  deviance?: number[];
  score_residuals?: number[][];
  dfbeta?: number[][];
  schoenfeld?: number[][];
  scaledsch?: number[][];
  zph?: Partial<Record<TimeTransformName, Zph>>;
  basehaz?: {time: number[]; hazard: number[]};
  curves?: Curve[];
  nested?: {terms: string[]; coef: number[]; chisq: number; df: number; p: number};
  warning?: string;
  y?: number;
  y_se?: number;
}

interface Case {
  id: string;
  input: Record<string, Column>;
  expected: Expected;
  ties: "efron" | "breslow";
  x: string | string[];
  weights?: string;
  offset?: string;
  cluster?: string;
  strata?: string;
  factor?: string;
  levels?: string[];
}

const {cases} = readReference("r", "cox.json") as {cases: Case[]};

function problem({input, x, weights, offset, cluster, strata, factor, levels}: Case): CoxInput {
  const plain = [x].flat().map((name) => ({name, values: numbers(input[name])}));
  return {
    time: numbers(input.time),
    status: numbers(input.status),
    start: "start" in input ? numbers(input.start) : undefined,
    weights: weights ? numbers(input[weights]) : undefined,
    offset: offset ? numbers(input[offset]) : undefined,
    cluster: cluster ? codes(input[cluster]) : undefined,
    strata: strata ? codes(input[strata]) : undefined,
    x: factor ? [...factorColumns(factor, codes(input[factor], levels), levels!), ...plain] : plain
  };
}

describe("Cox regression against R: robust variance, weights, residuals, curves", () => {
  const agreement = new Agreement("cox, further references");
  const check = (id: string, field: string, ours: unknown, theirs: unknown, tolerance = 1e-7): void =>
    agreement.compare(id, field, ours, theirs, tolerance);

  function compareCurve(id: string, fit: CoxFit, curve: Curve): void {
    const ours = predictSurvival(fit, curve.newdata, {
      stratum: curve.stratum === undefined ? undefined : curve.stratum - 1,
      confType: curve.conf_type,
      confLevel: curve.conf_int
    });
    const name = `curve ${curve.conf_type}`;
    check(id, `${name} time`, ours.time, curve.time);
    check(id, `${name} survival`, ours.survival, curve.surv);
    check(id, `${name} hazard`, ours.cumulativeHazard, curve.cumhaz);
    check(id, `${name} se`, ours.stdErr, curve.std_err);
    check(id, `${name} lower`, ours.lower, curve.lower);
    check(id, `${name} upper`, ours.upper, curve.upper);
  }

  for (const reference of cases) {
    const {id, expected, ties} = reference;
    if (expected.warning !== undefined) {
      it(`${id}: a coefficient that runs to infinity is named and has no number`, () => {
        const fit = coxFit(problem(reference), {ties});
        expect(expected.warning).toMatch(/converged before variable {2}1/);
        expect(fit.warnings).toEqual([
          {kind: "monotone", coefficient: "x", message: expect.stringMatching(/converged before x/) as string}
        ]);
        expect(fit.coefficients[0]).toMatchObject({status: "infinite", estimate: null, hazardRatio: null, lower: null});
        expect(() => predictSurvival(fit, {x: 1, y: 0})).toThrow(/coefficient of x is infinite/);
        expect(() => baselineHazard(fit)).toThrow(/coefficient of x is infinite/);
        expect(proportionalHazardsTest(fit)).toEqual([]);
        check(id, "loglik", fit.loglik, expected.loglik, 1e-6);
        check(id, "y", [fit.coefficients[1].estimate, fit.coefficients[1].stdErr], [expected.y, expected.y_se], 1e-6);
      });
      continue;
    }
    it(id, () => {
      const options: CoxOptions = {ties};
      const input = problem(reference);
      const fit = coxFit(input, options);
      expect(fit.warnings).toEqual([]);
      check(
        id,
        "terms",
        fit.coefficients.map((c) => c.name),
        expected.terms
      );
      check(
        id,
        "coef",
        fit.coefficients.map((c) => c.estimate),
        expected.coef
      );
      check(id, "vcov", fit.vcov, expected.vcov);
      check(id, "naive vcov", fit.naiveVcov, expected.naive_vcov);
      check(
        id,
        "p",
        fit.coefficients.map((c) => c.p),
        expected.p
      );
      check(id, "loglik", fit.loglik, expected.loglik, 1e-9);
      check(id, "wald", fit.wald.chisq, expected.wald);
      check(id, "score", fit.score.chisq, expected.score, 1e-9);
      check(id, "robust score", fit.robustScore?.chisq ?? null, expected.rscore);
      const c = coxConcordance(fit);
      const pairs = [c.concordance, c.concordant, c.discordant, c.tiedX, c.tiedY, c.tiedXY];
      check(id, "concordance", pairs, expected.concordance, 1e-9);
      check(id, "concordance se", c.stdErr, expected.concordance_se, 1e-9);
      if (expected.martingale) check(id, "martingale", martingaleResiduals(fit), expected.martingale);
      if (expected.deviance) check(id, "deviance", devianceResiduals(fit), expected.deviance);
      if (expected.score_residuals) check(id, "score residuals", scoreResiduals(fit), expected.score_residuals);
      if (expected.dfbeta) check(id, "dfbeta", dfbetaResiduals(fit), expected.dfbeta);
      if (expected.schoenfeld) check(id, "schoenfeld", schoenfeldResiduals(fit).residuals, expected.schoenfeld);
      if (expected.scaledsch) check(id, "scaled", scaledSchoenfeldResiduals(fit).residuals, expected.scaledsch);
      for (const [transform, theirs] of Object.entries(expected.zph ?? {})) {
        const rows = proportionalHazardsTest(fit, transform as TimeTransformName);
        check(
          id,
          `zph ${transform} term`,
          rows.map((r) => r.term),
          theirs.term
        );
        check(
          id,
          `zph ${transform} chisq`,
          rows.map((r) => r.chisq),
          theirs.chisq
        );
        check(
          id,
          `zph ${transform} df`,
          rows.map((r) => r.df),
          theirs.df
        );
        check(
          id,
          `zph ${transform} p`,
          rows.map((r) => r.p),
          theirs.p
        );
      }
      if (expected.basehaz) {
        const [baseline] = baselineHazard(fit);
        check(id, "basehaz time", baseline.time, expected.basehaz.time);
        check(id, "basehaz", baseline.hazard, expected.basehaz.hazard);
      }
      for (const curve of expected.curves ?? []) compareCurve(id, fit, curve);
      if (expected.nested) {
        const factor = input.x.filter((column) => column.term === reference.factor);
        const rest = input.x.filter((column) => column.term !== reference.factor);
        const full = coxFit({...input, x: [...input.x, ...interactionColumns(factor, rest)]}, options);
        const test = compareNested(fit, full);
        check(
          id,
          "nested terms",
          full.coefficients.map((k) => k.name),
          expected.nested.terms
        );
        check(
          id,
          "nested coef",
          full.coefficients.map((k) => k.estimate),
          expected.nested.coef
        );
        check(
          id,
          "nested",
          [test.chisq, test.df, test.p],
          [expected.nested.chisq, expected.nested.df, expected.nested.p]
        );
      }
    });
  }

  it("covers every case", () => {
    agreement.settle(15);
    expect(cases.length).toBe(15);
  });
});
