import {formatSchema} from "../../loaders/study/formatSchema.js";
import {readRaw} from "../../loaders/sources/readRaw.js";
import type {BigKind} from "./bigFiles.js";
import {keptColumns} from "./bigFiles.js";

// Reads a file of a kind as a study does, and prints what it took as JSON.
const [kind, path] = process.argv.slice(2) as [BigKind, string];
const declared = {
  tabular: {delimiter: ","},
  xpt: {kind: "xpt"},
  "dataset-json": {kind: "dataset-json"},
  "dataset-ndjson": {kind: "dataset-ndjson"},
  cbioportal: {kind: "cbioportal", data: "table"},
  omop: {kind: "omop", table: "measurement"},
  parquet: {kind: "parquet"}
}[kind];
const format = formatSchema.parse(declared);
const before = process.resourceUsage().maxRSS / 1e3;
const started = performance.now();
const {table, rejects, bytes} = await readRaw(() => path, {file: kind, format}, {columns: keptColumns[kind]});
const report: ReadReport = {
  rows: table.rows,
  rejects: rejects.length,
  megabytes: bytes / 1e6,
  seconds: (performance.now() - started) / 1000,
  before,
  // Kilobytes on every platform.
  peak: process.resourceUsage().maxRSS / 1e3
};
process.stdout.write(JSON.stringify(report));

/** What reading a file took. */
export interface ReadReport {
  readonly rows: number;
  readonly rejects: number;
  /** Size of the file. */
  readonly megabytes: number;
  readonly seconds: number;
  /** Largest resident memory in megabytes before the file was read, and at the end. */
  readonly before: number;
  readonly peak: number;
}
