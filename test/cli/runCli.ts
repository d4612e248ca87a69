import {spawn} from "node:child_process";
import {once} from "node:events";
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {createInterface} from "node:readline";
import {afterAll} from "vitest";
import {root} from "../support/sharedData.js";

/** How a run of the command line ended and what it said. */
export interface CliRun {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  /** Lines on standard error. */
  readonly said: readonly string[];
}

/** Sends a signal as soon as a line of progress contains the text. */
export interface Stop {
  readonly at: string;
  readonly signal: NodeJS.Signals;
}

/** What the runs of one test file keep between them; what earlier runs of the tests kept must not count. */
const cache = mkdtempSync(join(tmpdir(), "hemiola-cache-"));
afterAll(() => rmSync(cache, {recursive: true, force: true}));

/** Runs the command line in a process of its own; `project` is another copy of the project than this one. */
export async function runCli(args: readonly string[], stop?: Stop, project = root): Promise<CliRun> {
  const child = spawn(process.execPath, ["--import", "tsx", join(project, "loaders/cli.ts"), ...args], {
    cwd: project,
    env: {...process.env, HEMIOLA_CWD: project, HEMIOLA_CACHE: cache},
    stdio: ["ignore", "pipe", "pipe"]
  });
  const closed = once(child, "close");
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  const said: string[] = [];
  for await (const line of createInterface(child.stderr)) {
    said.push(line);
    if (stop !== undefined && line.includes(stop.at)) child.kill(stop.signal);
  }
  await closed;
  return {code: child.exitCode, signal: child.signalCode, stdout, said};
}
