import {execFileSync} from "node:child_process";
import {cpSync, mkdtempSync, readdirSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {simulate} from "../loaders/commands/simulate.js";
import {enlargeDemo} from "./lib/enlargeDemo.js";
import type {HarmoniseReport} from "./lib/harmoniseOnce.js";

/** Budget at the largest size: elapsed seconds and gigabytes resident. */
const budget = {patients: 200_000, seconds: 60, gigabytes: 3};
const perCopy = 1540;

// Without sizes, these: npm run bench -- harmonise 50000
const sizes = process.argv.slice(2).map(Number);
if (sizes.length === 0) sizes.push(50_000, 100_000, budget.patients);

const root = join(import.meta.dirname, "..");
const demo = await simulate({root, study: "demo"});
const folder = mkdtempSync(join(tmpdir(), "hemiola-bench-"));
console.log(
  `Node ${process.version}; the raw files of the demo's registry several times, elapsed seconds, from raw files to a release\n`
);
console.log(line("patients", "mutations", "harmonise", "all", "again", "GB", "release MB", "budget"));
try {
  for (const size of sizes) {
    const data = join(folder, `raw-${size}`);
    const out = join(folder, `out-${size}`);
    // The registry grows; the other partners are as they are.
    for (const source of readdirSync(demo)) cpSync(join(demo, source), join(data, source), {recursive: true});
    enlargeDemo(join(demo, "AMLSG"), join(data, "AMLSG"), Math.round(size / perCopy));
    const first = run(data, out);
    // The second time the source has not changed: what is kept is read and the release is written again.
    const again = run(data, out);
    if (again.id !== first.id) throw new Error(`the kept result gives another release: ${again.id}, not ${first.id}`);
    const met = first.seconds <= budget.seconds && Math.max(first.gigabytes, again.gigabytes) <= budget.gigabytes;
    const verdict = size < budget.patients ? "" : met ? "met" : "MISSED";
    const {patients, mutations, harmonise, seconds, gigabytes, megabytes} = first;
    const numbers = [harmonise, seconds, again.seconds, gigabytes, megabytes].map((d) => d.toFixed(1));
    console.log(line(String(patients), String(mutations), ...numbers, verdict));
    if (!met) process.exitCode = 1;
    for (const path of [data, out]) rmSync(path, {recursive: true, force: true});
  }
} finally {
  rmSync(folder, {recursive: true, force: true});
}

function run(data: string, out: string): HarmoniseReport {
  const script = join(root, "bench/lib/harmoniseOnce.ts");
  const output = execFileSync(
    process.execPath,
    [...process.execArgv.filter((d) => d.startsWith("--max-semi")), "--import", "tsx", script, root, data, out],
    {encoding: "utf8"}
  );
  return JSON.parse(output) as HarmoniseReport;
}

function line(...parts: string[]): string {
  return parts.map((part) => part.padStart(10)).join("  ");
}
