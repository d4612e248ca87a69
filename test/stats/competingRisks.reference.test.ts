import {describe, expect, it} from "vitest";
import {causeSpecificCox} from "../../src/stats/causeSpecific.js";
import type {CompetingRisksInput} from "../../src/stats/competingRisksInput.js";
import type {GroupIncidence} from "../../src/stats/cumulativeIncidence.js";
import {cumulativeIncidence, incidenceAt} from "../../src/stats/cumulativeIncidence.js";
import {fineGray} from "../../src/stats/fineGray.js";
import {grayTest} from "../../src/stats/grayTest.js";
import {Agreement} from "./agreement.js";
import type {Column} from "./referenceCases.js";
import {codes, levelsOf, numbers, readReference, termColumns} from "./referenceCases.js";

interface Curve {
  curve: string;
  times_requested: number[];
  est: (number | null)[];
  var: (number | null)[];
  step_time: number[];
  step_est: number[];
  step_var: number[];
}

interface Stratum {
  name: string;
  summary_times: number[];
  pstate: number[][];
  std_err: number[][];
  lower: (number | null)[][];
  upper: (number | null)[][];
  curve?: {
    time: number[];
    n_risk: number[][];
    n_event: number[][];
    n_censor: number[];
    pstate: number[][];
    std_err: number[][];
  };
}

interface FineGrayExpected {
  n: number;
  terms: string[];
  coef: number[];
  se: number[];
  z: number[];
  p: number[];
  shr: number[];
  shr_lower95: number[];
  shr_upper95: number[];
  var: number[][];
  loglik: number;
  loglik_null: number;
  lrt_chisq: number;
  converged: boolean;
  r_default_control: {coef: number[]; se: number[]};
}

interface CauseSpecificExpected {
  terms: string[];
  coef: number[];
  se: number[];
  p: number[];
  loglik_null: number;
  loglik_model: number;
}

interface Case {
  id: string;
  r_call: string;
  factor_levels?: Record<string, string[]>;
  input: Record<string, Column>;
  expected: {
    na_removed: number;
    cuminc: Curve[];
    gray?: {cause: string[]; stat: number[]; df: number[]; p: number[]; p_as_reported: number[]; rho: number};
    multistate?: {states: string[]; strata: Stratum[]};
    finegray?: Record<string, FineGrayExpected>;
    cause_specific_cox?: Record<string, CauseSpecificExpected>;
  };
}

const {cases} = readReference("statistics", "competing-risks.json") as {cases: Case[]};

/** Complete rows of the variables of the curves, and the labels of the groups. */
function curveData({input}: Case): {data: CompetingRisksInput; groups: string[]; removed: number} {
  const names = ["time", "status", "group", "stratum"].filter((name) => name in input);
  const rows = input.time.map((_, i) => i).filter((i) => names.every((name) => input[name][i] !== null));
  const kept = Object.fromEntries(names.map((name) => [name, rows.map((i) => input[name][i]) as Column]));
  return {
    data: {
      time: numbers(kept.time),
      status: numbers(kept.status),
      group: "group" in kept ? codes(kept.group) : undefined,
      strata: "stratum" in kept ? codes(kept.stratum) : undefined
    },
    groups: "group" in kept ? levelsOf(kept.group) : ["1"],
    removed: input.time.length - rows.length
  };
}

/** The steps as cmprsk lists them: from (0, 0), after each time with events of the cause, to the last time. */
function cmprskSteps(
  {time}: GroupIncidence,
  {events, estimate, variance}: GroupIncidence["causes"][number]
): number[][] {
  const steps = Array.from(time, (t, k) => [t, estimate[k], variance[k]]).filter((_, k) => events[k] > 0);
  if (steps.length === 0 || steps[0][0] > 0) steps.unshift([0, 0, 0]);
  const last = time.length - 1;
  if (steps[steps.length - 1][0] < time[last]) steps.push([time[last], estimate[last], variance[last]]);
  return steps;
}

