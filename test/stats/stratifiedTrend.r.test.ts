import {describe, expect, it} from "vitest";
import {cochranArmitage, stratifiedTrend, type TrendCounts} from "../../src/stats/cochranArmitage.js";
import {Agreement} from "./agreement.js";
import {ratio} from "./ratio.js";
import {readReference} from "./referenceCases.js";

interface Case {
  readonly id: string;
  readonly input: readonly TrendCounts[];
  readonly expected: {readonly chisq: number; readonly p: number; readonly sign: number};
}

const {cases} = readReference("r", "trend.json") as {cases: Case[]};

/** Expected numbers: R's score test of a logistic model (`test/reference/r/trend.R`). */
describe("stratifiedTrend(strata)", () => {
  const agreement = new Agreement("trend within strata");

  for (const {id, input, expected} of cases) {
    it(id, () => {
      const ours = stratifiedTrend(input);
      agreement.compare(id, "chisq", ours.chisq, expected.chisq);
      const tail = ratio(ours.p, expected.p);
      agreement.compare(id, "p", tail.actual, tail.expected);
      expect(Math.sign(ours.z!)).toBe(expected.sign);
    });
  }

  it("agrees on every case", () => {
    agreement.settle(cases.length);
  });

  it("of one stratum is the test of that table; strata without variation add nothing", () => {
    const table = {x: [12, 20, 31], n: [100, 120, 130]};
    expect(stratifiedTrend([table])).toEqual(cochranArmitage(table.x, table.n));
    expect(stratifiedTrend([table, {x: [0, 0], n: [10, 20]}, {x: [4], n: [9]}])).toEqual(stratifiedTrend([table]));
    expect(stratifiedTrend([{x: [0, 0], n: [10, 20]}])).toEqual({z: null, chisq: null, p: null});
  });
});
