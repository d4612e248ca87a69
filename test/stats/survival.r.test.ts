import {describe, expect, it} from "vitest";
import {conditionalSurvival} from "../../src/stats/conditionalSurvival.js";
import {coxFit} from "../../src/stats/coxFit.js";
import {kaplanMeier, kaplanMeierByGroup} from "../../src/stats/kaplanMeier.js";
import {logRank, type LogRankResult} from "../../src/stats/logRank.js";
import {restrictedMean, restrictedMeanDifference, restrictedMeanRatio} from "../../src/stats/restrictedMean.js";
import type {RestrictedMeanContrast} from "../../src/stats/restrictedMean.js";
import type {ConfidenceType, SurvivalCurve} from "../../src/stats/survivalCurve.js";
import {survivalQuantiles} from "../../src/stats/survivalQuantiles.js";
import {exposureRows, landmarkCohort, mantelByar, simonMakuch} from "../../src/stats/timeDependentExposure.js";
import {Agreement} from "./agreement.js";
import {readReference} from "./referenceCases.js";

type Input = Record<"time" | "status" | "group" | "strata" | "exposure", number[]> & {
  entry?: number[];
  weights?: number[];
};

type Curve = Record<"time" | "n_risk" | "n_event" | "n_censor" | "surv", number[]> &
  Record<"std_err_log" | "lower" | "upper", (number | null)[]>;

interface Weighted extends Curve {
  type: ConfidenceType;
  quantile: (number | null)[];
  lower_q: (number | null)[];
  upper_q: (number | null)[];
  rmean: number[];
}

interface Conditional {
  from: number;
  to: number;
  type: ConfidenceType;
  surv: number;
  lower: number | null;
  upper: number | null;
  ratio: number;
}

interface MantelByar {
  observed: number;
  expected: number;
  variance: number;
  chisq: number;
  p: number;
}

interface Landmark {
  landmark: number;
  n: number[];
  patient: number[];
  events_before: number;
  censored_before: number;
  unexposed: Curve;
  exposed: Curve;
  chisq: number;
  p: number;
}

interface Exposure {
  unexposed: Curve;
  exposed: Curve;
  n_exposed: number;
  mantel_byar: MantelByar;
  stratified: MantelByar;
  cox_score: [number, number] | null;
  landmarks: Landmark[];
}

interface RestrictedMeans {
  tau: number;
  level: number;
  mean: number[];
  se: number[];
  difference: number[];
  ratio: number[];
}

interface Rho {
  rho: number;
  strata: boolean;
  observed: number[];
  expected: number[];
  variance: number[][];
  chisq: number;
  p: number;
}

/** What a case expects, by the beginning of its name. */
interface Expected {
  weights_: Weighted[];
  conditional: Conditional[];
  exposure_: Exposure;
  exposure_untied: Exposure;
  restricted_mean: RestrictedMeans[];
  g_rho: Rho[];
  far_tail_: {chisq: number; p: number};
}

const {cases} = readReference("r", "survival.json") as {
  cases: {id: string; input: Omit<Input, "entry"> & {entry?: number[] | null}; expected: unknown}[];
};
const agreement = new Agreement("survival, further references");

function casesOf<Prefix extends keyof Expected>(
  prefix: Prefix
): {id: string; input: Input; expected: Expected[Prefix]}[] {
  const found = cases.filter(({id}) => id.startsWith(prefix));
  expect(found.length).toBeGreaterThan(0);
  return found.map(({id, input, expected}) => ({
    id,
    // R writes null where there is no delayed entry.
    input: {...input, entry: input.entry ?? undefined},
    expected: expected as Expected[Prefix]
  }));
}

function compareCurve(id: string, field: string, ours: SurvivalCurve, theirs: Curve): void {
  const compare = (name: string, actual: unknown, expected: unknown) =>
    agreement.compare(id, `${field} ${name}`, actual, expected);
  compare("time", ours.time, theirs.time);
  compare("n_risk", ours.atRisk, theirs.n_risk);
  compare("n_event", ours.event, theirs.n_event);
  compare("n_censor", ours.censored, theirs.n_censor);
  compare("surv", ours.survival, theirs.surv);
  // R gives Infinity where survival is 0; the script writes null.
  const known = ours.stdErrLog.map((s, i) => (ours.survival[i] > 0 ? s : NaN));
  compare("std_err_log", known, theirs.std_err_log);
  compare("lower", ours.lower, theirs.lower);
  compare("upper", ours.upper, theirs.upper);
}

function testNumbers({groups, variance, statistic, p}: LogRankResult): number[] {
  return [groups[1].observed, groups[1].expected, variance[3], statistic, p];
}

const contrastNumbers = ({estimate, lower, upper, p}: RestrictedMeanContrast) => [estimate, lower, upper, p];

