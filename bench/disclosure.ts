import {execFileSync} from "node:child_process";
import {cpSync, mkdtempSync, readdirSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {simulate} from "../loaders/commands/simulate.js";
import {enlargeDemo} from "./lib/enlargeDemo.js";
import type {DisclosureReport} from "./lib/discloseOnce.js";

/** Seconds that the audit of a public release may take, by patients. */
const budgets = new Map([
  [3_000, 60],
  [200_000, 600]
]);
const perCopy = 1540;

// Without sizes, those with a budget: npm run bench -- disclosure 3000
const sizes = process.argv.slice(2).map(Number);
if (sizes.length === 0) sizes.push(...budgets.keys());

const root = join(import.meta.dirname, "..");
const demo = await simulate({root, study: "demo"});
const folder = mkdtempSync(join(tmpdir(), "hemiola-bench-"));
console.log(`Node ${process.version}; a public release of the demo with its registry several times, seconds\n`);
console.log(line("patients", "sets", "shown", "reports", "gate", "release", "audit", "GB", "budget"));
try {
  for (const size of sizes) {
    const data = join(folder, `raw-${size}`);
    const out = join(folder, `out-${size}`);
    // The registry grows; the other partners are as they are.
    for (const source of readdirSync(demo)) cpSync(join(demo, source), join(data, source), {recursive: true});
    const copies = Math.max(1, Math.round((size - 1400) / perCopy));
    if (copies > 1) enlargeDemo(join(demo, "AMLSG"), join(data, "AMLSG"), copies);
    const found = run(data, out);
    const {all, audit, broken, cells, gate, gigabytes, patients, reports, shown} = found;
    const budget = budgets.get(size);
    const met = broken.length === 0 && (budget === undefined || audit <= budget);
    const verdict = broken.length > 0 ? broken.join(" ") : budget === undefined ? "" : met ? "met" : "MISSED";
    const seconds = [reports, gate, all, audit, gigabytes].map((d) => d.toFixed(1));
    console.log(line(String(patients), String(cells), String(shown), ...seconds, verdict));
    if (!met) process.exitCode = 1;
    for (const path of [data, out]) rmSync(path, {recursive: true, force: true});
  }
} finally {
  rmSync(folder, {recursive: true, force: true});
}

function run(data: string, out: string): DisclosureReport {
  const script = join(root, "bench/lib/discloseOnce.ts");
  const output = execFileSync(
    process.execPath,
    [...process.execArgv.filter((d) => d.startsWith("--max-")), "--import", "tsx", script, root, data, out],
    {encoding: "utf8", maxBuffer: 2 ** 26}
  );
  return JSON.parse(output) as DisclosureReport;
}

function line(...parts: string[]): string {
  return parts.map((part) => part.padStart(9)).join("  ");
}
