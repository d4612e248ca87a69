import {cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {basename, join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import type {TableData} from "../../loaders/release/tableData.js";
import {writeRelease} from "../../loaders/release/writeRelease.js";
import {simulateStudy} from "../../loaders/simulate/simulateStudy.js";
import {compareWithKey, rowsOf, type SourceKey} from "./answerKey.js";
import {demoProject, demoSources, type DeclaredSource} from "./demoProject.js";
import {root} from "./registry.js";

const folder = mkdtempSync(join(tmpdir(), "hemiola-demo-"));
afterAll(() => rmSync(folder, {recursive: true, force: true}));

const dataDir = join(folder, "raw");
await simulateStudy({root, study: "demo", outDir: dataDir});
const cache = {folder: join(folder, "cache"), renew: false};
const whole = await harmoniseStudy({study: "demo", root, dataDir, cache});
const expected = new Map(demoSources.map(({id, n_expected}) => [id, Number(n_expected)]));
const total = [...expected.values()].reduce((sum, n) => sum + n, 0);

/** Harmonises the demo of other sources, by the declarations of a project that has no code. */
async function withSources(
  name: string,
  sources: readonly DeclaredSource[],
  add: (project: string) => void = () => undefined
): Promise<TableData[]> {
  const project = demoProject(join(folder, name), sources);
  add(project);
  // Results that a study no longer needs are removed from the cache.
  const kept = join(folder, `cache-${name}`);
  cpSync(cache.folder, kept, {recursive: true});
  const {tables} = await harmoniseStudy({study: "demo", root: project, dataDir, cache: {folder: kept, renew: false}});
  return tables;
}

function patientsBySource(tables: readonly TableData[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const {source_id: id} of rowsOf(tables, "patients")) counts.set(String(id), (counts.get(String(id)) ?? 0) + 1);
  return counts;
}

describe("the demo", () => {
  it("has the patients of every partner", () => {
    expect(patientsBySource(whole.tables)).toEqual(expected);
    expect(whole.manifest.audit.patients).toBe(total);
  });

  it("leads to the findings and rejects of the answer key, none missed and none invented", () => {
    const {sources} = JSON.parse(readFileSync(join(dataDir, "truth", "expected_findings.json"), "utf8")) as {
      sources: Record<string, SourceKey>;
    };
    expect(Object.keys(sources)).toEqual([...expected.keys()]);
    expect(compareWithKey(whole.tables, sources)).toEqual({missed: [], invented: []});
    const ofNone = ["findings", "rejects"].flatMap((name) =>
      rowsOf(whole.tables, name).filter(({source_id: id}) => !expected.has(String(id)))
    );
    expect(ofNone).toEqual([]);
  });

  it("leaves what eligibility fixes out of what is counted over all sources", () => {
    const rows = rowsOf(whole.tables, "summary_alterations");
    const fixed = new Set(rows.flatMap((row) => (row.by_design === true ? [String(row.source_id)] : [])));
    for (const alteration of ["FLT3-ITD", "FLT3-TKD", "NPM1"]) {
      const all = rows.find((row) => row.source_id === null && row.alteration === alteration)!;
      const counted = rows.filter(
        (row) => row.source_id !== null && row.alteration === alteration && row.by_design === false
      );
      const sum = (column: string): number => counted.reduce((n, row) => n + Number(row[column]), 0);
      expect(all).toMatchObject({
        n_mutated: sum("n_mutated"),
        n_tested: sum("n_tested"),
        n_patients: sum("n_patients")
      });
      const isFixed = fixed.has("RATIFY") && alteration !== "NPM1";
      expect(all.n_patients).toBe(total - (isFixed ? expected.get("RATIFY")! : 0));
    }
    expect(fixed.has("RATIFY")).toBe(expected.has("RATIFY"));
  });

  it("is the same release when it is made again", async () => {
    const again = await harmoniseStudy({study: "demo", root, dataDir});
    const [first, second] = await Promise.all(
      [whole, again].map(async ({tables, manifest: parts}, i) => {
        const out = join(folder, `out-${i}`);
        return basename((await writeRelease({parts, tables, out})).folder);
      })
    );
    expect(second).toBe(first);
  });
});

describe("the demo with other partners", () => {
  const removable = demoSources.filter(() => demoSources.length > 1);
  it.each(removable)("harmonises the others without $id, as before", async ({id}) => {
    const others = demoSources.filter((source) => source.id !== id);
    const tables = await withSources(`without-${id}`, others);
    expect(patientsBySource(tables)).toEqual(new Map([...expected].filter(([source]) => source !== id)));
    const rows = (all: readonly TableData[]) =>
      rowsOf(all, "outcomes").filter((row) => !String(row.patient_id).startsWith(id));
    expect(rows(tables)).toEqual(rows(whole.tables));
  });

  it("takes a partner more from a mapping and a study entry, without code", async () => {
    const source = {
      id: "SMALL",
      name: "Small partner (simulated)",
      kind: "registry",
      index_event: "diagnosis",
      simulated: "true",
      version: "1.0.0",
      mapping: "data/mappings/small.yaml",
      data: ["raw"]
    };
    mkdirSync(join(dataDir, "SMALL"));
    writeFileSync(
      join(dataDir, "SMALL", "patients.csv"),
      "Nr;Alter;Tage;Tot;NPM1\nA;61;400;ja;pos\nB;45;900;nein;neg\n"
    );
    const tables = await withSources("with-SMALL", [...demoSources, source], (project) =>
      writeFileSync(join(project, source.mapping), small)
    );
    expect(patientsBySource(tables)).toEqual(new Map([...expected, ["SMALL", 2]]));
    const ids = new Set(
      rowsOf(tables, "patients").flatMap((row) => (row.source_id === "SMALL" ? [row.patient_id] : []))
    );
    const status = rowsOf(tables, "patient_features").filter((row) => ids.has(row.patient_id));
    expect(status.map((row) => row.NPM1).sort()).toEqual([0, 1]);
    const survival = rowsOf(tables, "outcomes").filter((row) => ids.has(row.patient_id) && row.definition === "OS");
    expect(new Set(survival.map((row) => `${row.time_days} ${row.status}`))).toEqual(new Set(["400 1", "900 0"]));
  });
});

const small = `source: SMALL
version: 1.0.0
samples:
  diagnosis: {timepoint: diagnosis, day: 0}
assays:
  reported: {type: clinical_report, sample: diagnosis, panel: amlsg_clinical}
files:
  patients:
    file: patients.csv
    format: {delimiter: ";"}
    rows: patients
    key: {column: Nr}
    columns:
      Alter: {to: patients.age_years, unit: a}
      Tage: {to: patients.followup_days, unit: d}
      NPM1: {to: alterations.NPM1, codes: {neg: 0, pos: 1}}
    events:
      - {event: death, day: Tage, when: {Tot: {is: ja, not: nein}}}
      - {event: last_contact, day: Tage, when: {Tot: {is: nein, not: ja}}}
`;