describe("survival against R: weights, conditional, time-dependent exposure, restricted means, far tails", () => {
  it("kaplanMeier with case weights, whole and broken, with delayed entry", () => {
    for (const {id, input, expected} of casesOf("weights_")) {
      const {time, status, weights, entry} = input;
      for (const theirs of expected) {
        const curve = kaplanMeier({time, status, weights, entry}, {confType: theirs.type});
        compareCurve(id, theirs.type, curve, theirs);
        const quantiles = survivalQuantiles(curve, [0.25, 0.5, 0.75]);
        for (const [field, value] of [
          ["time", theirs.quantile],
          ["lower", theirs.lower_q],
          ["upper", theirs.upper_q]
        ] as const) {
          const ours = quantiles.map((d) => d[field]);
          agreement.compare(id, `${theirs.type} quantile ${field}`, ours, value);
        }
        const {mean, stdErr} = restrictedMean(curve, 40);
        agreement.compare(id, `${theirs.type} rmean`, [mean, stdErr], theirs.rmean);
      }
    }
  });

  it("conditionalSurvival is survfit on the patients at risk, and the ratio of the curve's values", () => {
    for (const {id, input, expected} of casesOf("conditional")) {
      const {time, status, entry} = input;
      for (const {from, to, type, surv, lower, upper, ratio} of expected) {
        const curve = kaplanMeier({time, status, entry}, {confType: type});
        const ours = conditionalSurvival(curve, from, to);
        agreement.compare(
          id,
          `${type} ${from} to ${to}`,
          [ours.survival, ours.lower, ours.upper],
          [surv, lower, upper]
        );
        agreement.compare(id, `${type} ${from} to ${to} ratio`, ours.survival, ratio);
      }
    }
  });

  it("simonMakuch, mantelByar and landmarkCohort", () => {
    for (const {id, input, expected} of casesOf("exposure_")) {
      const {time, status, exposure, strata} = input;
      const {unexposed, exposed, nExposed} = simonMakuch({time, status, exposure});
      compareCurve(id, "unexposed", unexposed, expected.unexposed);
      compareCurve(id, "exposed", exposed, expected.exposed);
      agreement.compare(id, "exposed", nExposed, expected.n_exposed);
      for (const [field, layers, theirs] of [
        ["Mantel–Byar", undefined, expected.mantel_byar],
        ["stratified Mantel–Byar", strata, expected.stratified]
      ] as const) {
        const result = mantelByar({time, status, exposure, strata: layers});
        expect(result.method).toBe(layers ? "stratified Mantel–Byar test" : "Mantel–Byar test");
        const {observed, expected: e, variance, chisq, p} = theirs;
        agreement.compare(id, field, testNumbers(result), [observed, e, variance, chisq, p]);
      }
      for (const {landmark, n, patient, ...theirs} of expected.landmarks) {
        const field = `landmark ${landmark}`;
        const cohort = landmarkCohort({time, status, exposure}, landmark);
        agreement.compare(id, `${field} patients`, [...cohort.patient], patient);
        const {events, censored} = cohort.excluded;
        agreement.compare(id, `${field} excluded`, [events, censored], [theirs.events_before, theirs.censored_before]);
        const curves = kaplanMeierByGroup(cohort, {}, 2);
        agreement.compare(
          id,
          `${field} n`,
          curves.map((d) => d.n),
          n
        );
        compareCurve(id, `${field} unexposed`, curves[0], theirs.unexposed);
        compareCurve(id, `${field} exposed`, curves[1], theirs.exposed);
        const test = logRank(cohort);
        agreement.compare(id, `${field} test`, [test.statistic, test.p], [theirs.chisq, theirs.p]);
      }
    }
  });

  it("mantelByar without ties is the score test of coxph, of R's and of ours", () => {
    const untied = casesOf("exposure_untied")[0];
    const {time, status, exposure, strata} = untied.input;
    const rows = exposureRows({time, status, exposure});
    [undefined, strata].forEach((layers, k) => {
      const ours = mantelByar({time, status, exposure, strata: layers}).statistic;
      const fit = coxFit({
        start: rows.entry,
        time: rows.time,
        status: rows.status,
        x: [{name: "exposed", values: rows.group}],
        strata: layers && Array.from(rows.patient, (i) => layers[i])
      });
      const theirs = untied.expected.cox_score![k];
      agreement.compare(untied.id, "score test", [ours, fit.score.chisq], [theirs, theirs]);
    });
  });

  it("restricted means, their difference and ratio", () => {
    for (const {id, input, expected} of casesOf("restricted_mean")) {
      for (const {tau, level, mean, se, difference, ratio} of expected) {
        const [a, b] = kaplanMeierByGroup(input).map((curve) => restrictedMean(curve, tau));
        agreement.compare(id, `tau ${tau}`, [a.mean, b.mean, a.stdErr, b.stdErr], [...mean, ...se]);
        const ours = [restrictedMeanDifference(b, a, level), restrictedMeanRatio(b, a, level)].map(contrastNumbers);
        agreement.compare(id, `tau ${tau} contrasts`, ours, [difference, ratio]);
      }
    }
  });

  it("logRank with rho between log-rank and Wilcoxon, with strata", () => {
    for (const {id, input, expected} of casesOf("g_rho")) {
      const {time, status, group, strata} = input;
      for (const theirs of expected) {
        const result = logRank({time, status, group, strata: theirs.strata ? strata : undefined}, {rho: theirs.rho});
        const field = `rho ${theirs.rho}${theirs.strata ? " stratified" : ""}`;
        const column = (name: "observed" | "expected") => result.groups.map((d) => d[name]);
        agreement.compare(id, `${field} observed`, column("observed"), theirs.observed);
        agreement.compare(id, `${field} expected`, column("expected"), theirs.expected);
        agreement.compare(id, `${field} variance`, result.variance, theirs.variance);
        agreement.compare(id, `${field} test`, [result.statistic, result.p], [theirs.chisq, theirs.p]);
      }
    }
  });

  it("logRank in the far tail of p", () => {
    for (const {id, input, expected} of casesOf("far_tail_")) {
      const {statistic, p} = logRank(input);
      agreement.compare(id, "chisq", statistic, expected.chisq);
      // Below 1e-12 an absolute difference would always pass: the p-values are compared as a ratio.
      agreement.compare(id, "p", expected.p === 0 ? p : p / expected.p, expected.p === 0 ? 0 : 1);
    }
    expect(casesOf("far_tail_").find(({id}) => id === "far_tail_400")!.expected.p).toBeLessThan(1e-200);
  });

  it("covers every case", () => {
    agreement.settle(cases.length);
    expect(cases.length).toBe(13);
  });
});
