import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {conditionalSurvival} from "../../src/stats/conditionalSurvival.js";
import {coxFit} from "../../src/stats/coxFit.js";
import {cumulativeIncidence} from "../../src/stats/cumulativeIncidence.js";
import {kaplanMeier, kaplanMeierByGroup, kaplanMeierFromCounts} from "../../src/stats/kaplanMeier.js";
import {logRank, logRankFromCounts, type LogRankResult} from "../../src/stats/logRank.js";
import {restrictedMean} from "../../src/stats/restrictedMean.js";
import {reverseKaplanMeier, reverseKaplanMeierFromCounts} from "../../src/stats/reverseKaplanMeier.js";
import {survivalAt} from "../../src/stats/survivalAt.js";
import type {ConfidenceType, SurvivalCurve} from "../../src/stats/survivalCurve.js";
import {medianSurvival} from "../../src/stats/survivalQuantiles.js";
import {exposureRows, mantelByar} from "../../src/stats/timeDependentExposure.js";

const RUNS = {numRuns: 1000};

interface Row {
  entry: number;
  time: number;
  status: number;
  group: number;
  stratum: number;
  exposure: number | null;
}

const row: fc.Arbitrary<Row> = fc
  .record({
    entry: fc.integer({min: 0, max: 8}),
    length: fc.integer({min: 1, max: 12}),
    status: fc.constantFrom(0, 1, 1),
    group: fc.integer({min: 0, max: 2}),
    stratum: fc.constantFrom(0, 1),
    exposure: fc.option(fc.integer({min: 0, max: 20}))
  })
  .map(({length, ...rest}) => ({...rest, time: rest.entry + length}));
const rows = fc.array(row, {minLength: 1, maxLength: 50, size: "max"});
const shuffled = rows.chain((data) =>
  fc.tuple(fc.constant(data), fc.shuffledSubarray(data, {minLength: data.length, maxLength: data.length}))
);
const confType = fc.constantFrom<ConfidenceType>("log", "log-log", "plain");
const rho = fc.constantFrom(0, 0.5, 1);
const delayed = fc.boolean();

/** Columns of the rows, times multiplied. */
function columns(data: readonly Row[], {entry = false, strata = false, unit = 1} = {}) {
  return {
    time: data.map((r) => r.time * unit),
    status: data.map((r) => r.status),
    group: data.map((r) => r.group),
    ...(entry && {entry: data.map((r) => r.entry * unit)}),
    ...(strata && {strata: data.map((r) => r.stratum)})
  };
}

/** Columns of numbers of a curve. */
const FIELDS = [
  "atRisk",
  "event",
  "censored",
  "survival",
  "stdErr",
  "stdErrLog",
  "lower",
  "upper",
  "cumulativeHazard",
  "stdErrCumulativeHazard"
] as const;

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-9): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; ++i) {
    const [a, b] = [actual[i], expected[i]];
    if (Object.is(a, b) || a === b) continue;
    expect(Math.abs(a - b)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(b)));
  }
}

function expectSameCurve(actual: SurvivalCurve, expected: SurvivalCurve, unit = 1): void {
  expect([actual.n, actual.events]).toEqual([expected.n, expected.events]);
  expectClose(
    actual.time,
    expected.time.map((t) => t * unit)
  );
  for (const field of FIELDS) expectClose(actual[field], expected[field]);
}

/** The same test up to rounding, groups in the order given. */
function expectSameTest(actual: LogRankResult, expected: LogRankResult, order?: readonly number[]): void {
  expect([actual.method, actual.df]).toEqual([expected.method, expected.df]);
  // The quadratic form of a nearly singular variance loses digits.
  expectClose([actual.statistic, actual.p], [expected.statistic, expected.p], 1e-6);
  expected.groups.forEach(({n, observed, expected: e}, g) => {
    const ours = actual.groups[order ? order[g] : g];
    expectClose([ours.n, ours.observed, ours.expected], [n, observed, e]);
  });
}

