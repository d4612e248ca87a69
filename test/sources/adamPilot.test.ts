import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {FindingLog} from "../../loaders/harmonise/findingLog.js";
import {timesToEvents} from "../../loaders/harmonise/timesToEvents.js";
import type {RawResult} from "../../loaders/sources/readRaw.js";
import {readRaw} from "../../loaders/sources/readRaw.js";
import {formatSchema} from "../../loaders/study/formatSchema.js";
import {timeToEventSchema} from "../../loaders/study/timeToEventSchema.js";
import {kaplanMeier} from "../../src/stats/kaplanMeier.js";
import {logRank} from "../../src/stats/logRank.js";
import {survivalAt} from "../../src/stats/survivalAt.js";
import {medianSurvival} from "../../src/stats/survivalQuantiles.js";
import {absent, sharedData} from "../support/sharedData.js";

const folder = sharedData("cdisc_adam");

const kinds = {
  xpt: {kind: "xpt"},
  json: {kind: "dataset-json"},
  ndjson: {kind: "dataset-ndjson"},
  "xpt.csv": {kind: "dataset-csv", define: "define.xml"}
};

function read(path: string, format: object): Promise<RawResult> {
  const file = path.slice(path.lastIndexOf("/") + 1);
  const pathOf = (name: string): string => join(folder!, path, "..", name);
  return readRaw(pathOf, {file, format: formatSchema.parse(format)});
}

function cells({table}: RawResult): Record<string, readonly string[]> {
  return Object.fromEntries(table.columns.map((name) => [name, table.column(name)]));
}

interface Arm {
  readonly time: number[];
  readonly status: number[];
}

/** Times and statuses by actual treatment as R read them, without the code that is tested. */
function fromCsv(path: string): Map<string, Arm> {
  const [header, ...lines] = readFileSync(path, "utf8").trim().split("\n");
  const names = header.split(",").map((name) => JSON.parse(name) as string);
  const arms = new Map<string, Arm>();
  for (const line of lines) {
    const cells = line.match(/"[^"]*"|[^,]+|(?<=,)(?=,|$)/g)!;
    const cell = (name: string): string => cells[names.indexOf(name)].replaceAll('"', "");
    const arm = arms.get(cell("TRTA")) ?? {time: [], status: []};
    arms.set(cell("TRTA"), arm);
    arm.time.push(Number(cell("AVAL")));
    arm.status.push(1 - Number(cell("CNSR")));
  }
  return arms;
}

describe.skipIf(folder === undefined)(folder === undefined ? absent("cdisc_adam") : "the ADaM pilot", () => {
  it.each(["adsl", "adtte"])("gives identical tables of %s from XPT, CSV, JSON and NDJSON", async (name) => {
    const format = {dataset: name.toUpperCase()};
    const reads = await Promise.all(
      Object.entries(kinds).map(([ending, kind]) => read(`dataset_json_1_1/${name}.${ending}`, {...format, ...kind}))
    );
    const [first, ...others] = reads;
    expect(first.records).toBe(254);
    for (const other of others) {
      expect(other.table.columns).toEqual(first.table.columns);
      expect(cells(other)).toEqual(cells(first));
    }
    for (const {rejects} of reads) expect(rejects).toEqual([]);
  });

  it.each(["adsl", "adtte"])("gives identical tables of the original %s from XPT and CSV", async (name) => {
    const format = {dataset: name.toUpperCase(), define: "define_adam.xml"};
    const xpt = await read(`cdisc_pilot_original/${name}.xpt`, {kind: "xpt", ...format});
    const csv = await read(`cdisc_pilot_original/${name}.xpt.csv`, {kind: "dataset-csv", ...format});
    expect(xpt.records).toBe(254);
    expect(cells(csv)).toEqual(cells(xpt));
    expect(csv.beside.map(({file}) => file)).toEqual(["define_adam.xml"]);
  });

  it("has no blank where the trial has none, and dates in ISO 8601", async () => {
    const {table} = await read("dataset_json_1_1/adtte.xpt", {kind: "xpt", define: "define.xml"});
    for (const name of table.columns) {
      const blank = table.column(name).filter((cell) => cell === "").length;
      expect([name, blank]).toEqual([name, name === "SRCSEQ" ? 102 : 0]);
    }
    for (const name of ["TRTSDT", "TRTEDT", "STARTDT", "ADT"])
      expect(table.column(name).filter((cell) => !/^201[2-5]-\d\d-\d\d$/.test(cell))).toEqual([]);
    expect(table.info?.columns.get("CNSR")).toMatchObject({label: "Censor", kind: "number"});
  });

  it.each(["adtte.xpt", "adtte.json", "adtte.ndjson"])("gives R's curves of the first event from %s", async (file) => {
    const kind = file === "adtte.xpt" ? "xpt" : file === "adtte.json" ? "dataset-json" : "dataset-ndjson";
    const {table} = await read(`dataset_json_1_1/${file}`, {kind});
    const made = timesToEvents(table, timeToEventSchema.parse({unit: "d", firstDay: "1"}), new FindingLog("PILOT"));
    expect(made.refusals.size).toBe(0);
    // R's figures count the day of the start as day 1, as the file does.
    const time = made.table.column("DAYS").map((day) => Number(day) + 1);
    const status = made.table.column("STATUS").map(Number);
    const arms = table.column("TRTA");
    const reference = fromCsv(join(folder!, "dataset_json_1_1/adtte.xpt.csv"));
    const summaries = ["Placebo", "Xanomeline High Dose", "Xanomeline Low Dose"].map((arm) => {
      const own = <T>(values: readonly T[]): T[] => values.filter((_, i) => arms[i] === arm);
      const curve = kaplanMeier({time: own(time), status: own(status)});
      expect(curve).toEqual(kaplanMeier(reference.get(arm)!));
      const {time: median, lower, upper} = medianSurvival(curve);
      const events = own(status).filter((d) => d === 1).length;
      const survival = survivalAt(curve, [30, 90, 180]).map((d) => Number(d.survival.toPrecision(6)));
      return [own(time).length, events, median, lower, upper, ...survival];
    });
    expect(summaries).toEqual([
      [86, 29, null, null, null, 0.844421, 0.671472, 0.626102],
      [84, 61, 36, 25, 47, 0.530111, 0.137881, 0.0919206],
      [84, 62, 33, 28, 51, 0.53375, 0.238437, 0.125769]
    ]);
    const group = arms.map((arm) => [...reference.keys()].sort().indexOf(arm));
    const {statistic, p} = logRank({time, status, group});
    expect([Number(statistic.toPrecision(7)), Number(p.toPrecision(5))]).toEqual([60.26956, 8.1777e-14]);
  });
});
