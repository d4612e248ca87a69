import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {siteData} from "../../loaders/extract/siteData.js";
import type {Release} from "../../loaders/release/readRelease.js";
import type {SiteData} from "../../src/model/siteData.js";
import {syntheticRelease} from "../support/syntheticRelease.js";

let release: Release & {remove(): Promise<void>};
let site: SiteData;
beforeAll(async () => {
  release = await syntheticRelease();
  site = siteData(release);
});
afterAll(() => release.remove());

describe("siteData", () => {
  it("says which release it is and how far it may travel", () => {
    expect(site).toMatchObject({
      releaseId: release.manifest.id,
      tier: "internal",
      simulatedNotice: "invented for tests"
    });
    expect(site.counts).toEqual({patients: 3, rejects: 0, findings: 1});
  });

  it("gives each source its median follow-up, death being no end of it", () => {
    // A: death at 100, alive at 900; B: alive at 30.
    expect(site.sources.map(({id, followupMedianMonths}) => [id, followupMedianMonths])).toEqual([
      ["A", 900 / 30.4375],
      ["B", 30 / 30.4375]
    ]);
  });

  it("offers the levels that occur, in order, with the number not known", () => {
    const facets = Object.fromEntries(site.facets.map((facet) => [facet.variable, facet]));
    expect(facets.sex).toEqual({
      variable: "sex",
      label: "Sex",
      levels: [
        {code: "female", label: "Female", n: 1},
        {code: "male", label: "Male", n: 1}
      ],
      nUnknown: 1
    });
    expect(facets).not.toHaveProperty("study_code");
    expect(facets.splenomegaly).toMatchObject({levels: [{code: "true", label: "Yes", n: 1}], nUnknown: 2});
    expect(facets.karyotype_status.label).toBe("Karyotype");
    expect(Object.keys(facets)).not.toContain("disease");
  });

  it("counts cytogenetic flags among the patients in whom they could be decided", () => {
    const flags = Object.fromEntries(site.cytogenetics.map((flag) => [flag.column, flag]));
    expect(flags.cyto_t_8_21).toMatchObject({nPresent: 1, nTested: 2});
    expect(flags).not.toHaveProperty("cyto_inv16");
  });

  it("carries the first figures", () => {
    const {levels, bins, values, alterations, survival} = site.summaries;
    expect(levels.sex.at(-1)).toEqual({group: null, level: null, n: 1});
    expect(levels.disease).toHaveLength(1);
    expect(levels).not.toHaveProperty("age_years");
    expect(bins.age_years.map(({n}) => n)).toEqual([1, 1]);
    expect(values.age_years).toMatchObject({n: 2, missing: 1, median: 50.5});
    expect(alterations).toContainEqual({group: "A", alteration: "NPM1", nMutated: 1, nTested: 2, nPatients: 2});
    expect(survival.find(({endpoint}) => endpoint === "OS")).toEqual({
      endpoint: "OS",
      time: [30, 100, 900],
      events: [0, 1, 0],
      censored: [1, 0, 1]
    });
    // Nobody has event-free survival, so that it is not offered.
    expect(survival.map(({endpoint}) => endpoint)).toEqual(["OS", "RFS"]);
  });

  it("names each alteration once, with its gene", () => {
    expect(site.alterations).toEqual([
      {name: "NPM1", gene: "NPM1"},
      {name: "FLT3-ITD", gene: "FLT3"}
    ]);
  });
});
