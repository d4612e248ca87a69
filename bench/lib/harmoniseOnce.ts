import {join} from "node:path";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {writeRelease} from "../../loaders/release/writeRelease.js";

// Harmonises the demo's study from a folder, writes the release, and prints what it took as JSON.
const [root, dataDir, out] = process.argv.slice(2);
const started = performance.now();
const cache = {folder: join(out, "cache"), renew: false};
const {tables, manifest: parts} = await harmoniseStudy({study: "demo", root, dataDir, cache});
const harmonised = performance.now();
const {manifest} = await writeRelease({parts, tables, out});
const rows = (name: string): number => manifest.tables.find((table) => table.name === name)?.rows ?? 0;
const report: HarmoniseReport = {
  id: manifest.id,
  patients: rows("patients"),
  mutations: rows("mutations"),
  megabytes: manifest.tables.reduce((sum, {bytes}) => sum + bytes, 0) / 1e6,
  harmonise: (harmonised - started) / 1000,
  seconds: (performance.now() - started) / 1000,
  // Kilobytes on every platform.
  gigabytes: process.resourceUsage().maxRSS / 1e6
};
process.stdout.write(JSON.stringify(report));

/** What one run took. */
export interface HarmoniseReport {
  readonly id: string;
  readonly patients: number;
  readonly mutations: number;
  /** Size of the release. */
  readonly megabytes: number;
  /** Seconds until the tables were ready, and until the release was written. */
  readonly harmonise: number;
  readonly seconds: number;
  /** Largest resident memory. */
  readonly gigabytes: number;
}
