import {describe, expect, it} from "vitest";
import {subgroupContrasts} from "../../../src/cohort/mutations/subgroupContrast.js";
import {adjustP} from "../../../src/stats/adjustP.js";

const counts = (m0: number, t0: number, m1: number, t1: number) => ({mutated: [m0, m1], tested: [t0, t1]}) as const;

describe("subgroupContrasts(names, strata, stratified)", () => {
  it("gives difference, odds ratio, p and the name of the test that ran", () => {
    const [row] = subgroupContrasts(["A"], [[counts(30, 100, 12, 90)]], false);
    expect(row.difference).toBeCloseTo(30 / 100 - 12 / 90, 12);
    expect(row.oddsRatio).toBeCloseTo((30 * 78) / (70 * 12), 12);
    // R 4.2.2: fisher.test(matrix(c(30, 12, 70, 78), 2))$p.value
    expect(row.p).toBeCloseTo(0.0081715076007217394, 12);
    expect(row.test).toBe("fisher");
  });

  it("shows a Simpson reversal: more frequent in each source, less in all together", () => {
    const [row] = subgroupContrasts(["A"], [[counts(90, 100, 800, 1000), counts(300, 1000, 20, 100)]], true);
    expect(row.difference).toBeLessThan(0);
    expect(row.oddsRatio).toBeGreaterThan(1);
    expect(row.conflict).toContain("opposite direction");
  });

  it("keeps q finite where one alteration cannot be tested: m counts the tests really run", () => {
    const rows = subgroupContrasts(
      ["A", "B", "C", "D"],
      [[counts(30, 100, 12, 90)], [counts(0, 0, 3, 50)], [counts(0, 40, 0, 50)], [counts(9, 40, 8, 50)]],
      false
    );
    expect(rows.map(({reason}) => reason)).toEqual([null, "not_tested_in_both", "never_mutated", null]);
    expect(rows.map(({q}) => q)).toEqual(
      adjustP(
        rows.map(({p}) => p),
        "BH"
      )
    );
    expect(rows[0].q).toBeCloseTo(2 * rows[0].p!, 12);
  });
});
