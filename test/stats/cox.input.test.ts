import {describe, expect, it} from "vitest";
import {compareNested} from "../../src/stats/compareNested.js";
import {baselineHazard} from "../../src/stats/coxBaseline.js";
import {coxConcordance} from "../../src/stats/coxConcordance.js";
import {coxFit} from "../../src/stats/coxFit.js";
import type {CoxInput} from "../../src/stats/coxInput.js";
import {predictSurvival} from "../../src/stats/coxPredict.js";
import {proportionalHazardsTest} from "../../src/stats/coxZph.js";
import {factorColumns, interactionColumns} from "../../src/stats/designMatrix.js";
import {StatsInputError} from "../../src/stats/errors.js";
import {timeCodes} from "../../src/stats/timeCodes.js";

const good: CoxInput = {
  time: [5, 3, 8, 2, 9, 4, 7],
  status: [1, 1, 0, 1, 1, 0, 1],
  x: [
    {name: "age", values: [60, 71, 45, 50, 66, 58, 63]},
    {name: "sex", values: [0, 1, 1, 0, 1, 1, 0]}
  ]
};

function failure(run: () => unknown): StatsInputError {
  try {
    run();
  } catch (error) {
    if (error instanceof StatsInputError) return error;
    throw error;
  }
  throw new Error("did not throw");
}

