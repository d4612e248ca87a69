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
console.log(
  `Node ${process.version}; the demo with its registry several times: its consortium and its public release, elapsed seconds\n`
);
console.log(
  line(
    "patients",
    "consort.",
    "c. audit",
    "sets",
    "shown",
    "reports",
    "gate",
    "public",
    "cpu s",
    "growth",
    "GB",
    "p. audit",
    "budget"
  )
);
try {
  let smallest: DisclosureReport | undefined;
  for (const size of sizes) {
    const data = join(folder, `raw-${size}`);
    const out = join(folder, `out-${size}`);
    // The registry grows; the other partners are as they are.
    for (const source of readdirSync(demo)) cpSync(join(demo, source), join(data, source), {recursive: true});
    const copies = Math.max(1, Math.round((size - 1400) / perCopy));
    if (copies > 1) enlargeDemo(join(demo, "AMLSG"), join(data, "AMLSG"), copies);
    const found = run(data, out);
    smallest ??= found;
    report(size, found, smallest);
    for (const path of [data, out]) rmSync(path, {recursive: true, force: true});
  }
} finally {
  rmSync(folder, {recursive: true, force: true});
}

/** Prints one line; a missed budget or a broken rule fails the run. */
function report(size: number, found: DisclosureReport, smallest: DisclosureReport): void {
  const {all, audit, broken, cells, consortium, gate, gigabytes, patients, processor, reports, shown} = found;
  const budget = budgets.get(size);
  const isMet = budget === undefined || audit <= budget;
  const verdict = budget === undefined ? "" : `≤ ${budget}: ${isMet ? "met" : "MISSED"}`;
  // 1 where processor time grows like n log n from the first size of this run, less where more slowly.
  const work = (n: number) => n * Math.log(n);
  const growth = processor / smallest.processor / (work(patients) / work(smallest.patients));
  const [before, made, rest] = [
    [consortium.all, consortium.audit],
    [reports, gate, all, processor],
    [gigabytes, audit]
  ].map((part) => part.map((d) => d.toFixed(1)));
  const counts = [cells, shown].map(String);
  console.log(line(String(patients), ...before, ...counts, ...made, growth.toFixed(2), ...rest, verdict));
  if (broken.length > 0) console.log(`          rules broken: ${broken.join(", ")}`);
  if (!isMet || broken.length > 0) process.exitCode = 1;
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
  return parts.map((part) => part.padStart(8)).join("  ");
}
