import {describe, expect, it} from "vitest";
import {emptyFilter} from "../../../src/cohort/filter.js";
import {cohortKey, declaredFilter, prespecifiedOf} from "../../../src/cohort/ledger/prespecifiedOf.js";
import type {PrespecifiedAnalysis} from "../../../src/model/prespecified.js";
import {catalogue} from "../arbitraries.js";

const analysis = (filter: PrespecifiedAnalysis["filter"]): PrespecifiedAnalysis => ({
  id: "one",
  question: "Does survival differ by NPM1?",
  endpoint: "OS",
  groupBy: "NPM1",
  filter
});

describe("prespecifiedOf", () => {
  const females = {...emptyFilter, levels: {sex: ["female"]}};

  it("finds the analysis with the same endpoint, groups and cohort", () => {
    const declared = [analysis({sex: ["female"]})];
    expect(prespecifiedOf(declared, catalogue, {endpoint: "OS", groupBy: "NPM1", filter: females})?.id).toBe("one");
    for (const other of [
      {endpoint: "EFS", groupBy: "NPM1", filter: females},
      {endpoint: "OS", groupBy: "TP53", filter: females},
      {endpoint: "OS", groupBy: null, filter: females},
      {endpoint: "OS", groupBy: "NPM1", filter: emptyFilter}
    ])
      expect(prespecifiedOf(declared, catalogue, other)).toBeNull();
  });

  it("does not take a cohort which the release cannot make for the whole release", () => {
    const declared = analysis({sex: ["other"]});
    expect(declaredFilter(declared, catalogue).problems).toEqual(["unknown value of sex: other"]);
    expect(prespecifiedOf([declared], catalogue, {endpoint: "OS", groupBy: "NPM1", filter: emptyFilter})).toBeNull();
  });

  it("names cohorts without the release", () => {
    expect(cohortKey(emptyFilter)).toBe("");
    expect(cohortKey(females)).toBe("sex=female");
  });
});
