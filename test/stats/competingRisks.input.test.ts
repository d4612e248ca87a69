import {describe, expect, it} from "vitest";
import {causeSpecificCox} from "../../src/stats/causeSpecific.js";
import {cumulativeIncidence, incidenceAt} from "../../src/stats/cumulativeIncidence.js";
import {StatsInputError} from "../../src/stats/errors.js";
import {fineGray} from "../../src/stats/fineGray.js";
import {grayTest} from "../../src/stats/grayTest.js";
import {incidenceLimit} from "../../src/stats/incidenceLimits.js";

const good = {time: [5, 3, 8, 2, 9, 4, 7], status: [1, 2, 0, 1, 2, 0, 1], group: [0, 1, 0, 1, 0, 1, 1]};
const x = [{name: "age", values: [60, 71, 45, 66, 52, 58, 63]}];

function failure(run: () => unknown): StatsInputError {
  try {
    run();
  } catch (error) {
    if (error instanceof StatsInputError) return error;
    throw error;
  }
  throw new Error("did not throw");
}

describe("competing risks input", () => {
  it.each<[string, object, RegExp, number | undefined]>([
    ["a NaN time", {time: [5, 3, NaN, 2, 9, 4, 7]}, /invalid time at row 2: NaN/, 2],
    ["a negative time", {time: [5, -3, 8, 2, 9, 4, 7]}, /invalid time at row 1: -3/, 1],
    ["a cause that is no whole number", {status: [1, 2, 0, 1.5, 2, 0, 1]}, /invalid status at row 3: 1.5/, 3],
    ["a missing cause", {status: [NaN, 2, 0, 1, 2, 0, 1]}, /invalid status at row 0: NaN/, 0],
    ["a negative group", {group: [0, 1, 0, 1, 0, -1, 1]}, /invalid group at row 5: -1/, 5],
    ["too few groups", {group: [0]}, /invalid length of group: 1, not 7/, undefined]
  ])("rejects %s", (_, change, message, index) => {
    for (const run of [cumulativeIncidence, grayTest]) {
      const error = failure(() => run({...good, ...change}));
      expect(error.message).toMatch(message);
      expect(error.index).toBe(index);
    }
    if ("group" in change) return;
    expect(failure(() => fineGray({...good, ...change, x})).index).toBe(index);
  });

  it("rejects options out of range", () => {
    expect(failure(() => cumulativeIncidence(good, {confLevel: 1})).message).toBe("invalid confLevel: 1");
    expect(failure(() => grayTest(good, {rho: NaN})).message).toBe("invalid rho: NaN");
    expect(failure(() => fineGray({...good, x}, {cause: 0})).message).toBe("invalid cause: 0");
    expect(failure(() => causeSpecificCox({...good, x}, 1.5)).message).toBe("invalid cause: 1.5");
    const values = [Infinity, 71, 45, 66, 52, 58, 63];
    expect(failure(() => fineGray({...good, x: [{name: "age", values}]})).index).toBe(0);
    expect(failure(() => fineGray({...good, x: [{name: "age", values: [1]}]})).message).toMatch(
      /invalid length of age/
    );
  });
});

describe("competing risks without much to go on", () => {
  it("no rows give no curves and no tests", () => {
    expect(cumulativeIncidence({time: [], status: []})).toEqual([]);
    expect(grayTest({time: [], status: [], group: []})).toEqual([]);
    expect(fineGray({time: [], status: [], x: [{name: "a", values: []}]}).warnings.map((w) => w.kind)).toEqual([
      "no-events"
    ]);
  });

  it("everyone censored: event-free stays 1, there is no cause, nothing to test", () => {
    const data = {...good, status: [0, 0, 0, 0, 0, 0, 0]};
    const [curve] = cumulativeIncidence({time: data.time, status: data.status});
    expect([...curve.eventFree.estimate]).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect([...curve.eventFree.variance]).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(curve.causes).toEqual([]);
    expect(grayTest(data)).toEqual([]);
    const fit = fineGray({...data, x});
    expect(fit.coefficients[0]).toMatchObject({status: "aliased", estimate: null, p: null});
  });

  it("one group has no test; a cause no two groups share is tested all the same", () => {
    expect(grayTest({time: good.time, status: good.status})).toEqual([]);
    expect(grayTest(good).map((t) => [t.cause, t.df])).toEqual([
      [1, 1],
      [2, 1]
    ]);
  });

  it("groups that never overlap have a singular variance and no p", () => {
    const tests = grayTest({time: [1, 2], status: [2, 1], group: [0, 1]});
    for (const {chisq, p} of tests) if (chisq === null) expect(p).toBeNull();
    expect(tests.some((t) => t.chisq === null)).toBe(true);
  });

  it("one patient", () => {
    const [curve] = cumulativeIncidence({time: [5], status: [2]}, {variance: "jackknife"});
    expect(curve.causes.map((c) => [c.cause, c.estimate[0], c.variance[0]])).toEqual([[2, 1, 0]]);
    expect(curve.eventFree.estimate[0]).toBe(0);
    expect(curve.eventFree.lower[0]).toBeNaN();
    expect(incidenceAt(curve, curve.causes[0], [0, 5, 5.1])).toEqual([
      {time: 0, estimate: 0, variance: 0, lower: NaN, upper: NaN},
      {time: 5, estimate: 1, variance: 0, lower: 1, upper: 1},
      null
    ]);
  });
});

describe("fineGray: no number where there is no estimate", () => {
  it("a constant column and a repeated one are aliased", () => {
    const columns = [
      ...x,
      {name: "k", values: [1, 1, 1, 1, 1, 1, 1]},
      {name: "twice", values: x[0].values.map((v) => 2 * v)}
    ];
    const fit = fineGray({...good, x: columns});
    expect(fit.coefficients.map((c) => c.status)).toEqual(["estimated", "aliased", "aliased"]);
    expect(fit.likelihoodRatio.df).toBe(1);
    expect(fit.coefficients[0].estimate).toBeCloseTo(fineGray({...good, x}).coefficients[0].estimate!, 9);
  });

  it("a coefficient that runs to infinity is named and has no number", () => {
    const status = [1, 2, 0, 1, 2, 0, 1];
    const fit = fineGray({time: good.time, status, x: [{name: "only", values: status.map((s) => Number(s === 1))}]});
    expect(fit.warnings.map((w) => [w.kind, w.coefficient])).toEqual([["monotone", "only"]]);
    expect(fit.coefficients[0]).toMatchObject({status: "infinite", estimate: null, hazardRatio: null});
  });

  it("leaves rows with a missing covariate out and counts them", () => {
    const values = [60, NaN, 45, 66, 52, 58, 63];
    expect(fineGray({...good, x: [{name: "age", values}]})).toMatchObject({n: 6, missing: 1});
  });
});

describe("incidenceLimit", () => {
  it("is not defined where the transformation is not", () => {
    expect(incidenceLimit(0, 0, "log")).toBeNaN();
    expect(incidenceLimit(1, 0, "log")).toBe(1);
    for (const f of [0, 1]) {
      expect(incidenceLimit(f, 0, "log-log")).toBeNaN();
      expect(incidenceLimit(f, 0, "complementary-log-log")).toBeNaN();
    }
    expect(incidenceLimit(0.9, 0.2, "plain")).toBe(1);
    expect(incidenceLimit(0.1, -0.2, "plain")).toBe(0);
  });
});
