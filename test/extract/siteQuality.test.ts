import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {siteQuality} from "../../loaders/extract/siteQuality.js";
import type {Release} from "../../loaders/release/readRelease.js";
import type {QualityData} from "../../src/model/siteQuality.js";
import {qualityRows} from "../support/qualityRows.js";
import {syntheticRelease} from "../support/syntheticRelease.js";

type Temporary = Release & {remove(): Promise<void>};

let release: Temporary;
let bare: Temporary;
let data: QualityData;
beforeAll(async () => {
  release = await syntheticRelease(qualityRows);
  bare = await syntheticRelease();
  data = siteQuality(release);
});
afterAll(() => Promise.all([release.remove(), bare.remove()]));

describe("siteQuality", () => {
  it("keeps the steps of each source in order", () => {
    const own = data.flow.filter(({source}) => source === "A");
    expect(own.map(({n}) => n)).toEqual([5, 1, 1, 3, 1, 2, 2]);
    expect(own[0]).toEqual({source: "A", stage: "rows_received", reason: null, n: 5});
  });

  it("counts what is missing by variable, source and reason against the rows of the source", () => {
    expect(data.missingness.map(({table}) => table)).toEqual(["patients"]);
    const [patients] = data.missingness;
    expect(patients.rows).toEqual([
      {source: "A", rows: 2},
      {source: "B", rows: 1}
    ]);
    expect(patients.variables.find(({name}) => name === "wbc")?.missing).toEqual([
      {source: "A", reasons: {UNKNOWN: 1}},
      {source: "B", reasons: {NOT_COLLECTED: 1}}
    ]);
    expect(patients.variables.find(({name}) => name === "hostile")?.missing[0].reasons).toEqual({});
  });

  it("counts the tokens that could not be read without naming them", () => {
    const wbc = data.mapping.find(({column}) => column === "WBC");
    expect(wbc).toMatchObject({refused: 1, unreadTokens: 1});
    expect(JSON.stringify(data)).not.toContain("about ten");
  });

  it("reads coverage, findings, agreement, endpoints and overlap as they are", () => {
    expect(data.coverage).toHaveLength(6);
    expect(
      data.coverage.filter(({offPanel}) => offPanel > 0).map(({alteration, offPanel}) => [alteration, offPanel])
    ).toEqual([["FLT3-ITD", 3]]);
    expect(data.findings.map(({severity, n}) => [severity, n])).toContainEqual(["warning", 7]);
    expect(data.agreement.map(({kappa}) => kappa)).toContain(0.97);
    expect(data.endpoints[0]).toMatchObject({support: "full", isDefault: true, events: 1});
    expect(data.overlap).toEqual([{a: "A", b: "B", key: "pseudonym", declared: true, n: 1}]);
  });

  it("is empty, not an error, for a release without these tables", () => {
    const {flow, missingness, coverage, agreement, mapping, endpoints, overlap} = siteQuality(bare);
    expect([flow, missingness, coverage, agreement, mapping, endpoints, overlap]).toEqual([[], [], [], [], [], [], []]);
    expect(siteQuality(bare).findings).toHaveLength(1);
  });
});
