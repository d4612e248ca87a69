import {describe, expect, it} from "vitest";
import {compareNested} from "../../src/stats/compareNested.js";
import {baselineHazard} from "../../src/stats/coxBaseline.js";
import {coxConcordance} from "../../src/stats/coxConcordance.js";
import type {CoxFit} from "../../src/stats/coxFit.js";
import {coxFit} from "../../src/stats/coxFit.js";
import type {CoxInput, Covariate} from "../../src/stats/coxInput.js";
import {proportionalHazardsTest} from "../../src/stats/coxZph.js";
import {interactionColumns} from "../../src/stats/designMatrix.js";
import {Agreement} from "./agreement.js";
import type {Column} from "./referenceCases.js";
import {codes, numbers, readReference, termColumns} from "./referenceCases.js";

interface Expected {
  n: number;
  nevent: number;
  na_removed: number;
  terms: string[];
  coef: (number | null)[];
  se: (number | null)[];
  z: (number | null)[];
  p: (number | null)[];
  hr: (number | null)[];
  hr_lower95: (number | null)[];
  hr_upper95: (number | null)[];
  vcov: number[][];
  loglik_null: number;
  loglik_model: number;
  iterations: number;
  lrt: {chisq: number; df: number; p: number};
  wald: {chisq: number; chisq_rounded_by_summary: number; df: number; p_from_unrounded: number};
  score: {chisq: number; df: number; p: number};
  warnings: string[];
  r_default_control: {coef: (number | null)[]; se: (number | null)[]; loglik_model: number; iterations: number};
  concordance: {c: number; se: number; se_summary: number; counts: Record<string, number>};
  means: number[];
  zph_km?: {term: string[]; chisq: number[]; df: number[]; p: number[]};
  basehaz?: {hazard: number[]; time: number[]; strata?: string[]; rows_of_full?: number[]};
  interaction_lrt?: {
    formula: string;
    loglik_reduced: number;
    loglik_full: number;
    chisq: number;
    df: number;
    p: number;
    full_terms: string[];
    full_coef: (number | null)[];
    full_se: number[];
  };
}

interface Case {
  id: string;
  r_call: string;
  factor_levels?: Record<string, string[]>;
  input: Record<string, Column>;
  expected: Record<"efron" | "breslow", Expected>;
}

const {cases} = readReference("statistics", "cox.json") as {cases: Case[]};
const TIES = ["efron", "breslow"] as const;
/** R's control in the reference: iterated to the maximum. */
const EXACT = {eps: 1e-14, maxIterations: 100};

/** Terms of a formula's right side; `a * b` is a + b + a:b, interactions after all main effects. */
function formulaColumns(rhs: string, {input, factor_levels}: Case): Covariate[] {
  const main: Covariate[] = [];
  const interactions: Covariate[] = [];
  for (const term of rhs.split("+").map((t) => t.trim())) {
    if (term.startsWith("strata(")) continue;
    const factors = term.split("*").map((name) => termColumns(name.trim(), input, factor_levels));
    main.push(...factors.flat());
    if (factors.length === 2) interactions.push(...interactionColumns(factors[0], factors[1]));
  }
  return [...main, ...interactions];
}

function problem(reference: Case): CoxInput {
  const {input, r_call} = reference;
  const rhs = /~([^,]*), ties/.exec(r_call)![1];
  const strata = /strata\((\w+)\)/.exec(rhs);
  return {
    time: numbers(input.time),
    status: numbers(input.status),
    start: "start" in input ? numbers(input.start) : undefined,
    strata: strata ? codes(input[strata[1]]) : undefined,
    x: formulaColumns(rhs, reference)
  };
}

/** Position of each full row that the reference kept. */
function keptRows({basehaz}: Expected, length: number): number[] {
  return basehaz!.rows_of_full?.map((r) => r - 1) ?? Array.from({length}, (_, k) => k);
}

