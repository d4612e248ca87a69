import {cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {beforeAll, describe, expect, it} from "vitest";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {pageContents} from "../../loaders/extract/pageContents.js";
import {projectCohort} from "../../loaders/extract/projectCohort.js";
import {siteClassifications} from "../../loaders/extract/siteClassifications.js";
import {siteData} from "../../loaders/extract/siteData.js";
import {siteDictionary} from "../../loaders/extract/siteDictionary.js";
import {siteQuality} from "../../loaders/extract/siteQuality.js";
import {siteTrial} from "../../loaders/extract/siteTrial.js";
import {columnOf, rowsOf} from "../../loaders/release/columnOf.js";
import {type Release, readRelease} from "../../loaders/release/readRelease.js";
import type {TableData} from "../../loaders/release/tableData.js";
import {writeRelease} from "../../loaders/release/writeRelease.js";
import {endpointName} from "../../src/components/survival/endpointWords.js";
import {coxFit} from "../../src/stats/coxFit.js";
import {factorColumns} from "../../src/stats/designMatrix.js";
import {kaplanMeier} from "../../src/stats/kaplanMeier.js";
import {logRank} from "../../src/stats/logRank.js";
import {restrictedMean} from "../../src/stats/restrictedMean.js";
import {survivalAt} from "../../src/stats/survivalAt.js";
import {medianSurvival} from "../../src/stats/survivalQuantiles.js";
import {absent, root, sharedData} from "../support/sharedData.js";
import {reader, tally} from "../support/tables.js";

const data = sharedData("cdisc_adam");

interface Curve {
  readonly n: number;
  readonly events: number;
  readonly steps: number;
  readonly median: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly rmean: number;
  readonly rmeanStdErr: number;
  readonly at: readonly Readonly<Record<"time" | "atRisk" | "survival" | "stdErr" | "lower" | "upper", number>>[];
  readonly sum: {readonly survival: number; readonly stdErr: number; readonly product: number};
}

/** What R says of the pilot: test/reference/r/adam-pilot.R. */
const reference = JSON.parse(readFileSync(join(root, "test/reference/r/adam-pilot.json"), "utf8")) as {
  arms: Record<string, Curve>;
  all: Curve;
  logRank: {statistic: number; p: number; observed: number[]; expected: number[]};
  cox: Record<"coefficient" | "stdErr" | "hazardRatio" | "lower" | "upper" | "logLik", number[]>;
};

const forms = {
  xpt: "kind: xpt",
  json: "kind: dataset-json",
  ndjson: "kind: dataset-ndjson",
  "xpt.csv": "kind: dataset-csv"
};

/** The study with its files in another form, as a project of its own. */
function projectOf(folder: string, ending: keyof typeof forms): string {
  const project = join(folder, ending);
  mkdirSync(join(project, "data"), {recursive: true});
  for (const part of ["package.json", "data/diseases", "data/genes", "data/dictionary", "data/panels", "data/studies"])
    cpSync(join(root, part), join(project, part), {recursive: true});
  mkdirSync(join(project, "data/mappings"));
  const mapping = readFileSync(join(root, "data/mappings/cdisc_pilot.yaml"), "utf8")
    .replace(/(adsl|adtte)\.xpt/gu, `$1.${ending}`)
    .replaceAll("kind: xpt", forms[ending])
    .replaceAll("define_adam.xml", "define.xml");
  writeFileSync(join(project, "data/mappings/cdisc_pilot.yaml"), mapping);
  return project;
}

/** All tables as text, the endings of the files' names taken away. */
function cellsOf(tables: readonly TableData[]): [string, string][] {
  return tables.map(({schema, rows, columns}) => [
    schema.name,
    JSON.stringify([rows, columns]).replaceAll(/(adsl|adtte)\.(xpt\.csv|xpt|json|ndjson)/gu, "$1")
  ]);
}

/** Within 1e-9 of R's, relative to it. */
function near(actual: number | null, expected: number | null): void {
  if (expected === null || actual === null) expect(actual).toBe(expected);
  else expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.abs(expected));
}

