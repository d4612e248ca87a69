import {spawnSync} from "node:child_process";
import {closeSync, mkdtempSync, openSync, rmSync, writeSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";

/** What R reports: its median seconds and the numbers it computed, by name. */
export interface RReport {
  seconds: number;
  numbers: Map<string, number[]>;
}

/** Why there is no report. */
export type RFailure = "no Rscript" | "too slow" | "no package";

const UNAVAILABLE_STATUS = 3;

/** R's version line, or null where there is no Rscript. */
export function rVersion(): string | null {
  const script = 'cat(R.version.string, paste("survival", packageVersion("survival")))';
  const {status, stdout} = spawnSync("Rscript", ["-e", script], {encoding: "utf8"});
  return status === 0 ? stdout : null;
}

/**
 * Runs `bench/stats.R` on columns, handed over as a CSV file in a temporary folder that is removed afterwards.
 *
 * @param limitSeconds R is stopped after this long, reading and warming up included
 * @throws {Error} if the script fails for another reason than time or a missing package
 */
export function runR(
  task: string,
  columns: Readonly<Record<string, ArrayLike<number>>>,
  {runs, limitSeconds}: {runs: number; limitSeconds: number}
): RReport | RFailure {
  const folder = mkdtempSync(join(tmpdir(), "hemiola-bench-"));
  try {
    const file = join(folder, "data.csv");
    writeCsv(file, columns);
    const script = join(import.meta.dirname, "..", "stats.R");
    const {status, stdout, stderr, error} = spawnSync("Rscript", [script, task, file, String(runs)], {
      encoding: "utf8",
      timeout: limitSeconds * 1000
    });
    const code: unknown = error && "code" in error ? error.code : undefined;
    if (code === "ENOENT") return "no Rscript";
    if (code === "ETIMEDOUT") return "too slow";
    if (status === UNAVAILABLE_STATUS) return "no package";
    if (status !== 0) throw new Error(`Rscript failed on ${task}: ${stderr}`);
    return parse(stdout);
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

function writeCsv(file: string, columns: Readonly<Record<string, ArrayLike<number>>>): void {
  const values = Object.values(columns);
  const descriptor = openSync(file, "w");
  try {
    let lines = [Object.keys(columns).join(",")];
    for (let i = 0; i < values[0].length; ++i) {
      lines.push(values.map((column) => column[i]).join(","));
      if (lines.length < 10_000) continue;
      writeSync(descriptor, `${lines.join("\n")}\n`);
      lines = [];
    }
    writeSync(descriptor, lines.length > 0 ? `${lines.join("\n")}\n` : "");
  } finally {
    closeSync(descriptor);
  }
}

/** Lines of a name and numbers, separated by blanks. */
function parse(output: string): RReport {
  const numbers = new Map<string, number[]>();
  for (const line of output.trim().split("\n")) {
    const [name, ...fields] = line.trim().split(/\s+/);
    numbers.set(name, fields.map(Number));
  }
  const seconds = numbers.get("seconds")?.[0];
  if (seconds === undefined) throw new Error(`missing seconds in R's report: ${output}`);
  return {seconds, numbers};
}
