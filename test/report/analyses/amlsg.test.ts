import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {harmonise} from "../../../loaders/commands/harmonise.js";
import {readRelease} from "../../../loaders/release/readRelease.js";
import {reportContext, type ReportContext} from "../../../loaders/report/reportContext.js";
import {absent, root, sharedData} from "../../support/sharedData.js";
import {reportOf} from "./reportOf.js";

const data = sharedData("amlsg");
const daysPerMonth = 30.4375;

// Published and recomputed figures of the registry: spec REPORTS, CALIBRATION and reference/real-data.md.
describe.skipIf(data === undefined)(data === undefined ? `AMLSG reports, ${absent("amlsg")}` : "AMLSG reports", () => {
  let folder: string;
  let context: ReportContext;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "hemiola-"));
    const release = await harmonise({root, study: "amlsg", data, out: folder, offline: true});
    context = reportContext(await readRelease(release));
  });
  afterAll(() => rmSync(folder, {recursive: true, force: true}));

  it("ELN: reclassified 19 %, 5-year survival 62/39/21 %, hazard ratio 3.23, C 0.632 and 0.627", () => {
    const {value, result, block} = reportOf(context, "eln");
    expect(value('reclassified.share("Changed group").n')).toBe(265);
    expect(value('reclassified.share("Changed group").of')).toBe(1396);
    const alive = ["Favourable", "Intermediate", "Adverse"].map((d) => value(`os-2022.at("${d}", 5).estimate`));
    expect(alive.map((d) => Math.round(100 * d!))).toEqual([62, 39, 21]);
    expect(value('os-2022.contrast("Adverse").estimate')).toBeCloseTo(3.23, 2);
    // Optimism of two coefficients in 1,396 patients is nothing that rounding shows.
    expect(value('discrimination.row("ELN 2017", "Harrell’s C").estimate')).toBeCloseTo(0.627, 2);
    expect(value('discrimination.row("ELN 2022", "Harrell’s C").estimate')).toBeCloseTo(0.632, 2);
    // 0.6318 − 0.6273, as R's concordance(coxph) gives them.
    expect(value('discrimination-difference.row("ELN 2022 − ELN 2017", "Harrell’s C").estimate')).toBeCloseTo(
      0.00455,
      5
    );
    const count = (path: string) => [value(`${path}.n`), value(`${path}.of`)];
    const reason = (words: string) => count(`certainty-reasons.share("ELN 2017 genetic risk: ${words}")`);
    // Karyotype 48, allelic ratio 18, CEBPA 5, karyotype and CEBPA 2.
    expect(reason("Karyotype not evaluable or not described")).toEqual([50, 73]);
    expect(reason("FLT3-ITD allelic ratio not measured")).toEqual([18, 73]);
    expect(reason("CEBPA not tested, or its alleles not told")).toEqual([7, 73]);
    const conventions = block("conventions");
    if (conventions.kind !== "counts") throw new Error(conventions.kind);
    expect(conventions.rows.map(({cells}) => cells[0]!.count.n)).toEqual([2, 12, 2]);
    expect(value('readings-2022-ratio.row("As classified", "Adverse").estimate')).toBeCloseTo(3.23, 2);
    expect(value('readings-2017-ratio.row("As classified", "Adverse").estimate')).toBeCloseTo(3.09, 2);
    expect(result.answer.map(({id, holds}) => [id, holds])).toEqual([
      ["changed", true],
      ["ratio", true],
      ["concordance", true]
    ]);
  });

  it("NPM1, FLT3-ITD and DNMT3A: all three 22 % at 5 years, median 11.8 months; the three together 2.09", () => {
    const {value, block} = reportOf(context, "npm1-flt3-dnmt3a");
    const triple = '"NPM1 + FLT3-ITD + DNMT3A"';
    expect(value(`os-npm1.group(${triple}).n`)).toBe(93);
    expect(Math.round(100 * value(`os-npm1.at(${triple}, 5).estimate`)!)).toBe(22);
    expect(value(`os-npm1.median(${triple}).estimate`)! / daysPerMonth).toBeCloseTo(11.8, 1);
    const cells = ["NPM1 alone", "NPM1 + DNMT3A", "NPM1 + FLT3-ITD"].map((d) => value(`os-npm1.group("${d}").n`));
    expect(cells).toEqual([131, 135, 77]);
    // The published model has further covariates; its interval is 1.46 to 2.99.
    const product = value('triple-product-terms.row("NPM1 × FLT3-ITD × DNMT3A").estimate')!;
    expect(Math.abs(product - 2.09)).toBeLessThan(0.1);
    expect(value('triple-product-terms.row("NPM1 × FLT3-ITD × DNMT3A").lower')).toBeCloseTo(1.45, 1);
    expect(value('interaction.test("three-way").p')).toBeLessThan(0.01);
    // One curve for the one method that the registry has.
    expect(block("ratio-ngs-reads").population.n).toBeGreaterThan(300);
  });

  it("relapse 31/46/48 %, death in remission 8/11/13 %; transplantation .73, .37, 1.77", () => {
    const {value, result} = reportOf(context, "transplantation");
    const at = (cause: string) => [1, 3, 5].map((year) => Math.round(100 * value(`cir.at("all", "${cause}", ${year}).estimate`)!)); // prettier-ignore
    expect(at("Relapse")).toEqual([31, 46, 48]);
    expect(at("Death in remission")).toEqual([8, 11, 13]);
    expect(value('hazards.row("Death from any cause").estimate')).toBeCloseTo(0.73, 2);
    expect(value('hazards.row("Death from any cause").lower')).toBeCloseTo(0.6, 2);
    expect(value('hazards.row("Death from any cause").upper')).toBeCloseTo(0.88, 2);
    // Published with further covariates of relapse (ITD, DNMT3A), and of death without relapse with age.
    expect(Math.abs(value('hazards.row("Relapse").estimate')! - 0.37)).toBeLessThan(0.03);
    expect(Math.abs(value('hazards.row("Death without relapse").estimate')! - 1.77)).toBeLessThan(0.05);
    expect(value('counts.share("In first remission", "All").n')).toBe(345);
    expect(value('counts.share("In first remission", "All").of')).toBe(1269);
    expect(result.answer.every(({holds}) => holds === true)).toBe(true);
  });

  it("survival after relapse: median 6.7 months, 19 % at 5 years", () => {
    const {value, result} = reportOf(context, "relapse-mrd");
    expect(Math.abs(value('after.median("all").estimate')! / daysPerMonth - 6.7)).toBeLessThan(0.15);
    expect(Math.round(100 * value('after.at("all", 5).estimate')!)).toBe(19);
    expect(value('after-duration.contrast("Less than 12 months").lower')).toBeGreaterThan(1.5);
    // The registry has no samples after induction.
    expect(result.answer.map(({id}) => id)).toEqual(["after-relapse", "early"]);
  });
});
