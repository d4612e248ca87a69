import {execFileSync} from "node:child_process";
import {mkdirSync, rmSync} from "node:fs";
import {join} from "node:path";
import type {BigKind} from "./lib/bigFiles.js";
import {bigKinds, keptColumns, writeBigFile} from "./lib/bigFiles.js";
import type {ReadReport} from "./lib/readOnce.js";

/**
 * Resident memory at most, in megabytes: that of a reader of which nothing is kept, whatever the size of the file, and so
 * much for a million rows of what is kept of them. A table of a common data model keeps its key and required columns too.
 */
const budget = (kind: BigKind, rows: number): number => 250 + ((kind === "omop" ? 300 : 170) * rows) / 1e6;

// Without a size, 1000 megabytes, and without kinds, all: npm run bench -- readers 100 tabular xpt
const args = process.argv.slice(2);
const megabytes = Number(args.find((arg) => /^\d+$/.test(arg)) ?? 1000);
const named = args.filter((arg) => !/^\d+$/.test(arg));
const unknown = named.find((kind) => !bigKinds.some((known) => known === kind));
if (unknown !== undefined) throw new RangeError(`unknown kind: ${unknown}, expected one of ${bigKinds.join(", ")}`);
const kinds: readonly BigKind[] = bigKinds.filter((kind) => named.length === 0 || named.includes(kind));

const root = join(import.meta.dirname, "..");
const folder = join(root, ".cache/bench");
mkdirSync(folder, {recursive: true});
console.log(`Node ${process.version}; a file of each kind, of which three columns are kept, resident memory in MB\n`);
console.log(line("kind", "MB", "rows", "seconds", "MB/s", "at start", "peak", "budget", ""));
for (const kind of kinds) {
  const path = join(folder, `readers-${kind}`);
  try {
    const rows = await writeBigFile(kind, path, megabytes * 1e6);
    const read = readInChild(kind, path);
    if (read.rows !== rows) throw new Error(`${read.rows} rows of ${rows} read, ${read.rejects} refused`);
    const met = read.peak <= budget(kind, rows);
    const {seconds, before, peak} = read;
    const whole = [read.megabytes / seconds, before, peak, budget(kind, rows)].map((d) => d.toFixed(0));
    const size = read.megabytes.toFixed(0);
    console.log(line(kind, size, String(rows), seconds.toFixed(1), ...whole, met ? "met" : "MISSED"));
    if (!met) process.exitCode = 1;
  } finally {
    rmSync(path, {force: true});
  }
}
console.log(`\nkept: ${kinds.map((kind) => `${kind} ${keptColumns[kind].join(" ")}`).join("; ")}`);

function readInChild(kind: BigKind, path: string): ReadReport {
  const script = join(root, "bench/lib/readOnce.ts");
  const output = execFileSync(process.execPath, ["--import", "tsx", script, kind, path], {encoding: "utf8"});
  return JSON.parse(output) as ReadReport;
}

function line(...parts: string[]): string {
  return parts.map((part, i) => (i === 0 ? part.padEnd(15) : part.padStart(10))).join("  ");
}
