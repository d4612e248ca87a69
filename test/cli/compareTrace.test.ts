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

/** Puts 1 into the ECOG of the patients who have none, in the simulated delivery; how many they are. */
function fillEcog(folder: string): number {
  const path = join(folder, "AMLSG/clinical.tsv");
  const [header, ...lines] = readFileSync(path, "utf8").split("\r\n");
  const at = header.split("\t").indexOf("ECOG");
  let filled = 0;
  const changed = lines.map((line) => {
    const cells = line.split("\t");
    if (cells[at] !== ".") return line;
    ++filled;
    return cells.with(at, "1").join("\t");
  });
  writeFileSync(path, [header, ...changed].join("\r\n"));
  return filled;
}

let filled = 0;
beforeAll(async () => {
  const raw = join(shared, "raw");
  expect((await runCli(["simulate", "demo", "--seed", "11", "--out", raw])).code).toBe(0);
  const harmonise = ["harmonise", "demo", "--out", releases, "--data"];
  before = (await runCli([...harmonise, raw])).stdout.trim();
  const next = join(shared, "next");
  cpSync(raw, next, {recursive: true});
  filled = fillEcog(next);
  after = (await runCli([...harmonise, next])).stdout.trim();
}, 120_000);

afterAll(() => rmSync(shared, {recursive: true, force: true}));

describe("hemiola compare", () => {
  it("says what one changed column changed, and that nothing else did", async () => {
    expect(filled).toBeGreaterThan(10);
    const {code, stdout, said} = await runCli(["compare", before, join(releases, "demo.json")]);
    expect([code, said]).toEqual([0, []]);
    const n = filled.toLocaleString("en-GB");
    const section = (title: string) => stdout.split("\n\n").find((part) => part.startsWith(title));
    expect(section("Raw files")).toBe("Raw files\n  AMLSG/clinical.tsv: changed, 1,540 → 1,540 records");
    expect(section("Patients")).toContain(
      `0 in, 0 out, ${n} changed, ${(1540 - filled).toLocaleString("en-GB")} unchanged`
    );
    const variables = section("Variables")!.split("\n");
    expect(variables[1]).toMatch(
      new RegExp(`^  patients\\.ecog: ${n} of 1,540 values changed, [\\d,]+ → [\\d,]+ known$`)
    );
    expect(section("Estimates")).toContain("  Patients 1,540, unchanged\n");
  });

  it("prints the same as JSON", async () => {
    const {code, stdout} = await runCli(["compare", before, after, "--json"]);
    expect(code).toBe(0);
    const {patients, variables, before: old, after: current} = JSON.parse(stdout) as ReleaseComparison;
    expect([`demo-${old.id}`, `demo-${current.id}`]).toEqual([basename(before), basename(after)]);
    expect(patients).toEqual({gone: 0, come: 0, changed: filled, unchanged: 1540 - filled});
    expect(variables[0]).toMatchObject({table: "patients", column: "ecog", compared: 1540, changed: filled});
  });
});

describe("hemiola trace", () => {
  it("finds the cell in the raw file from which a value came", async () => {
    const release = await readRelease(after);
    const patients = rowsOf(release.table("patients"));
    const {patient_id: key, wbc} = patients.find((d) => d.wbc !== null)!;
    const {code, stdout, said} = await runCli(["trace", join(releases, "demo.json"), String(key), "wbc"]);
    expect([code, said]).toEqual([0, []]);
    const [, record, token] = /clinical\.tsv, record (\d+), Leukozyten “([^”]+)”/.exec(stdout)!;
    const [header, ...lines] = readFileSync(join(shared, "next/AMLSG/clinical.tsv"), "utf8").split("\r\n");
    const cell = lines[Number(record) - 1].split("\t")[header.split("\t").indexOf("Leukozyten")];
    expect(cell).toBe(token);
    expect(Math.fround(Number(cell))).toBe(wbc);
  });

  it("ends with 1 and one line on an unknown key or variable", async () => {
    const unknown = await runCli(["trace", after, "AMLSG-0"]);
    expect(unknown).toMatchObject({code: 1, stdout: "", said: [`hemiola: ${after}: unknown row key: AMLSG-0`]});
    const key = String(columnOf((await readRelease(after)).table("patients"), "patient_id")[0]);
    const {code, stdout, said} = await runCli(["trace", after, key, "height"]);
    expect([code, stdout, said.length]).toEqual([1, "", 1]);
    expect(said[0]).toContain("unknown variable: height, expected one of ");
  });
});
