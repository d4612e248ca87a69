import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {canonicalFilter} from "../../src/cohort/canonicalFilter.js";
import {type CohortFilter, emptyFilter, isEmpty} from "../../src/cohort/filter.js";
import {chips, describeCohort} from "../../src/cohort/filterChips.js";
import {anyFilter, catalogue} from "./arbitraries.js";

const filter: CohortFilter = {
  ...emptyFilter,
  levels: {source_id: ["A"], sex: ["female", "unknown"]},
  ranges: {age_years: [18, 60]},
  alterations: {NPM1: ["mutated"], "FLT3-ITD": ["wild_type", "not_tested"]},
  cytogenetics: {cyto_t_8_21: ["absent"]},
  clauses: [
    {kind: "any", alterations: ["NPM1", "TP53"]},
    {kind: "all", alterations: ["NPM1", "TP53"]},
    {kind: "none", alterations: ["NPM1", "TP53"]}
  ]
};

describe("chips", () => {
  it("say each condition in plain words", () => {
    expect(chips(filter, catalogue).map(({label}) => label)).toEqual([
      "Source: A",
      "Sex: female or unknown",
      "Age 18–60",
      "NPM1 mutated",
      "FLT3-ITD wild type or not tested",
      "t(8;21) absent",
      "any of NPM1, TP53 mutated",
      "NPM1 and TP53 mutated",
      "none of NPM1, TP53 mutated"
    ]);
  });

  it.each([
    [[18, null], "Age 18 and over"],
    [[null, 60], "Age up to 60"],
    [[50, 50], "Age 50"]
  ] as const)("say the bounds %j of age", (age, label) => {
    expect(chips({...emptyFilter, ranges: {age_years: age}}, catalogue).map((chip) => chip.label)).toEqual([label]);
  });

  it("taken away one after the other leave no condition", () => {
    fc.assert(
      fc.property(anyFilter, (any) => {
        let rest = any;
        for (let count = chips(rest, catalogue).length; count > 0; --count) {
          const [first] = chips(rest, catalogue);
          rest = first.without;
          expect(chips(rest, catalogue)).toHaveLength(count - 1);
        }
        expect(isEmpty(rest)).toBe(true);
        expect(isEmpty(canonicalFilter(rest, catalogue))).toBe(true);
      })
    );
  });
});

describe("describeCohort", () => {
  it("is one sentence", () => {
    expect(describeCohort(emptyFilter, catalogue)).toBe("All patients of the release.");
    expect(
      describeCohort({...emptyFilter, levels: {sex: ["female"]}, ranges: {age_years: [18, null]}}, catalogue)
    ).toBe("Patients with all of: Sex: female; Age 18 and over.");
  });
});
