import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {derivedColumns} from "../../loaders/extract/derived/derivedColumns.js";
import {derivedDays, derivedFacets} from "../../loaders/extract/derived/derivedFacets.js";
import type {Release} from "../../loaders/release/readRelease.js";
import {syntheticRelease} from "../support/syntheticRelease.js";

// In the order of the table: p1 and p2 of source A, p3 of source B, which records neither remission nor transplantation.
const event = (patient_id: string, name: string, day: number) => ({patient_id, event: name, day});
const support = (source_id: string, n: number) => ({
  source_id,
  endpoint: "RFS",
  definition: "RFS",
  support: n > 0 ? "full" : "none",
  is_default: true,
  n,
  n_events: 0,
  n_competing: 0
});
const response = (patient_id: string, after_phase: string, day: number, code: string) => ({
  patient_id,
  after_phase,
  day,
  response: code
});
const test = (sample_id: string, target: string, status: string, is_dta: boolean | null) => ({
  sample_id,
  patient_id: "p2",
  method: "NGS",
  target,
  status,
  is_dta
});
const classOf = (patient_id: string, value: string | null) => ({
  patient_id,
  system: "eln2022",
  ruleset_version: "1",
  value,
  status: value === null ? "unresolved" : "definite",
  possible: "adverse|favourable"
});
const rule = (order: number, value: string, value_label: string) => ({
  system: "eln2022",
  version: "1",
  title: "ELN 2022 risk",
  kind: "risk",
  citation: "invented",
  order,
  rule_id: `r${order}`,
  label: value_label,
  value,
  value_label,
  value_order: order,
  condition: "invented"
});
const sample = (sample_id: string, patient_id: string, day: number) => ({
  sample_id,
  patient_id,
  timepoint: "followup",
  day
});

const rows = {
  events: [
    event("p1", "refractory", 30),
    event("p1", "death", 100),
    event("p2", "cr", 50),
    event("p2", "cr", 400),
    event("p2", "relapse", 250),
    event("p2", "last_contact", 900),
    event("p3", "last_contact", 30)
  ],
  endpoint_support: [support("A", 1), support("B", 0)],
  responses: [
    response("p1", "induction1", 30, "NR"),
    response("p1", "consolidation", 60, "CR"),
    response("p2", "induction1", 28, "PR"),
    response("p2", "induction2", 60, "CR"),
    response("p2", "induction2", 50, "CR"),
    response("p3", "induction1", 20, "not_evaluable")
  ],
  samples: [sample("s1", "p1", 0), sample("s2", "p2", 40), sample("s3", "p2", 80), sample("s4", "p2", 120)],
  mrd: [
    // Before the remission; then a sample with nothing but DNMT3A; then a positive one, too late.
    test("s2", "NPM1", "pos", false),
    test("s3", "any", "pos", null),
    test("s3", "NPM1", "neg", false),
    test("s3", "DNMT3A", "pos", true),
    test("s4", "NPM1", "pos", false)
  ],
  assays: [
    {assay_id: "a1", sample_id: "s1", assay_type: "NGS_panel", status: "done"},
    {assay_id: "a2", sample_id: "s2", assay_type: "NGS_panel", status: "failed"},
    {assay_id: "a3", sample_id: "s4", assay_type: "FISH", status: "failed"}
  ],
  classifications: [classOf("p1", "favourable"), classOf("p2", "adverse"), classOf("p3", null)],
  classification_rules: [rule(1, "favourable", "Favourable"), rule(2, "adverse", "Adverse")]
};

let release: Release & {remove(): Promise<void>};
beforeAll(async () => {
  release = await syntheticRelease(rows);
});
afterAll(() => release.remove());

const cells = (of: Release = release) =>
  Object.fromEntries(derivedColumns(of).map(({column, cells: values}) => [column.name, values]));

describe("derivedColumns", () => {
  it("tell remission, relapse and death, and leave open what a source does not record", () => {
    expect(cells()).toMatchObject({
      complete_remission: [false, true, null],
      relapsed: [null, true, null],
      died: [true, false, false],
      cr_day: [null, 50, null],
      relapse_day: [null, 250, null],
      death_day: [100, null, null]
    });
  });

  it("take the best response to induction on the day on which it was first found", () => {
    expect(cells()).toMatchObject({response: ["NR", "CR", null], response_day: [30, 50, null]});
  });

  it("take the first allogeneic transplantation", () => {
    expect(cells()).toMatchObject({hct: [false, true, null], hct_day: [null, 150, null]});
  });

  it("take residual disease from the first sample of the remission, without mutations of clonal haematopoiesis", () => {
    expect(cells()).toMatchObject({mrd: [null, "neg", null], mrd_day: [null, 80, null]});
  });

  it("tell which assays gave a result; kinds that gave none are left out", () => {
    expect(cells()).toMatchObject({has_ngs_panel: [true, false, false]});
    expect(cells()).not.toHaveProperty("has_fish");
  });

  it("leave the class of a patient open where it cannot be told", () => {
    expect(cells()).toMatchObject({eln2022: ["favourable", "adverse", null]});
  });

  it("are none but the day of transplantation in a release that knows nothing more", async () => {
    const bare = await syntheticRelease({treatments: []});
    expect(Object.keys(cells(bare))).toEqual(["hct_day"]);
    await bare.remove();
  });
});

describe("derivedFacets", () => {
  it("count persons by level, in the order of classes and vocabularies, with those not known", () => {
    const facets = Object.fromEntries(derivedFacets(release).map((facet) => [facet.variable, facet]));
    expect(facets.eln2022).toEqual({
      variable: "eln2022",
      label: "ELN 2022 risk",
      levels: [
        {code: "favourable", label: "Favourable", n: 1},
        {code: "adverse", label: "Adverse", n: 1}
      ],
      nUnknown: 1
    });
    expect(facets.response.levels.map(({label}) => label)).toEqual(["Complete remission", "No response"]);
    expect(facets.died).toMatchObject({
      levels: [
        {label: "Yes", n: 1},
        {label: "No", n: 2}
      ],
      nUnknown: 0
    });
    expect(Object.keys(facets)).not.toContain("cr_day");
    expect(derivedDays(release)).toEqual(["hct_day", "response_day", "cr_day", "relapse_day", "death_day", "mrd_day"]);
  });
});
