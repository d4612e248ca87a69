import {tableFromIPC} from "apache-arrow";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {projectCohort} from "../../loaders/extract/projectCohort.js";
import {siteSources} from "../../loaders/extract/siteSources.js";
import {survivalEndpoints} from "../../loaders/extract/survivalEndpoints.js";
import {arrowBytes} from "../../loaders/release/arrowTable.js";
import {keyEstimates} from "../../loaders/release/compare/keyEstimates.js";
import {rowsOf} from "../../loaders/release/columnOf.js";
import type {Release} from "../../loaders/release/readRelease.js";
import {syntheticRelease, syntheticRows} from "../support/syntheticRelease.js";

const outcome = (patient_id: string, definition: string, time_days: number, status: number) => ({
  patient_id,
  endpoint: definition.slice(0, 3) === "EFS" ? "EFS" : definition,
  definition,
  start_day: 0,
  time_days,
  status
});
const support = (source_id: string, definition: string, is_default: boolean, n: number, landmark_day?: number) => ({
  source_id,
  endpoint: definition.slice(0, 3) === "EFS" ? "EFS" : definition,
  definition,
  support: n > 0 ? "full" : "none",
  reason: n > 0 ? null : "no",
  is_default,
  landmark_day: landmark_day ?? null,
  n,
  n_events: 0,
  n_competing: 0
});

let release: Release & {remove(): Promise<void>};
beforeAll(async () => {
  release = await syntheticRelease({
    patients: syntheticRows.patients.map((d) => (d.patient_id === "p3" ? {...d, duplicate_of: "p1"} : d)),
    outcomes: [
      outcome("p1", "OS", 100, 1),
      outcome("p2", "OS", 900, 0),
      outcome("p3", "OS", 30, 0),
      outcome("p1", "EFS_ELN2022", 0, 1),
      outcome("p1", "EFS_AMLSG", 80, 1),
      outcome("p2", "EFS_AMLSG", 900, 0),
      outcome("p2", "EFS_ELN2022", 900, 0)
    ],
    endpoint_support: [
      support("A", "OS", true, 2),
      support("A", "EFS_AMLSG", true, 2),
      support("A", "EFS_ELN2022", false, 2, 90),
      support("A", "EFS_RATIFY", false, 0, 60),
      support("A", "RFS", true, 0),
      support("B", "OS", true, 1),
      support("B", "EFS_AMLSG", true, 0),
      support("B", "EFS_ELN2022", false, 0, 180)
    ]
  });
});
afterAll(() => release.remove());

describe("survivalEndpoints", () => {
  it("offers the default definition under the endpoint's name, others under their own, and none that nobody supports", () => {
    const offered = survivalEndpoints(release);
    expect(offered.map(({key, definition}) => [key, definition])).toEqual([
      ["OS", "OS"],
      ["EFS", "EFS_AMLSG"],
      ["EFS_ELN2022", "EFS_ELN2022"]
    ]);
    expect(offered[2].support).toEqual([
      {source: "A", support: "full", reason: null, landmarkDay: 90},
      {source: "B", support: "none", reason: "no", landmarkDay: 180}
    ]);
  });
});

describe("projectCohort", () => {
  it("keeps the definitions of an endpoint apart, an event on day 0 among them", () => {
    const [p1, p2] = rowsOf(tableFromIPC(arrowBytes(projectCohort(release))));
    expect(p1).toMatchObject({EFS_days: 80, EFS_status: 1, EFS_ELN2022_days: 0, EFS_ELN2022_status: 1});
    expect(p2).toMatchObject({EFS_days: 900, EFS_status: 0, EFS_ELN2022_days: 900, EFS_ELN2022_status: 0});
    expect(Object.keys(p1)).not.toContain("EFS_RATIFY_days");
  });

  it("leaves out records for which another source's stands", () => {
    const rows = rowsOf(tableFromIPC(arrowBytes(projectCohort(release))));
    expect(rows.map((d) => [d.row, d.source_id])).toEqual([
      [0, "A"],
      [1, "A"]
    ]);
    expect(Object.keys(rows[0])).not.toContain("duplicate_of");
  });
});

describe("counts over several sources", () => {
  it("have one record a person; those of a source have all of its records", () => {
    const patients = keyEstimates(release).filter((d) => d.measure === "patients");
    expect(patients.map((d) => [d.source, d.estimate.value])).toEqual([
      [null, 2],
      ["A", 2],
      ["B", 1]
    ]);
    expect(siteSources(release).map((d) => [d.id, d.followupMedianMonths === null])).toEqual([
      ["A", false],
      ["B", false]
    ]);
  });
});
