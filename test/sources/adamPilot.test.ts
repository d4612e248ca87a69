import {join} from "node:path";
import {describe, expect, it} from "vitest";
import type {RawResult} from "../../loaders/sources/readRaw.js";
import {readRaw} from "../../loaders/sources/readRaw.js";
import {formatSchema} from "../../loaders/study/formatSchema.js";
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
});
