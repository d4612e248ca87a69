import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {addExcerpts} from "../../loaders/harmonise/excerpts/addExcerpts.js";
import {cutRecord} from "../../loaders/harmonise/excerpts/cutRecord.js";
import {harmonisedTables} from "../../loaders/harmonise/harmonisedTables.js";
import type {OpenFile} from "../../loaders/harmonise/openSource.js";
import {RejectLog} from "../../loaders/harmonise/rejectLog.js";
import {RowLedger} from "../../loaders/harmonise/rowLedger.js";
import {surrogates} from "../../loaders/harmonise/surrogate.js";
import {readTabular} from "../../loaders/sources/tabular.js";
import {harmonised, partner, rawFiles, rawWith, study} from "../support/partner.js";

const simulated = study
  .replace("simulated: false", "simulated: true")
  .replace("tier:", "simulatedNotice: invented\ntier:");
const surrogate = surrogates("test", "TEST");

describe("excerpts of raw files", () => {
  it("hold the header and every record of the chosen patients as written", async () => {
    const {rows} = await harmonised({study: simulated});
    const excerpts = rows("raw_excerpts");
    const texts = (file: string) =>
      excerpts.filter((d) => d.file === file).map(({record, patient_id, text}) => [record, patient_id, text]);
    const lines = rawFiles["clinical.csv"].split("\n");
    expect(texts("clinical.csv")).toEqual([
      [0, null, lines[0]],
      ...["P1", "P2", "P3"].map((id, i) => [i + 1, surrogate(id), lines[i + 1]])
    ]);
    expect(texts("karyotypes.txt")[2]).toEqual([2, surrogate("P2"), 'P2\t"46,XX,t(8;21)(q22;q22)\r/46,XX"']);
    expect(excerpts.find((d) => d.file === "genetic.txt")).toMatchObject({
      delimiter: "\t",
      quote: '"',
      line_end: "CR",
      encoding: "utf-8"
    });
  });

  it("choose the patients with most files and records, and one with something refused", async () => {
    const more = ["P4,50,9000,m,300,0,,,0,0", "P5,51,abc,f,300,0,,,0,0"];
    const {rows} = await harmonised({study: simulated, raw: rawWith("clinical.csv", ...more)});
    const chosen = new Set(rows("raw_excerpts").map((d) => d.patient_id));
    expect(chosen).toEqual(new Set([null, surrogate("P1"), surrogate("P2"), surrogate("P5")]));
  });

  it("are empty for a source that is not simulated", async () => {
    const {rows} = await harmonised();
    expect(rows("raw_excerpts")).toEqual([]);
  });

  it.each([
    [true, 4],
    [false, 0]
  ])("simulated: %s, asked for three patients of one file: %i records", async (isSimulated, expected) => {
    const folder = join(partner(), "raw");
    const tables = harmonisedTables([]);
    const rejects = new RejectLog("TEST", surrogate, tables.rejects);
    const format = {kind: "tabular", delimiter: ",", encoding: "utf-8", lineEnd: "LF", quote: '"', header: 1} as const;
    const {table: raw} = await readTabular(join(folder, "clinical.csv"), format, {name: "clinical.csv"});
    const file = {
      name: "clinical",
      spec: {file: "clinical.csv", format, key: {column: "ID"}},
      raw,
      ledger: new RowLedger(raw, 0, rejects)
    };
    const rawIds = ["P1", "P2", "P3"];
    const cohort = {rawIds, ids: rawIds.map((id) => surrogate(id))};
    const context = {source: {id: "TEST", simulated: isSimulated}, tables, surrogate};
    await addExcerpts(
      cohort as never,
      [file as unknown as OpenFile],
      new Map([[file as unknown as OpenFile, rawIds]]),
      folder,
      context as never,
      3
    );
    expect(tables.raw_excerpts.rows).toBe(expected);
    if (expected > 0)
      expect(tables.raw_excerpts.column("text").values.join("\n")).toBe(
        readFileSync(join(folder, "clinical.csv"), "utf8").trimEnd()
      );
  });
});

describe("cutRecord", () => {
  it("cuts hundreds of cells and says how many are left out", () => {
    const cells = Array.from({length: 401}, (_, i) => String(i));
    expect(cutRecord(cells.join(";"), ";", '"')).toBe("0;1;2;3;4;5;6;7;… (393 further cells)");
    expect(cutRecord(cells.slice(0, 200).join(";"), ";", '"')).toBe(cells.slice(0, 200).join(";"));
  });
});
