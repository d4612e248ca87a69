import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {cohenKappa} from "../../src/stats/cohenKappa.js";

describe("cohenKappa(table)", () => {
  it("gives kappa, standard error and interval of a published table", () => {
    // Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 3rd ed., table 18.1: 100 patients, 3 classes;
    // kappa 0.68. The standard error is the delta method's, by numerical derivatives in R.
    const table = [
      [75, 1, 4],
      [5, 4, 1],
      [0, 0, 10]
    ];
    const {n, agreement, kappa, se, lower, upper} = cohenKappa(table);
    expect([n, agreement]).toEqual([100, 0.89]);
    expect(kappa).toBeCloseTo(0.6764706, 6);
    expect(se).toBeCloseTo(0.087703, 6);
    expect(lower).toBeCloseTo(kappa - 1.959964 * se, 6);
    expect(upper).toBeCloseTo(kappa + 1.959964 * se, 6);
  });

  it("is 1 for full agreement, 0 for independence, not defined where chance gives full agreement", () => {
    expect(
      cohenKappa([
        [5, 0],
        [0, 7]
      ]).kappa
    ).toBe(1);
    expect(
      cohenKappa([
        [4, 6],
        [8, 12]
      ]).kappa
    ).toBeCloseTo(0, 12);
    expect(
      cohenKappa([
        [9, 0],
        [0, 0]
      ]).kappa
    ).toBeNaN();
    expect(cohenKappa([]).kappa).toBeNaN();
  });

  it("does not depend on the order of classes or on who comes first", () => {
    const counts = fc.array(fc.integer({min: 0, max: 50}), {minLength: 9, maxLength: 9});
    fc.assert(
      fc.property(counts, (d) => {
        fc.pre(d.some((count) => count > 0));
        const at = (i: number, j: number) => d[3 * i + j];
        const square = (order: readonly number[], flip: boolean) =>
          order.map((i) => order.map((j) => (flip ? at(j, i) : at(i, j))));
        const {kappa, se} = cohenKappa(square([0, 1, 2], false));
        for (const other of [cohenKappa(square([2, 0, 1], false)), cohenKappa(square([0, 1, 2], true))]) {
          if (Number.isNaN(kappa)) expect(other.kappa).toBeNaN();
          else expect(other.kappa).toBeCloseTo(kappa, 10);
          if (!Number.isNaN(kappa)) expect(other.se).toBeCloseTo(se, 8);
        }
        if (!Number.isNaN(kappa)) expect(kappa).toBeLessThanOrEqual(1);
      }),
      {numRuns: 1000}
    );
  });

  it("refuses what is no table of counts", () => {
    expect(() => cohenKappa([[1, 2]])).toThrow("invalid table: 2 columns, expected 1");
    expect(() =>
      cohenKappa([
        [1, -1],
        [0, 0]
      ])
    ).toThrow("invalid count: -1");
    expect(() => cohenKappa([[1]], 1)).toThrow("invalid confLevel: 1");
  });
});
