import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {basename, join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {columnOf, rowsOf} from "../../loaders/release/columnOf.js";
import {readRelease} from "../../loaders/release/readRelease.js";
import type {ReleaseComparison} from "../../src/model/releaseComparison.js";
import {runCli} from "./runCli.js";

const shared = mkdtempSync(join(tmpdir(), "hemiola-"));
const releases = join(shared, "releases");
let before = "";
let after = "";

/** The header and the records of the simulated clinical file. */
function clinical(folder: string): string[][] {
  const lines = readFileSync(join(folder, "AMLSG/clinical.tsv"), "latin1").split("\r");
  return lines.filter((line) => line !== "").map((line) => line.split("\t"));
}

/** Puts 1 into the ECOG of the patients who have none, in the simulated delivery; how many they are. */
function fillEcog(folder: string): number {
  const [header, ...records] = clinical(folder);
  const [id, ecog] = [header.indexOf("SDID"), header.indexOf("ECOG")];
  const filled = new Set<string>();
  for (const cells of records) {
    if (/^[0-4]$/.test(cells[ecog])) continue;
    filled.add(cells[id]);
    cells[ecog] = "1";
  }
  const text = [header, ...records].map((cells) => `${cells.join("\t")}\r`).join("");
  writeFileSync(join(folder, "AMLSG/clinical.tsv"), text, "latin1");
  return filled.size;
}

let filled = 0;
let patients = 0;
const said = (n: number): string => n.toLocaleString("en-GB");
beforeAll(async () => {
  const raw = join(shared, "raw");
  expect((await runCli(["simulate", "demo", "--seed", "11", "--out", raw])).code).toBe(0);
  const harmonise = ["harmonise", "demo", "--out", releases, "--data"];
  before = (await runCli([...harmonise, raw])).stdout.trim();
  const next = join(shared, "next");
  cpSync(raw, next, {recursive: true});
  filled = fillEcog(next);
  after = (await runCli([...harmonise, next])).stdout.trim();
  patients = (await readRelease(after)).table("patients").numRows;
});

afterAll(() => rmSync(shared, {recursive: true, force: true}));

describe("hemiola compare", () => {
  it("says what one changed column changed, and that nothing else did", async () => {
    expect(filled).toBeGreaterThan(10);
    const {code, stdout, said: problems} = await runCli(["compare", before, join(releases, "demo.json")]);
    expect([code, problems]).toEqual([0, []]);
    const n = said(filled);
    const section = (title: string) => stdout.split("\n\n").find((part) => part.startsWith(title));
    expect(section("Raw files")).toBe("Raw files\n  AMLSG/clinical.tsv: changed, 1,544 → 1,544 records");
    expect(section("Patients")).toContain(`0 in, 0 out, ${n} changed, ${said(patients - filled)} unchanged`);
    const variables = section("Variables")!.split("\n");
    expect(variables[1]).toMatch(
      new RegExp(`^  patients\\.ecog: ${n} of ${said(patients)} values changed, [\\d,]+ → [\\d,]+ known$`)
    );
    expect(section("Estimates")).toContain(`  Patients ${said(patients)}, unchanged\n`);
  });

  it("prints the same as JSON", async () => {
    const {code, stdout} = await runCli(["compare", before, after, "--json"]);
    expect(code).toBe(0);
    const {patients: people, variables, before: old, after: current} = JSON.parse(stdout) as ReleaseComparison;
    expect([`demo-${old.id}`, `demo-${current.id}`]).toEqual([basename(before), basename(after)]);
    expect(people).toEqual({gone: 0, come: 0, changed: filled, unchanged: patients - filled});
    expect(variables[0]).toMatchObject({table: "patients", column: "ecog", compared: patients, changed: filled});
  });
});

describe("hemiola trace", () => {
  it("finds the cell in the raw file from which a value came", async () => {
    const release = await readRelease(after);
    const rows = rowsOf(release.table("patients"));
    const {patient_id: key, wbc} = rows.find((d) => d.source_id === "AMLSG" && d.wbc !== null)!;
    const {code, stdout, said: problems} = await runCli(["trace", join(releases, "demo.json"), String(key), "wbc"]);
    expect([code, problems]).toEqual([0, []]);
    const [, record, token] = /clinical\.tsv, record (\d+), Leukozyten “([^”]+)”/.exec(stdout)!;
    const [header, ...records] = clinical(join(shared, "next"));
    const cell = records[Number(record) - 1][header.indexOf("Leukozyten")];
    expect(cell).toBe(token);
    expect(Math.fround(Number(cell))).toBe(wbc);
  });

  it("ends with 1 and one line on an unknown key or variable", async () => {
    const unknown = await runCli(["trace", after, "AMLSG-0"]);
    expect(unknown).toMatchObject({code: 1, stdout: "", said: [`hemiola: ${after}: unknown row key: AMLSG-0`]});
    const key = String(columnOf((await readRelease(after)).table("patients"), "patient_id")[0]);
    const {code, stdout, said: problems} = await runCli(["trace", after, key, "height"]);
    expect([code, stdout, problems.length]).toEqual([1, "", 1]);
    expect(problems[0]).toContain("unknown variable: height, expected one of ");
  });
});
