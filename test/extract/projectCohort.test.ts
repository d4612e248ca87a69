import {tableFromIPC} from "apache-arrow";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {cohortSchema} from "../../loaders/extract/cohortSchema.js";
import {projectCohort} from "../../loaders/extract/projectCohort.js";
import {arrowBytes} from "../../loaders/release/arrowTable.js";
import {rowsOf} from "../../loaders/release/columnOf.js";
import type {Release} from "../../loaders/release/readRelease.js";
import {syntheticRelease, syntheticRows} from "../support/syntheticRelease.js";

let release: Release & {remove(): Promise<void>};
beforeAll(async () => {
  release = await syntheticRelease();
});
afterAll(() => release.remove());

const project = (r: Release) => rowsOf(tableFromIPC(arrowBytes(projectCohort(r))));

describe("projectCohort", () => {
  it("brings what is known of a patient into one row, in the order of the patients", () => {
    const [p1, p2, p3] = project(release);
    expect(p1).toMatchObject({row: 0, sex: "female", age_years: 40, wbc: 2.5, NPM1: 1, "FLT3-ITD": 0});
    expect(p1).toMatchObject({karyotype_status: "normal", cyto_normal: true, OS_days: 100, OS_status: 1});
    expect(p2).toMatchObject({row: 1, source_id: "A", NPM1: 0, "FLT3-ITD": null, cyto_t_8_21: true});
    expect(p2).toMatchObject({OS_days: 900, OS_status: 0, RFS_days: 200, RFS_status: 1, CIR_status: 1});
    expect(p3).toMatchObject({row: 2, source_id: "B", sex: null, splenomegaly: true});
  });

  it("leaves unknown what was not tested, not evaluable, or outside the population of the endpoint", () => {
    const [p1, , p3] = project(release);
    expect(p3).toMatchObject({NPM1: null, karyotype_status: null, cyto_t_8_21: null, cyto_complex: null});
    expect(p1).toMatchObject({RFS_days: null, RFS_status: null, CIR_status: null});
  });

  it("takes the first allogeneic transplantation", () => {
    expect(project(release).map((row) => row.hct_day)).toEqual([null, 150, null]);
  });

  it("holds no key of a patient", () => {
    const bytes = arrowBytes(projectCohort(release));
    expect(tableFromIPC(bytes).schema.fields.map(({name}) => name)).not.toContain("patient_id");
    expect(Buffer.from(bytes).includes("p1")).toBe(false);
  });

  it.each([
    ["a patient twice", {patients: [...syntheticRows.patients, syntheticRows.patients[0]]}, /duplicate patient/],
    [
      "a record of nobody",
      {patient_features: [{patient_id: "px", NPM1: 1, "FLT3-ITD": null}]},
      /patient_features: row 1: unknown patient/
    ],
    [
      "two karyotypes of one patient",
      {cytogenetics: [syntheticRows.cytogenetics[0], {...syntheticRows.cytogenetics[0], sample_id: "s9"}]},
      /second record of a patient/
    ]
  ])("refuses %s", async (_, changes, message) => {
    const damaged = await syntheticRelease(changes);
    expect(() => projectCohort(damaged)).toThrow(message);
    await damaged.remove();
  });
});

describe("cohortSchema", () => {
  it("refuses names that SQL cannot tell apart", () => {
    expect(() => cohortSchema(["SEX"])).toThrow(/duplicate column: SEX/);
    expect(() => cohortSchema(["KIT", "kit"])).toThrow(/duplicate column: kit/);
  });
});
