import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {fisherExact} from "../../src/stats/fisherExact.js";
import {fisherExactP} from "../../src/stats/fisherExactP.js";

describe("fisherExactP(table)", () => {
  // R 4.2.2: fisher.test(matrix(c(a, c, b, d), 2))$p.value
  it.each([
    [0, 0, 0, 5, 1],
    [0, 30, 40, 200, 0.011494899936738572],
    [12, 5, 3, 9, 0.025327687033676192],
    [3, 1, 1, 3, 0.48571428571428582],
    [312, 120, 88, 900, 1.0231577003213273e-128],
    [7, 500, 3, 700, 0.1048801932675625],
    [1000, 20, 15, 4000, 0],
    [10, 10, 10, 10, 0.99999999999999989],
    [5000, 9000, 4000, 9000, 7.5094933963030901e-18],
    [2, 8, 8, 2, 0.02301413756522111]
  ])("equals R for [[%d, %d], [%d, %d]]", (a, b, c, d, p) => {
    const found = fisherExactP([
      [a, b],
      [c, d]
    ]);
    expect(Math.abs(found - p)).toBeLessThanOrEqual(1e-9 * p);
  });

  it("equals the p-value of the whole test", () => {
    const count = fc.integer({min: 0, max: 60});
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        const {p} = fisherExact([
          [a, b],
          [c, d]
        ]);
        expect(
          Math.abs(
            fisherExactP([
              [a, b],
              [c, d]
            ]) - p
          )
        ).toBeLessThanOrEqual(1e-9 * p);
      })
    );
  });

  it("is fast and finite for tables of a hundred thousand patients", () => {
    expect(
      fisherExactP([
        [20000, 40000],
        [30000, 110000]
      ])
    ).toBeGreaterThanOrEqual(0);
    expect(
      fisherExactP([
        [3000, 7000],
        [4050, 9450]
      ])
    ).toBeCloseTo(1, 6);
  });
});