describe("Kaplan–Meier properties", () => {
  it("stays within 0 and 1, never rises, and lies inside its band", () => {
    fc.assert(
      fc.property(rows, confType, delayed, (data, type, entry) => {
        for (const curve of kaplanMeierByGroup(columns(data, {entry}), {confType: type})) {
          let before = 1;
          curve.survival.forEach((s, i) => {
            expect(s).toBeGreaterThanOrEqual(0);
            expect(s).toBeLessThanOrEqual(before);
            before = s;
            const [lower, upper] = [curve.lower[i], curve.upper[i]];
            const exists = s > 0 && !(type === "log-log" && s === 1);
            expect([Number.isNaN(lower), Number.isNaN(upper)]).toEqual([!exists, !exists]);
            if (!exists) return;
            expect(lower).toBeGreaterThanOrEqual(0);
            expect(lower).toBeLessThanOrEqual(s * (1 + 1e-12));
            expect(upper).toBeGreaterThanOrEqual(s * (1 - 1e-12));
            expect(upper).toBeLessThanOrEqual(1);
          });
        }
      }),
      RUNS
    );
  });

  it("is the product written out, the risk set counted anew at every event", () => {
    fc.assert(
      fc.property(rows, delayed, (data, entry) => {
        const curve = kaplanMeier(columns(data, {entry}));
        curve.time.forEach((t, i) => {
          const atRisk = data.filter((r) => (!entry || r.entry < t) && r.time >= t).length;
          expect(curve.atRisk[i]).toBe(atRisk);
          const events = [...new Set(data.filter((r) => r.status === 1 && r.time <= t).map((r) => r.time))];
          const product = events.reduce((s, u) => {
            const n = data.filter((r) => (!entry || r.entry < u) && r.time >= u).length;
            return s * (1 - data.filter((r) => r.status === 1 && r.time === u).length / n);
          }, 1);
          expect(Math.abs(curve.survival[i] - product)).toBeLessThan(1e-12);
        });
      }),
      RUNS
    );
  });

  it("does not depend on the order of rows", () => {
    fc.assert(
      fc.property(shuffled, delayed, ([data, other], entry) => {
        const curves = kaplanMeierByGroup(columns(data, {entry}), {}, 3);
        kaplanMeierByGroup(columns(other, {entry}), {}, 3).forEach((curve, g) => {
          expect(curve).toEqual(curves[g]);
        });
      }),
      RUNS
    );
  });

  it("does not depend on the unit of time: exactly for powers of two, else up to rounding", () => {
    fc.assert(
      fc.property(rows, delayed, fc.constantFrom(0.125, 4, 1024, 1 / 30.4375, 365.25, 1 / 3), (data, entry, unit) => {
        const [a, b] = [1, unit].map((u) => kaplanMeier(columns(data, {entry, unit: u})));
        expectSameCurve(b, a, unit);
        const [m, scaled] = [medianSurvival(a).time, medianSurvival(b).time];
        expectClose([scaled ?? -1], [m === null ? -1 : m * unit]);
        if (Number.isInteger(Math.log2(unit))) {
          expect(b.survival).toEqual(a.survival);
          expect([...b.time]).toEqual(Array.from(a.time, (t) => t * unit));
        }
      }),
      RUNS
    );
  });

  it("relabelling groups permutes the curves", () => {
    const order = fc.constantFrom([0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0], [7, 3, 5]);
    fc.assert(
      fc.property(rows, order, (data, label) => {
        const curves = kaplanMeierByGroup(columns(data), {}, 3);
        const relabelled = kaplanMeierByGroup(columns(data.map((r) => ({...r, group: label[r.group]}))), {}, 8);
        curves.forEach((curve, g) => {
          expect(relabelled[label[g]]).toEqual(curve);
        });
      }),
      RUNS
    );
  });

  it("weights of 2 equal doubled rows, and weights of 0 leave only empty steps", () => {
    fc.assert(
      fc.property(rows, rows, delayed, (data, ignored, entry) => {
        const weighted = kaplanMeier({...columns(data, {entry}), weights: data.map(() => 2)});
        expect(weighted).toEqual(kaplanMeier(columns([...data, ...data], {entry})));
        const all = [...data, ...ignored];
        const zero = kaplanMeier({...columns(all, {entry}), weights: all.map((_, i) => (i < data.length ? 1 : 0))});
        const plain = kaplanMeier(columns(data, {entry}));
        expectClose(
          survivalAt(zero, zero.time).map((d) => d.survival),
          survivalAt(plain, zero.time).map((d) => d.survival)
        );
      }),
      RUNS
    );
  });

  it("counts by time give the curve that patients give", () => {
    fc.assert(
      fc.property(rows, confType, (data, type) => {
        const options = {confType: type};
        const curve = kaplanMeier(columns(data), options);
        const counts = {time: curve.time, events: curve.event, censored: curve.censored};
        expect(kaplanMeierFromCounts(counts, options)).toEqual(curve);
        expect(reverseKaplanMeierFromCounts(counts, options)).toEqual(reverseKaplanMeier(columns(data), options));
      }),
      RUNS
    );
  });

  it("restricted mean lies within 0 and tau, grows with it, and is the area under the values read off", () => {
    fc.assert(
      fc.property(rows, delayed, fc.integer({min: 1, max: 30}), (data, entry, tau) => {
        const curve = kaplanMeier(columns(data, {entry}));
        const {mean, stdErr} = restrictedMean(curve, tau);
        expect(mean).toBeGreaterThanOrEqual(0);
        expect(mean).toBeLessThanOrEqual(tau);
        expect(stdErr).toBeGreaterThanOrEqual(0);
        expect(restrictedMean(curve, tau + 1).mean).toBeGreaterThanOrEqual(mean! - 1e-12);
        // Times are whole: the curve is flat between them.
        const days = Array.from({length: tau}, (_, t) => t);
        const area = survivalAt(curve, days).reduce((sum, d) => sum + d.survival, 0);
        expect(Math.abs(mean! - area)).toBeLessThan(1e-9);
      }),
      RUNS
    );
  });

  it("conditional survival times S(from) is S(to)", () => {
    const time = fc.integer({min: 0, max: 20});
    fc.assert(
      fc.property(rows, delayed, time, time, (data, entry, from, length) => {
        const curve = kaplanMeier(columns(data, {entry}));
        const {survival, lower, upper} = conditionalSurvival(curve, from, from + length);
        const [first, last] = survivalAt(curve, [from, from + length]).map((d) => d.survival);
        if (survival === null) {
          expect(first === 0 || data.every((r) => r.time <= from)).toBe(true);
          expect([lower, upper]).toEqual([null, null]);
        } else expect(Math.abs(survival * first - last)).toBeLessThan(1e-12);
      }),
      RUNS
    );
  });

  it("1 − Kaplan–Meier of a cause, competing events censored, is never below its cumulative incidence", () => {
    fc.assert(
      fc.property(rows, (data) => {
        const cause = data.map((r, i) => (r.status === 0 ? 0 : 1 + (i % 2)));
        const [incidence] = cumulativeIncidence({time: data.map((r) => r.time), status: cause});
        for (const {cause: k, estimate} of incidence.causes) {
          const alone = kaplanMeier({time: data.map((r) => r.time), status: cause.map((c) => Number(c === k))});
          const at = survivalAt(alone, incidence.time);
          estimate.forEach((f, t) => {
            expect(1 - at[t].survival).toBeGreaterThanOrEqual(f - 1e-12);
          });
        }
        // The incidences sum to 1 − Kaplan–Meier of any event.
        const any = survivalAt(kaplanMeier(columns(data)), incidence.time);
        any.forEach(({survival}, t) => {
          const sum = incidence.causes.reduce((s, {estimate}) => s + estimate[t], survival);
          expect(Math.abs(sum - 1)).toBeLessThan(1e-12);
        });
      }),
      RUNS
    );
  });
});