describe("coxFit against R's coxph", () => {
  const agreement = new Agreement("coxph at the maximum");
  const defaults = new Agreement("coxph with default control");

  function compareFit(id: string, expected: Expected, fit: CoxFit): void {
    const check = (field: string, ours: unknown, theirs: unknown, tolerance?: number): void =>
      agreement.compare(id, field, ours, theirs, tolerance);
    const column = (field: keyof CoxFit["coefficients"][number]): unknown[] => fit.coefficients.map((c) => c[field]);
    check("n", [fit.n, fit.events, fit.missing], [expected.n, expected.nevent, expected.na_removed]);
    check("terms", column("name"), expected.terms);
    check("loglik", fit.loglik, [expected.loglik_null, expected.loglik_model]);
    check("means", fit.means, expected.means);
    check(
      "score",
      [fit.score.chisq, fit.score.df, fit.score.p],
      [expected.score.chisq, expected.score.df, expected.score.p]
    );
    check("coef", column("estimate"), expected.coef, 1e-7);
    check("se", column("stdErr"), expected.se, 1e-7);
    check("z", column("z"), expected.z, 1e-7);
    check("p", column("p"), expected.p, 1e-7);
    check("hr", column("hazardRatio"), expected.hr, 1e-7);
    check("lower", column("lower"), expected.hr_lower95, 1e-7);
    check("upper", column("upper"), expected.hr_upper95, 1e-7);
    check("vcov", fit.vcov, expected.vcov, 1e-7);
    check("iterations", fit.iterations, expected.iterations);
    const {lrt, wald, concordance: c, zph_km: zph, basehaz} = expected;
    check(
      "lrt",
      [fit.likelihoodRatio.chisq, fit.likelihoodRatio.df, fit.likelihoodRatio.p],
      [lrt.chisq, lrt.df, lrt.p],
      1e-7
    );
    check("wald", [fit.wald.chisq, fit.wald.df, fit.wald.p], [wald.chisq, wald.df, wald.p_from_unrounded], 1e-7);
    expect(fit.wald.chisq).toBeCloseTo(wald.chisq_rounded_by_summary, 1);
    const ours = coxConcordance(fit);
    check("concordance", ours.concordance, c.c);
    check("concordance se", [ours.stdErr, ours.stdErr], [c.se, c.se_summary]);
    const {concordant, discordant, tiedX, tiedY, tiedXY} = ours;
    const {counts} = c;
    check(
      "pairs",
      [concordant, discordant, tiedX, tiedY, tiedXY],
      [counts.concordant, counts.discordant, counts["tied.x"], counts["tied.y"], counts["tied.xy"]]
    );
    if (zph) {
      const rows = proportionalHazardsTest(fit);
      check(
        "zph term",
        rows.map((r) => r.term),
        zph.term
      );
      check(
        "zph",
        rows.map((r) => [r.chisq, r.df, r.p]),
        zph.term.map((_, k) => [zph.chisq[k], zph.df[k], zph.p[k]]),
        1e-7
      );
    }
    if (basehaz) {
      const rows = baselineHazard(fit).flatMap(({stratum, time, hazard}) =>
        Array.from(time, (t, k) => ({stratum, time: t, hazard: hazard[k]}))
      );
      const kept = keptRows(expected, rows.length).map((k) => rows[k]);
      check(
        "basehaz time",
        kept.map((r) => r.time),
        basehaz.time
      );
      check(
        "basehaz",
        kept.map((r) => r.hazard),
        basehaz.hazard,
        1e-7
      );
      if (basehaz.strata) {
        const names = [...new Set(basehaz.strata)];
        check(
          "basehaz stratum",
          kept.map((r) => names[r.stratum]),
          basehaz.strata
        );
      }
    }
  }

  for (const reference of cases) {
    for (const ties of TIES) {
      const id = `${reference.id} ${ties}`;
      const expected = reference.expected[ties];
      if (expected.warnings.length > 0) {
        it(`${id}: says what R warns of, and gives no number`, () => {
          const fit = coxFit(problem(reference), {ties});
          expect(fit.converged).toBe(false);
          expect(fit.warnings.map((w) => w.kind)).toEqual(["not-converged", "monotone"]);
          expect(fit.warnings[0].message).toMatch(new RegExp(expected.warnings[0], "i"));
          expect(fit.coefficients[0]).toMatchObject({
            name: "x",
            status: "infinite",
            estimate: null,
            p: null,
            upper: null
          });
          agreement.compare(
            id,
            "n",
            [fit.n, fit.events, fit.missing],
            [expected.n, expected.nevent, expected.na_removed]
          );
          agreement.compare(id, "loglik", fit.loglik, [expected.loglik_null, expected.loglik_model], 1e-6);
          agreement.compare(id, "lrt", fit.likelihoodRatio.chisq, expected.lrt.chisq, 1e-6);
          agreement.compare(id, "score", fit.score.chisq, expected.score.chisq);
          agreement.compare(id, "means", fit.means, expected.means);
          agreement.compare(id, "other coefficient", fit.coefficients[1].estimate, expected.coef[1], 1e-4);
        });
        continue;
      }
      it(id, () => {
        const fit = coxFit(problem(reference), {ties, ...EXACT});
        expect(fit.converged).toBe(true);
        expect(fit.warnings.map((w) => w.coefficient)).toEqual(
          expected.terms.filter((_, j) => expected.coef[j] === null)
        );
        compareFit(id, expected, fit);
        const lrt = expected.interaction_lrt;
        if (lrt) {
          const x = formulaColumns(lrt.formula.split("~")[1], reference);
          const full = coxFit({...problem(reference), x}, {ties, ...EXACT});
          const test = compareNested(fit, full);
          // R leaves 0 on the diagonal of an aliased column; ours has no standard error there.
          const fullSe = lrt.full_se.map((se, j) => (lrt.full_coef[j] === null ? null : se));
          agreement.compare(
            id,
            "full terms",
            full.coefficients.map((c) => c.name),
            lrt.full_terms
          );
          agreement.compare(
            id,
            "full coef",
            full.coefficients.map((c) => c.estimate),
            lrt.full_coef,
            1e-7
          );
          agreement.compare(
            id,
            "full se",
            full.coefficients.map((c) => c.stdErr),
            fullSe,
            1e-7
          );
          agreement.compare(
            id,
            "nested loglik",
            [fit.loglik[1], full.loglik[1]],
            [lrt.loglik_reduced, lrt.loglik_full]
          );
          agreement.compare(id, "nested", [test.chisq, test.df, test.p], [lrt.chisq, lrt.df, lrt.p], 1e-7);
        }
      });
      it(`${id}: default control reaches the maximum, at most a few 1e-6 standard errors from R's default`, () => {
        const fit = coxFit(problem(reference), {ties});
        const r = expected.r_default_control;
        fit.coefficients.forEach(({estimate, stdErr}, j) => {
          if (expected.coef[j] === null) return expect(estimate).toBeNull();
          expect(Math.abs(estimate! - expected.coef[j]) / expected.se[j]!).toBeLessThan(1e-9);
          expect(Math.abs(estimate! - r.coef[j]!) / r.se[j]!).toBeLessThan(2e-6);
          expect(Math.abs(stdErr! - r.se[j]!) / r.se[j]!).toBeLessThan(2e-6);
        });
        defaults.compare(id, "loglik", fit.loglik[1], r.loglik_model);
        expect(fit.iterations).toBeGreaterThanOrEqual(r.iterations);
      });
    }
  }

  it("covers every case", () => {
    agreement.settle(34);
    defaults.settle(32);
    expect(cases.length).toBe(17);
  });
});
