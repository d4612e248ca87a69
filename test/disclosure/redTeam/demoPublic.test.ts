import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {curveBreaches} from "../../../loaders/disclosure/audit/curveBreaches.js";
import {type PublishedResults, readPublishedResults} from "../../../loaders/disclosure/audit/publishedResults.js";
import {readPublicPolicy} from "../../../loaders/disclosure/public/policy.js";
import {readRelease} from "../../../loaders/release/readRelease.js";
import {runCli} from "../../cli/runCli.js";
import {root} from "../../support/sharedData.js";
import {searchBytes, subtractTables} from "./attacks.js";

const policy = readPublicPolicy(root);
const shared = mkdtempSync(join(tmpdir(), "hemiola-"));
let exact = "";
let folder = "";
let results: PublishedResults;
beforeAll(async () => {
  exact = (await runCli(["harmonise", "demo", "--out", shared])).stdout.trim();
  const made = await runCli(["disclose", exact, "--tier", "public"]);
  expect([made.code, made.said.filter((line) => line.startsWith("hemiola:"))]).toEqual([0, []]);
  folder = made.stdout.trim();
  results = readPublishedResults(await readRelease(folder));
}, 600_000);
afterAll(() => rmSync(shared, {recursive: true, force: true}));

describe("attacks on the public release of the demo", () => {
  it("keeps every rule of the audit, with the rows of the public source at hand", async () => {
    const {code, stdout} = await runCli(["audit", folder, "--microdata", exact]);
    expect(stdout.split("\n").filter((line) => line.includes("breach"))).toEqual([]);
    expect(stdout).toMatch(/R11 pass: .*with the rows of AMLSG/u);
    expect(code).toBe(0);
  }, 300_000);

  it("gives no small count by subtraction of its tables", () => {
    expect(subtractTables(results, policy.k.plain)).toEqual([]);
    const counts = new Map(results.counts);
    const shown = [...counts.values()].filter((n) => n !== null);
    expect(shown.length).toBeGreaterThan(500);
    expect(Math.min(...shown.filter((n) => n > 0))).toBeGreaterThanOrEqual(policy.k.plain);
  });

  it("draws curves, none with a step that is one patient's", () => {
    const curves = results.blocks.flatMap((block) =>
      block.kind === "survival" ? block.groups.flatMap(({curve}) => curve ?? []) : []
    );
    expect(curves.length).toBeGreaterThan(20);
    expect(curves.every(({atRisk, event, resolution}) => resolution === "knots" && !atRisk && !event)).toBe(true);
    expect(results.blocks.flatMap((block) => curveBreaches(block, policy))).toEqual([]);
  });

  it("has no table of rows, and no key, day or karyotype in its bytes", async () => {
    const release = await readRelease(folder);
    expect(release.manifest.tables.map(({name}) => name)).not.toContain("patients");
    for (const {sections} of results.reports)
      expect(searchBytes(new TextEncoder().encode(JSON.stringify(sections)))).toEqual([]);
  });
});