describe("log-rank properties", () => {
  it("does not depend on the order of rows, the unit of time or the labels of groups and strata", () => {
    const unit = fc.constantFrom(0.125, 1024, 1 / 30.4375, 365.25);
    fc.assert(
      fc.property(shuffled, rho, fc.boolean(), delayed, unit, ([data, other], weight, strata, entry, factor) => {
        const options = {rho: weight};
        const plain = logRank(columns(data, {strata, entry}), options);
        expectSameTest(logRank(columns(other, {strata, entry}), options), plain);
        expectSameTest(logRank(columns(data, {strata, entry, unit: factor}), options), plain);
        const label = [4, 0, 2];
        const changed = data.map((r) => ({...r, group: label[r.group], stratum: 1 - r.stratum}));
        const last = data.some((r) => r.stratum === 1) && data.some((r) => r.stratum === 0);
        // One stratum, if it is all there is, is named as none; code 1 alone leaves an empty stratum 0.
        const relabelled = logRank(columns(changed, {strata: strata && last, entry}), options);
        const before = strata && !last ? logRank(columns(data, {entry}), options) : plain;
        const filled = {
          ...relabelled,
          groups: label.map((g) => relabelled.groups[g] ?? {group: g, n: 0, observed: 0, expected: 0})
        };
        expectSameTest(filled, before);
      }),
      RUNS
    );
  });

  it("counts by time give the test that patients give", () => {
    fc.assert(
      fc.property(rows, rho, (data, weight) => {
        const counts = kaplanMeierByGroup(columns(data)).map(({time, event, censored}) => ({
          time,
          events: event,
          censored
        }));
        expectSameTest(logRankFromCounts(counts, {rho: weight}), logRank(columns(data), {rho: weight}));
      }),
      RUNS
    );
  });

  it("observed and expected have the same sum; p is in 0 to 1", () => {
    fc.assert(
      fc.property(rows, fc.boolean(), delayed, (data, strata, entry) => {
        const {groups, statistic, df, p} = logRank(columns(data, {strata, entry}));
        const total = (name: "observed" | "expected") => groups.reduce((sum, d) => sum + d[name], 0);
        expect(Math.abs(total("observed") - total("expected"))).toBeLessThan(1e-9);
        expect(statistic).toBeGreaterThanOrEqual(0);
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
        expect(df).toBeLessThanOrEqual(2);
      }),
      RUNS
    );
  });

  it("of two groups without tied events it is the score test of Cox regression, also of Mantel and Byar", () => {
    let examined = 0;
    fc.assert(
      fc.property(rows, fc.boolean(), (data, strata) => {
        // No two times the same, and entries and exposures between them.
        const untied = data.map((r, i) => ({...r, time: r.time + i / 64, group: r.group % 2}));
        const input = columns(untied, {strata});
        const {statistic, df} = logRank(input);
        if (df === 1 && statistic > 1e-9) {
          ++examined;
          const fit = coxFit({...input, x: [{name: "group", values: input.group}]});
          expectClose([statistic], [fit.score.chisq], 1e-8);
        }
        const exposure = untied.map((r) => r.exposure && r.exposure + 1 / 128);
        const split = exposureRows({...input, exposure});
        const layers = input.strata;
        const byar = mantelByar({...input, exposure});
        if (byar.df === 0 || byar.statistic < 1e-9) return;
        const fit = coxFit({
          start: split.entry,
          time: split.time,
          status: split.status,
          x: [{name: "exposed", values: split.group}],
          ...(layers && {strata: Array.from(split.patient, (i) => layers[i])})
        });
        expectClose([byar.statistic], [fit.score.chisq], 1e-8);
      }),
      RUNS
    );
    expect(examined).toBeGreaterThan(RUNS.numRuns / 4);
  });
});
