import {JSDOM} from "jsdom";
import {afterAll, beforeAll, expect, describe, it} from "vitest";
import type {Release} from "../../loaders/release/readRelease.js";
import {reportContext, type ReportContext} from "../../loaders/report/reportContext.js";
import {upsetDrawing} from "../../loaders/report/render/figures/upsetFigure.js";
import {blockOf, countsIn, membersOf} from "../support/reportBlocks.js";
import {type ReportPatient, reportRelease} from "../support/reportRelease.js";

describe("combinations of alterations", () => {
  let release: Release & {remove(): Promise<void>};
  let context: ReportContext;
  beforeAll(async () => {
    const patients = (n: number, npm1: boolean | null, itd: boolean | null, source = "A") =>
      Array.from({length: n}, (_, i): ReportPatient => ({
        source,
        days: 100 + i,
        died: i % 2 === 0,
        age: 50,
        npm1,
        itd
      }));
    release = await reportRelease(
      [...patients(20, true, false), ...patients(15, true, true), ...patients(3, false, true), ...patients(40, false, false), ...patients(9, true, null), ...patients(30, true, true, "B")], // prettier-ignore
      {},
      ["B"]
    );
    context = reportContext(release);
  });
  afterAll(() => release.remove());

  it("are of patients tested for all, in sources that do not choose by one of them", () => {
    const block = blockOf(context, "counts", {kind: "combinations", alterations: ["NPM1", "FLT3-ITD"], patients: "10"});
    expect(block.population.n).toBe(78);
    expect(block.sources).toEqual(["A"]);
    expect(block.rows.map(({code, label, cells: [cell]}) => [label, code, cell?.count.n, cell?.of.n])).toEqual([
      ["NPM1", "NPM1", 35, 78],
      ["FLT3-ITD", "FLT3-ITD", 18, 78],
      ["None of them", "", 40, 78],
      ["NPM1 alone", "NPM1", 20, 78],
      ["NPM1 + FLT3-ITD", "NPM1+FLT3-ITD", 15, 78]
    ]);
    for (const count of countsIn(block)) expect(membersOf(context, count)).toBe(count.n);
  });

  it("are drawn as columns over the sets that they have; one that may not be shown is not", () => {
    const block = blockOf(context, "counts", {kind: "combinations", alterations: ["NPM1", "FLT3-ITD"], patients: "10"});
    const {document} = new JSDOM("").window;
    const columns = (shown: typeof block) =>
      [...upsetDrawing(shown)!(720, document).querySelectorAll(".combination")].map((d) => [d.getAttribute("data-sets"), d.getAttribute("data-n")]); // prettier-ignore
    expect(columns(block)).toEqual([["none of them", "40"], ["NPM1", "20"], ["NPM1, FLT3-ITD", "15"]]); // prettier-ignore
    const hidden = block.rows.map((row) => (row.label === "NPM1 alone" ? {...row, cells: row.cells.map((cell) => cell && {...cell, count: {...cell.count, n: null}})} : row)); // prettier-ignore
    expect(columns({...block, rows: hidden})).toEqual([
      ["none of them", "40"],
      ["NPM1, FLT3-ITD", "15"]
    ]);
  });
});