describe.skipIf(data === undefined)(data === undefined ? absent("cdisc_adam") : "the ADaM pilot as a study", () => {
  let release: Release;
  const tables = new Map<keyof typeof forms, TableData[]>();

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), "hemiola-"));
    try {
      for (const ending of Object.keys(forms) as (keyof typeof forms)[]) {
        const options = {study: "cdisc_pilot", root: projectOf(folder, ending)};
        tables.set(ending, (await harmoniseStudy({...options, dataDir: join(data!, "dataset_json_1_1")})).tables);
      }
      const original = join(data!, "cdisc_pilot_original");
      const made = await harmoniseStudy({study: "cdisc_pilot", root, dataDir: original});
      const written = await writeRelease({parts: made.manifest, tables: made.tables, out: join(folder, "releases")});
      release = await readRelease(written.folder);
    } finally {
      rmSync(folder, {recursive: true, force: true});
    }
  });

  it("gives the same harmonised tables from XPT, JSON, NDJSON and CSV", () => {
    const first = cellsOf(tables.get("xpt")!);
    expect(first.length).toBeGreaterThan(40);
    for (const ending of ["json", "ndjson", "xpt.csv"] as const) expect(cellsOf(tables.get(ending)!)).toEqual(first);
  });

  it("knows arms as randomised and as treated, populations, age and sex of 254 patients", () => {
    const {column} = reader(tables.get("xpt")!);
    const arms = {placebo: 86, xanomeline_high: 84, xanomeline_low: 84};
    expect(tally(column("patients", "arm_planned"))).toEqual(arms);
    expect(tally(column("patients", "arm_actual"))).toEqual(arms);
    expect(tally(column("patients", "itt"))).toEqual({true: 254});
    expect(tally(column("patients", "safety_pop"))).toEqual({true: 254});
    expect(tally(column("patients", "sex"))).toEqual({female: 143, male: 111});
    expect(tally(column("patients", "age_years"))).not.toHaveProperty("null");
    expect(tally(column("patients", "disease"))).toEqual({alzheimer: 254});
  });

  it("rebuilds the endpoint from events just as the trial reports it", () => {
    const {rows, findings} = reader(tables.get("xpt")!);
    expect(rows("rejects")).toEqual([]);
    expect(
      rows("endpoint_support").map(({definition, support, n, n_events}) => [definition, support, n, n_events])
    ).toEqual([
      ["OS", "full", 254, 3],
      ["TTDE", "full", 254, 152]
    ]);
    const found = findings();
    expect(found).toMatchObject({time_differs: 0, event_after_end: 0, endpoint_beyond_survival: 0});
    expect(found).toMatchObject({endpoint_censored_at_death: 0, "code_not_listed:SEX": 0});
    const differences = Object.entries(found).filter(([rule]) => rule.startsWith("reported_TTDE_"));
    expect(differences.length).toBe(7);
    for (const [rule, n] of differences) expect([rule, n]).toEqual([rule, 0]);
  });

  it("gives R's curves, log-rank test and hazard ratios from the outcomes of the release", () => {
    const arms = new Map(rowsOf(release.table("patients")).map((row) => [row.patient_id, String(row.arm_actual)]));
    const outcomes = rowsOf(release.table("outcomes")).filter(({definition}) => definition === "TTDE");
    // The trial counts the day of the start as day 1.
    const time = outcomes.map((row) => Number(row.time_days) + 1);
    const status = outcomes.map((row) => Number(row.status));
    const group = outcomes.map((row) => arms.get(row.patient_id)!);
    const compare = (picked: (i: number) => boolean, expected: Curve): void => {
      const own = (values: readonly number[]): number[] => values.filter((_, i) => picked(i));
      const curve = kaplanMeier({time: own(time), status: own(status)});
      expect(own(time).length).toBe(expected.n);
      expect(own(status).filter((d) => d === 1).length).toBe(expected.events);
      expect(curve.time.length).toBe(expected.steps);
      const median = medianSurvival(curve);
      for (const [mine, theirs] of [
        [median.time, expected.median],
        [median.lower, expected.lower],
        [median.upper, expected.upper]
      ])
        near(mine, theirs);
      const points = survivalAt(
        curve,
        expected.at.map((d) => d.time)
      );
      expected.at.forEach(({atRisk, survival, stdErr, lower, upper}, i) => {
        expect(points[i].atRisk).toBe(atRisk);
        near(points[i].survival, survival);
        near(points[i].stdErr, stdErr);
        near(points[i].lower, lower);
        near(points[i].upper, upper);
      });
      const mean = restrictedMean(curve, 180);
      near(mean.mean, expected.rmean);
      near(mean.stdErr, expected.rmeanStdErr);
      const sum = (value: (i: number) => number): number => curve.survival.reduce((total, _, i) => total + value(i), 0);
      near(
        sum((i) => curve.survival[i]),
        expected.sum.survival
      );
      near(
        sum((i) => curve.stdErr[i]),
        expected.sum.stdErr
      );
      near(
        sum((i) => curve.survival[i] * curve.time[i]),
        expected.sum.product
      );
    };
    const names = Object.keys(reference.arms);
    for (const name of names) compare((i) => group[i] === name, reference.arms[name]);
    compare(() => true, reference.all);

    const codes = group.map((name) => names.indexOf(name));
    const test = logRank({time, status, group: codes});
    near(test.statistic, reference.logRank.statistic);
    near(test.p, reference.logRank.p);
    test.groups.forEach(({observed, expected}, i) => {
      expect(observed).toBe(reference.logRank.observed[i]);
      near(expected, reference.logRank.expected[i]);
    });

    const fit = coxFit({time, status, x: factorColumns("arm", codes, names)});
    fit.coefficients.forEach(({estimate, stdErr, hazardRatio, lower, upper}, i) => {
      near(estimate, reference.cox.coefficient[i]);
      near(stdErr, reference.cox.stdErr[i]);
      near(hazardRatio, reference.cox.hazardRatio[i]);
      near(lower, reference.cox.lower[i]);
      near(upper, reference.cox.upper[i]);
    });
  });

  it("has something for every page, and no page about genes", () => {
    const trial = siteTrial(release).trials[0];
    expect(trial.arms.map(({code}) => code)).toEqual(["xanomeline_high", "xanomeline_low", "placebo"]);
    const [os, ttde] = trial.endpoints;
    expect([os.endpoint, ttde.endpoint, ttde.label]).toEqual(["OS", "TTDE", "Time to first dermatologic event"]);
    const names = ["xanomeline_high", "xanomeline_low", "placebo"];
    expect(ttde.arms.map(({curve}) => curve.events)).toEqual(names.map((name) => reference.arms[name].events));
    expect(projectCohort(release).rows).toBe(254);
    expect(siteQuality(release).endpoints.map(({label}) => label)).toEqual([
      undefined,
      "Time to first dermatologic event"
    ]);
    const events = siteDictionary(release).tables.find(({name}) => name === "events")!.variables;
    const codes = events.find(({name}) => name === "event")!.allowed;
    expect(codes.at(-1)).toEqual({code: "dermatologic_event", label: "Dermatologic adverse event"});
    expect(codes[0].label).toBe("Complete remission");
    expect(siteClassifications(release).systems).toEqual([]);
    expect([...pageContents(release).keys()]).toEqual([
      "patientRows",
      "cohortFigures",
      "survivalFigures",
      "randomisation"
    ]);
  });

  it("names events and endpoint in the release, and offers the endpoint to the pages", () => {
    expect(release.manifest.terms).toMatchObject({
      event: {dermatologic_event: "Dermatologic adverse event"},
      endpoint: {TTDE: "Time to first dermatologic event"}
    });
    expect(release.manifest.vocabularies.endpoint?.at(-1)).toBe("TTDE");
    expect(tally(columnOf(release.table("events"), "event"))).toMatchObject({dermatologic_event: 152, death: 3});
    const site = siteData(release);
    expect(site.alterations).toEqual([]);
    expect(site.numbers.map(({variable}) => variable)).toEqual(["age_years"]);
    expect(site.endpoints.map(({key}) => key)).toEqual(["OS", "TTDE"]);
    expect(endpointName(site.endpoints[1], site)).toBe("Time to first dermatologic event");
    const {events} = site.summaries.survival.find(({endpoint}) => endpoint === "TTDE")!;
    expect(events.reduce((sum, n) => sum + n, 0)).toBe(152);
  });
});