describe("coxFit input", () => {
  it.each<[string, Partial<CoxInput>, RegExp, number | undefined]>([
    ["a NaN time", {time: [5, NaN, 8, 2, 9, 4, 7]}, /invalid time at row 1: NaN/, 1],
    ["a negative time", {time: [5, 3, -8, 2, 9, 4, 7]}, /invalid time at row 2: -8/, 2],
    ["an infinite time", {time: [5, 3, 8, Infinity, 9, 4, 7]}, /invalid time at row 3/, 3],
    ["an unknown status", {status: [1, 1, 2, 1, 1, 0, 1]}, /invalid status at row 2: 2/, 2],
    ["a missing status", {status: [NaN, 1, 0, 1, 1, 0, 1]}, /invalid status at row 0: NaN/, 0],
    ["entry at exit", {start: [0, 0, 0, 0, 9, 0, 0]}, /invalid start at row 4: 9 is not before 9/, 4],
    ["entry within the tie tolerance of exit", {start: [0, 0, 0, 0, 9 - 1e-10, 0, 0]}, /invalid start at row 4/, 4],
    ["a NaN entry", {start: [0, NaN, 0, 0, 0, 0, 0]}, /invalid start at row 1/, 1],
    ["a weight of 0", {weights: [1, 1, 1, 0, 1, 1, 1]}, /invalid weight at row 3: 0/, 3],
    ["a stratum that is no code", {strata: [0, 0.5, 0, 0, 0, 0, 0]}, /invalid stratum at row 1: 0.5/, 1],
    ["a negative cluster", {cluster: [0, 1, 2, 3, 4, 5, -6]}, /invalid cluster at row 6: -6/, 6],
    ["an infinite offset", {offset: [0, 0, 0, 0, 0, Infinity, 0]}, /invalid offset at row 5/, 5],
    [
      "an infinite covariate",
      {x: [{name: "a", values: [0, 1, 0, Infinity, 0, 1, 1]}]},
      /invalid a at row 3: Infinity/,
      3
    ],
    ["too few statuses", {status: [1, 1]}, /invalid length of status: 2, not 7/, undefined],
    ["too few values", {x: [{name: "a", values: [1]}]}, /invalid length of a: 1, not 7/, undefined],
    ["a repeated name", {x: [good.x[0], good.x[0]]}, /invalid covariate names: age, age/, undefined]
  ])("rejects %s", (_, change, message, index) => {
    const error = failure(() => coxFit({...good, ...change}));
    expect(error.message).toMatch(message);
    expect(error.index).toBe(index);
  });

  it("rejects options out of range", () => {
    expect(failure(() => coxFit(good, {eps: 0})).message).toBe("invalid eps: 0");
    expect(failure(() => coxFit(good, {confLevel: 95})).message).toBe("invalid confLevel: 95");
    expect(failure(() => coxFit(good, {maxIterations: -1})).message).toBe("invalid maxIterations: -1");
  });

  it("leaves rows with a missing covariate, stratum, offset or cluster out and counts them", () => {
    const x = [{name: "age", values: [60, NaN, 45, 66, 52, 58, 63]}];
    const fit = coxFit({...good, x, strata: [0, 0, 1, NaN, 1, 0, 0]});
    expect([fit.n, fit.missing, fit.events]).toEqual([5, 2, 3]);
  });

  it("without events has no estimates, and says so", () => {
    const fit = coxFit({...good, status: good.time.length === 7 ? [0, 0, 0, 0, 0, 0, 0] : []});
    expect(fit.warnings.map((w) => w.kind)).toEqual(["no-events"]);
    expect(fit.coefficients.map((c) => [c.status, c.estimate, c.hazardRatio])).toEqual([
      ["aliased", null, null],
      ["aliased", null, null]
    ]);
    expect(fit.likelihoodRatio).toEqual({chisq: 0, df: 0, p: null});
    expect(coxConcordance(fit)).toMatchObject({concordance: null, stdErr: null});
    expect(proportionalHazardsTest(fit)).toEqual([]);
    expect([...baselineHazard(fit)[0].hazard]).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it("without rows is empty", () => {
    const fit = coxFit({time: [], status: [], x: [{name: "a", values: []}]});
    expect([fit.n, fit.events, fit.coefficients[0].estimate]).toEqual([0, 0, null]);
    expect(baselineHazard(fit)).toEqual([]);
  });

  it("without covariates is the null model", () => {
    const fit = coxFit({...good, x: []});
    expect(fit.loglik[0]).toBe(fit.loglik[1]);
    expect(fit.converged).toBe(true);
    const full = coxFit(good);
    expect(compareNested(fit, full).chisq).toBeCloseTo(full.likelihoodRatio.chisq, 12);
  });

  it("one patient with an event has a likelihood of 1 and nothing to estimate", () => {
    const fit = coxFit({time: [5], status: [1], x: [{name: "a", values: [3]}]});
    expect(fit.loglik).toEqual([0, 0]);
    expect(fit.coefficients[0].status).toBe("aliased");
  });

  it("stops when told to, and gives no numbers then", () => {
    const fit = coxFit(good, {maxIterations: 1});
    expect(fit.converged).toBe(false);
    expect(fit.warnings[0]).toEqual({kind: "not-converged", message: "ran out of iterations and did not converge"});
    expect(fit.coefficients.filter((c) => c.status === "estimated")).toEqual([]);
    expect(failure(() => compareNested(fit, coxFit(good))).message).toMatch(/did not converge/);
  });
});

describe("predictSurvival input", () => {
  const fit = coxFit({...good, strata: [0, 0, 1, 1, 1, 0, 0]});

  it("asks for every covariate, by name, and for the stratum", () => {
    expect(failure(() => predictSurvival(fit, {age: 60}, {stratum: 0})).message).toBe("missing covariate: sex");
    expect(failure(() => predictSurvival(fit, {age: 60, sex: NaN}, {stratum: 0})).message).toBe(
      "missing covariate: sex"
    );
    const unknown = {age: 60, sex: 1, fab: 2};
    expect(failure(() => predictSurvival(fit, unknown, {stratum: 0})).message).toBe("unknown covariate: fab");
    expect(failure(() => predictSurvival(fit, {age: 60, sex: 1})).message).toBe("missing stratum");
    expect(failure(() => predictSurvival(fit, {age: 60, sex: 1}, {stratum: 4})).message).toBe("unknown stratum: 4");
  });
});

describe("compareNested input", () => {
  it("refuses fits to other rows", () => {
    const other = coxFit({...good, time: [5, 3, 8, 2, 9, 4, 6]});
    expect(failure(() => compareNested(coxFit({...good, x: [good.x[0]]}), other)).index).toBe(6);
    const robust = coxFit(good, {robust: true});
    expect(failure(() => compareNested(coxFit(good), robust)).message).toMatch(/robust variance/);
    const breslow = coxFit(good, {ties: "breslow"});
    expect(failure(() => compareNested(breslow, coxFit(good))).message).toMatch(/invalid ties/);
  });
});

describe("factorColumns", () => {
  it("names variable + level, leaves the reference out, keeps missing values", () => {
    const columns = factorColumns("eln", [0, 1, 2, NaN], ["favourable", "intermediate", "adverse"], "intermediate");
    expect(columns.map((c) => [c.name, c.term])).toEqual([
      ["elnfavourable", "eln"],
      ["elnadverse", "eln"]
    ]);
    expect([...(columns[0].values as Float64Array)]).toEqual([1, 0, 0, NaN]);
  });

  it("rejects an unknown code, reference, or a single level", () => {
    expect(failure(() => factorColumns("g", [0, 2], ["a", "b"]))).toMatchObject({index: 1});
    expect(failure(() => factorColumns("g", [0], ["a", "b"], "c")).message).toBe("unknown reference of g: c");
    expect(failure(() => factorColumns("g", [0], ["a"])).message).toBe("invalid levels of g: a");
  });

  it("a level without patients is aliased in the fit, the others are not touched", () => {
    const levels = ["a", "b", "c"];
    const fit = coxFit({...good, x: factorColumns("g", [0, 2, 0, 0, 2, 2, 2], levels)});
    expect(fit.coefficients.map((c) => c.status)).toEqual(["aliased", "estimated"]);
    expect(fit.likelihoodRatio.df).toBe(1);
  });
});

describe("interactionColumns", () => {
  it("multiplies the columns of two terms, the first varying fastest", () => {
    const a = factorColumns("a", [0, 1, 2], ["0", "1", "2"]);
    const b = factorColumns("b", [1, 1, 2], ["0", "1", "2"]);
    const columns = interactionColumns(a, b);
    expect(columns.map((c) => c.name)).toEqual(["a1:b1", "a2:b1", "a1:b2", "a2:b2"]);
    expect([...(columns[0].values as Float64Array)]).toEqual([0, 1, 0]);
    expect(columns[0].term).toBe("a:b");
    expect(failure(() => interactionColumns(a, factorColumns("b", [1], ["0", "1"]))).message).toMatch(/invalid length/);
  });
});

describe("timeCodes", () => {
  it("ties times which differ by rounding, chains included, and keeps the smallest", () => {
    const {times, codes} = timeCodes([[0.3, 0.1 + 0.2, 1, 1 + 1e-8, 1 + 2e-8]], {tolerance: true});
    expect([...times]).toEqual([0.3, 1]);
    expect([...codes[0]]).toEqual([0, 0, 1, 1, 1]);
  });

  it("without tolerance ties equal times only", () => {
    const {times, codes} = timeCodes([[0.3, 0.1 + 0.2, 0.3]], {tolerance: false});
    expect([...times]).toEqual([0.3, 0.1 + 0.2]);
    expect([...codes[0]]).toEqual([0, 1, 0]);
  });

  it("measures the gap against the mean of the distinct times too", () => {
    const large = 1e9;
    expect(timeCodes([[large, large + 1, 0.5]], {tolerance: true}).times.length).toBe(2);
  });

  it("codes several arrays together", () => {
    const {times, codes} = timeCodes(
      [
        [3, 1.5],
        [0, 3]
      ],
      {tolerance: true}
    );
    expect([...times]).toEqual([0, 1.5, 3]);
    expect(codes.map((c) => [...c])).toEqual([
      [2, 1],
      [0, 2]
    ]);
  });
});
