import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {harmoniseStudy} from "../loaders/harmonise/harmoniseStudy.js";
import type {Progress} from "../loaders/progress.js";
import {writeRelease} from "../loaders/release/writeRelease.js";
import {simulateStudy} from "../loaders/simulate/simulateStudy.js";

/** Elapsed seconds from nothing to the release of the whole demo, on two cores. */
const budget = 20;

const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "hemiola-bench-"));
const steps: {what: string; seconds: number}[] = [];
const used = process.cpuUsage();
const total = (): number => steps.reduce((sum, {seconds}) => sum + seconds, 0);

/** Runs a stage whose parts report their own seconds; what is left is the rest of the stage. */
async function stage<T>(
  rest: string,
  part: RegExp,
  run: (onProgress: (step: Progress) => void) => Promise<T>
): Promise<T> {
  const [started, before] = [performance.now(), total()];
  const result = await run(({what, seconds}) => {
    if (seconds !== undefined && part.test(what)) steps.push({what, seconds});
  });
  steps.push({what: rest, seconds: (performance.now() - started) / 1000 - (total() - before)});
  return result;
}

try {
  const [dataDir, out] = [join(folder, "raw"), join(folder, "releases")];
  await stage("write raw files and truth", /^simulate/, (onProgress) =>
    simulateStudy({root, study: "demo", outDir: dataDir, onProgress})
  );
  const {tables, manifest: parts} = await stage("join sources, summarise", /^harmonise/, (onProgress) =>
    harmoniseStudy({study: "demo", root, dataDir, onProgress})
  );
  const {manifest} = await stage("write the release", /^$/, () => writeRelease({parts, tables, out}));
  console.log(`Node ${process.version}; one run of the whole demo, elapsed seconds\n`);
  for (const {what, seconds} of steps) console.log(`${what.padEnd(28)} ${seconds.toFixed(1).padStart(6)}`);
  const verdict = total() <= budget ? "met" : "MISSED";
  console.log(`${"sum".padEnd(28)} ${total().toFixed(1).padStart(6)}  budget ${budget}: ${verdict}`);
  const {user, system} = process.cpuUsage(used);
  console.log(`${"processor seconds".padEnd(28)} ${((user + system) / 1e6).toFixed(1).padStart(6)}`);
  console.log(`\n${manifest.id}: ${parts.audit.patients} patients`);
  if (total() > budget) process.exitCode = 1;
} finally {
  rmSync(folder, {recursive: true, force: true});
}
