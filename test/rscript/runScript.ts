import {spawnSync} from "node:child_process";
import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect} from "vitest";
import {csvFile, csvName, type ExportRelease, type ExportWords, scriptFile} from "../../src/components/exportFile.js";
import type {FigureTable} from "../../src/components/plainTable.js";
import {temporaryFolder} from "../support/temporaryFolder.js";

/** Numbers by the names that a script prints; null where there is none. */
export type Answers = Readonly<Record<string, number | null>>;

/** A figure as far as its files are concerned. */
export interface ScriptedFigure {
  /** File of the stored answers below `answers/`, without extension. */
  readonly name: string;
  readonly table: FigureTable;
  readonly script: (csvName: string) => string;
  /** Our numbers under the names the script prints: all of them. */
  readonly ours: Answers;
  /** Relative tolerance: 1e-9 for closed forms, 1e-6 for iterated fits. */
  readonly tolerance?: number;
}

const release: ExportRelease = {
  releaseId: "0123456789abcdef",
  sources: [{name: "Partner"}],
  simulated: true,
  simulatedNotice: null
};
const words: ExportWords = {
  id: "figure",
  title: "Test",
  notes: ["n = 3, “quoted”"],
  address: "https://example.org/?a=1#b",
  metadata: {cohort: "all patients", state: {filter: {sex: ["female"]}}, method: "as tested", versions: {schema: "5"}}
};

let version: string | null | undefined;

/** R with survival and cmprsk on this machine, as "R 4.2.2"; null without. */
export function rVersion(): string | null {
  if (version === undefined) {
    const code =
      'for (name in c("survival", "cmprsk")) stopifnot(nzchar(system.file(package = name))); cat(R.version$major, R.version$minor, sep = ".")';
    const run = spawnSync("Rscript", ["--vanilla", "-e", code], {encoding: "utf8"});
    version = run.status === 0 && run.stdout !== "" ? `R ${run.stdout.trim()}` : null;
  }
  return version;
}

/** What a test that runs R says where it is absent. */
export const withoutR =
  "skipped: no Rscript with the packages survival and cmprsk; the stored answers are compared all the same";

/** Compares our numbers with the answers of R that are stored beside the test. `UPDATE_R=1` stores those of R here first. */
export function expectStored(figure: ScriptedFigure): void {
  const file = join(import.meta.dirname, "answers", `${figure.name}.json`);
  if (process.env.UPDATE_R === "1") {
    writeFileSync(file, `${JSON.stringify({generator: rVersion(), answers: answersOfR(figure)}, null, 1)}\n`);
  }
  if (!existsSync(file)) throw new Error(`no stored answers of R: ${file}; make them with UPDATE_R=1`);
  expectSame(figure, (JSON.parse(readFileSync(file, "utf8")) as {answers: Answers}).answers);
}

/** Saves CSV and script as the figure would, runs the script in R, and compares every number it prints with ours. */
export function expectSameInR(figure: ScriptedFigure): void {
  expectSame(figure, answersOfR(figure));
}

/** The numbers that the script of a figure prints in R. */
export function answersOfR({table, script}: Pick<ScriptedFigure, "table" | "script">): Answers {
  const folder = temporaryFolder();
  const csv = csvFile(release, words, table);
  const r = scriptFile(release, words, script(csvName(release, words)));
  for (const {name, content} of [csv, r]) writeFileSync(join(folder, name), content);
  const run = spawnSync("Rscript", ["--vanilla", r.name], {cwd: folder, encoding: "utf8"});
  if (run.status !== 0) throw new Error(`${r.name}: ${run.stderr}`);
  return readAnswers(run.stdout);
}

function readAnswers(printed: string): Answers {
  const lines = printed.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"));
  const entries = lines.map((line): [string, number | null] => {
    const [name, value, ...rest] = line.trim().split(" ");
    if (rest.length > 0 || value === undefined) throw new Error(`invalid line of a script: ${line}`);
    if (value === "NA") return [name, null];
    const number = value === "Inf" ? Infinity : value === "-Inf" ? -Infinity : Number(value);
    if (Number.isNaN(number)) throw new Error(`invalid number of a script: ${line}`);
    return [name, number];
  });
  return Object.fromEntries(entries);
}

function expectSame({ours, tolerance = 1e-9}: ScriptedFigure, theirs: Answers): void {
  expect(Object.keys(theirs).sort()).toEqual(Object.keys(ours).sort());
  const different = Object.entries(theirs).filter(([name, value]) => {
    const own = ours[name];
    if (value === null || own === null) return value !== own;
    return value !== own && !(Math.abs(own - value) <= tolerance * Math.max(Math.abs(value), 1e-300));
  });
  expect(different.map(([name, value]) => `${name}: R ${value}, ours ${ours[name]}`)).toEqual([]);
}