describe("competing risks against cmprsk and survfit", () => {
  const agreement = new Agreement("competing risks");

  for (const reference of cases) {
    const {id, expected} = reference;
    const {data, groups, removed} = curveData(reference);

    it(`${id}: cumulative incidence as cuminc`, () => {
      agreement.compare(id, "na_removed", removed, expected.na_removed);
      const curves = cumulativeIncidence(data);
      agreement.compare(
        id,
        "curves",
        curves[0].causes.flatMap(({cause}) => groups.map((group) => `${group} ${cause}`)),
        expected.cuminc.map(({curve}) => curve)
      );
      for (const theirs of expected.cuminc) {
        const [label, cause] = theirs.curve.split(" ");
        const group = curves[groups.indexOf(label)];
        const curve = group.causes.find((c) => c.cause === Number(cause))!;
        const at = incidenceAt(group, curve, theirs.times_requested);
        const check = (field: string, ours: unknown, r: unknown): void =>
          agreement.compare(id, `${theirs.curve} ${field}`, ours, r);
        check(
          "est",
          at.map((v) => v?.estimate ?? null),
          theirs.est
        );
        check(
          "var",
          at.map((v) => v?.variance ?? null),
          theirs.var
        );
        const steps = cmprskSteps(group, curve);
        check(
          "step time",
          steps.map((s) => s[0]),
          theirs.step_time
        );
        check(
          "step est",
          steps.map((s) => s[1]),
          theirs.step_est
        );
        check(
          "step var",
          steps.map((s) => s[2]),
          theirs.step_var
        );
      }
    });

    if (expected.gray) {
      const {cause, stat, df, p, p_as_reported: reported, rho} = expected.gray;
      it(`${id}: Gray's test`, () => {
        const tests = grayTest(data, {rho});
        agreement.compare(
          id,
          "gray cause",
          tests.map((t) => String(t.cause)),
          cause
        );
        agreement.compare(
          id,
          "gray stat",
          tests.map((t) => t.chisq),
          stat
        );
        agreement.compare(
          id,
          "gray df",
          tests.map((t) => t.df),
          df
        );
        agreement.compare(
          id,
          "gray p",
          tests.map((t) => t.p),
          p
        );
        // cmprsk prints 1 − pchisq, which has lost all digits below 1e-16.
        tests.forEach((t, k) => expect(Math.abs(t.p! - reported[k])).toBeLessThan(1e-14));
      });
    }

    if (expected.multistate) {
      it(`${id}: state probabilities as survfit`, () => {
        const curves = cumulativeIncidence(data, {variance: "jackknife"});
        for (const theirs of expected.multistate!.strata) {
          const group = curves[theirs.name === "all" ? 0 : groups.indexOf(theirs.name)];
          const states = [group.eventFree, ...group.causes];
          states.forEach((curve, k) => {
            const check = (field: string, ours: unknown, r: unknown): void =>
              agreement.compare(id, `${theirs.name} state ${k} ${field}`, ours, r);
            const last = group.time.length - 1;
            // survfit carries the last value on beyond the last time.
            const at = theirs.summary_times.map((t) => incidenceAt(group, curve, [Math.min(t, group.time[last])])[0]!);
            check(
              "pstate",
              at.map((v) => v.estimate),
              theirs.pstate.map((row) => row[k])
            );
            check(
              "se",
              at.map((v) => Math.sqrt(v.variance)),
              theirs.std_err.map((row) => row[k])
            );
            // Before the first time R's summary fills the limits with 0; ours are 1 (nobody has had an event) or absent.
            const early = theirs.summary_times.map((t) => t < group.time[0]);
            const limits = (side: "lower" | "upper"): (number | null)[] =>
              at.map((v, m) => (early[m] ? (expect(v[side]).toBe(k === 0 ? 1 : NaN), 0) : v[side]));
            check(
              "lower",
              limits("lower"),
              theirs.lower.map((row) => row[k])
            );
            check(
              "upper",
              limits("upper"),
              theirs.upper.map((row) => row[k])
            );
            if (!theirs.curve) return;
            check(
              "curve",
              curve.estimate,
              theirs.curve.pstate.map((row) => row[k])
            );
            check(
              "curve se",
              curve.variance.map(Math.sqrt),
              theirs.curve.std_err.map((row) => row[k])
            );
            if (k > 0)
              check(
                "events",
                curve.events,
                theirs.curve.n_event.map((row) => row[k])
              );
          });
          if (!theirs.curve) continue;
          agreement.compare(id, "times", group.time, theirs.curve.time);
          agreement.compare(
            id,
            "at risk",
            group.atRisk,
            theirs.curve.n_risk.map((row) => row[0])
          );
          agreement.compare(id, "censored", group.censored, theirs.curve.n_censor);
        }
      });
    }

    if (!expected.finegray) continue;
    const rhs = /model\.matrix\(~([^)]*)\)/.exec(reference.r_call)![1];
    const x = rhs.split("+").flatMap((term) => termColumns(term, reference.input, reference.factor_levels));
    const regression = {time: data.time, status: data.status, x};
    for (const [key, theirs] of Object.entries(expected.finegray)) {
      const cause = Number(key.slice("cause".length));
      const check = (field: string, ours: unknown, r: unknown, tolerance = 1e-7): void =>
        agreement.compare(id, `${key} ${field}`, ours, r, tolerance);

      it(`${id}: Fine–Gray of ${key} as crr`, () => {
        const fit = fineGray(regression, {cause});
        const column = (field: keyof (typeof fit.coefficients)[number]): unknown[] =>
          fit.coefficients.map((c) => c[field]);
        expect(fit.warnings).toEqual([]);
        check("n", fit.n, theirs.n);
        check("terms", column("name"), theirs.terms);
        check("coef", column("estimate"), theirs.coef);
        check("se", column("robustStdErr"), theirs.se);
        check("z", column("z"), theirs.z);
        check("p", column("p"), theirs.p);
        check("shr", column("hazardRatio"), theirs.shr);
        check("lower", column("lower"), theirs.shr_lower95);
        check("upper", column("upper"), theirs.shr_upper95);
        check("var", fit.vcov, theirs.var);
        check("loglik", fit.loglik, [theirs.loglik_null, theirs.loglik], 1e-9);
        check("lrt", fit.likelihoodRatio.chisq, theirs.lrt_chisq);
        check("converged", fit.converged, theirs.converged);
        fit.coefficients.forEach(({estimate}, j) => {
          const distance = Math.abs(estimate! - theirs.r_default_control.coef[j]) / theirs.r_default_control.se[j];
          expect(distance).toBeLessThan(1e-5);
        });
      });

      const specific = expected.cause_specific_cox![key];
      it(`${id}: cause-specific Cox of ${key}`, () => {
        const fit = causeSpecificCox(regression, cause);
        check(
          "cox terms",
          fit.coefficients.map((c) => c.name),
          specific.terms
        );
        check(
          "cox coef",
          fit.coefficients.map((c) => c.estimate),
          specific.coef
        );
        check(
          "cox se",
          fit.coefficients.map((c) => c.stdErr),
          specific.se
        );
        check(
          "cox p",
          fit.coefficients.map((c) => c.p),
          specific.p
        );
        check("cox loglik", fit.loglik, [specific.loglik_null, specific.loglik_model], 1e-9);
      });
    }
  }

  it("covers every case", () => {
    agreement.settle(13);
    expect(cases.length).toBe(13);
  });
});
