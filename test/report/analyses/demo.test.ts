import {spawnSync} from "node:child_process";
import {createHash} from "node:crypto";
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {readRelease} from "../../../loaders/release/readRelease.js";
import {columnOf} from "../../../loaders/release/columnOf.js";
import {classAnswers} from "../../../loaders/report/analyses/classAnswers.js";
import {cohortPatientRows} from "../../../loaders/report/analyses/cohortPatients.js";
import {reclassifier} from "../../../loaders/report/analyses/ruleTables.js";
import {transplants} from "../../../loaders/report/analyses/firstRemission.js";
import {mrdLandmark} from "../../../loaders/report/analyses/mrdLandmark.js";
import {reportContext, type ReportContext} from "../../../loaders/report/reportContext.js";
import type {CountsBlock} from "../../../src/model/report.js";
import {Agreement} from "../../stats/agreement.js";
import {rVersion} from "../../rscript/runScript.js";
import type {FlowBlock, ForestBlock} from "../../../src/model/report.js";
import {demoRelease} from "../../support/demoRelease.js";
import {root} from "../../support/sharedData.js";
import {claimNotes} from "../../../loaders/report/claims/withClaims.js";
import {computeReport} from "../../../loaders/report/computeReport.js";
import {readReports} from "../../../loaders/report/declare/readReports.js";
import {reportsFor} from "../../../loaders/report/declare/reportsFor.js";
import {reportSet} from "../../../loaders/report/declare/reportSet.js";
import {type ComputedReport, reportOf, shortened} from "./reportOf.js";

const stored = join(root, "test/reference/r/analyses.json");

/** R's answers with the checksum of the rows they were made from. */
interface Stored {
  readonly generator: string;
  readonly rows: string;
  readonly answers: Readonly<Record<string, readonly (number | null)[]>>;
}

describe("the demo's reports", () => {
  let folder: string;
  let context: ReportContext;
  let answers: Stored["answers"];
  let reports: ReadonlyMap<string, ComputedReport>;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "hemiola-"));
    context = reportContext(await readRelease(await demoRelease()));
    const ids = ["eln", "npm1-flt3-dnmt3a", "ratify", "transplantation", "relapse-mrd"];
    reports = new Map(ids.map((id) => [id, reportOf(context, id, 2)]));
    const rows = writeRows(context, folder);
    const r = rVersion();
    if (r !== null) {
      const run = spawnSync("Rscript", ["--vanilla", join(root, "test/reference/r/analyses.R"), folder], {encoding: "utf8"}); // prettier-ignore
      if (run.status !== 0) throw new Error(run.stderr);
      answers = JSON.parse(run.stdout) as Stored["answers"];
      if (process.env.UPDATE_R === "1")
        writeFileSync(stored, `${JSON.stringify({generator: r, rows, answers}, null, 1)}\n`);
      return;
    }
    const file = JSON.parse(readFileSync(stored, "utf8")) as Stored;
    if (file.rows !== rows)
      throw new Error("the demo's rows have changed since R's answers were stored; make them with UPDATE_R=1");
    ({answers} = file);
  }, 600_000);
  afterAll(() => rmSync(folder, {recursive: true, force: true}));

  it("show a model beside the same after multiple imputation, the same at every run, of everybody it can be of", () => {
    const [first, second] = [1, 2].map(() => reportOf(context, "overview"));
    const block = first.block("model-imputed") as ForestBlock;
    expect(second.block("model-imputed")).toEqual(block);
    const pairs = block.rows.filter((_, i) => i % 2 === 0).map((row, i) => [row, block.rows[2 * i + 1]]);
    for (const [complete, imputed] of pairs) {
      expect([complete.label, imputed.label]).toEqual(["Complete cases", "Multiple imputation"]);
      expect(imputed.heading).toBe(complete.heading);
      expect(imputed.n!.n).toBeGreaterThan(complete.n!.n!);
      // Some in eight are filled in, of covariates with little association: the two are to tell much the same.
      expect(Math.abs(Math.log(imputed.effect.estimate! / complete.effect.estimate!))).toBeLessThan(0.1);
      for (const {n, events} of [complete, imputed])
        for (const d of [n!, events!]) expect(context.members(d.set).reduce((sum, m) => sum + m, 0)).toBe(d.n);
    }
    const {n, dropped} = block.fit!;
    // Nobody without a resolved ELN 2022 risk gets one.
    const known = context.set("OS:followed", "eln2022=known");
    expect(n.n).toBe(known.n);
    expect(n.n! + dropped.n!).toBe(context.set("OS:followed").n);
  });

  it("say how many could be compared at relapse where nobody was sequenced there", () => {
    const flow = reports.get("relapse-mrd")!.block("evolution") as FlowBlock;
    expect(flow.kind).toBe("flow");
    const counts = flow.steps.map(({count}) => count.n!);
    expect(counts.at(-1)).toBe(0);
    flow.steps.forEach(({left}, i) => {
      if (i > 0) expect(left.reduce((sum, d) => sum + d.count.n!, 0)).toBe(counts[i - 1] - counts[i]);
    });
  });

  it("account for everybody who is not analysed for residual disease", () => {
    const block = reports.get("relapse-mrd")!.block("mrd-incidence");
    const left = block.leftOut!.reduce((sum, {count}) => sum + count.n!, 0);
    expect(left + block.population.n!).toBe(context.patients);
    expect(block.sources).toEqual(["HOVON"]);
  });

  it("give R's numbers: risk groups, genotypes, transplantation, relapse, residual disease, the trial", () => {
    const agreement = new Agreement("reports on the demo");
    const [eln, genotypes, trial, remission, relapse] = [...reports.values()];
    const same = (name: string, ours: readonly (number | null)[], tolerance = 1e-6) =>
      agreement.compare(name, "answer", ours, answers[name], tolerance);
    const limits = ({value}: typeof eln, path: string) =>
      ["estimate", "lower", "upper"].map((field) => value(`${path}.${field}`));
    const difference = (measure: string) =>
      eln.value(`discrimination-difference.row("ELN 2022 − ELN 2017, All sources", "${measure}").estimate`);
    same("eln.n", [eln.value('reclassified.share("Changed group").of')]);
    same("eln.changed", [eln.value('reclassified.share("Changed group").n')]);
    same("eln.harrell.difference", [difference("Harrell’s C")]);
    same("eln.uno.difference", [difference("Uno’s C, 5 years")]);
    same("eln.age", [eln.value("age.test.statistic"), eln.value("age.test.p")]);
    same("eln.age.adverse.old", [eln.value('age.row("Adverse", "Age ≥ 60").estimate')]);
    const threeWay = 'interaction-terms.test("three-way")';
    for (const [name, version, source] of [
      ["replay.2022", "ELN 2022", "AMLSG"],
      ["replay.2017", "ELN 2017", "HOVON"]
    ]) {
      // prettier-ignore
      same(`${name}.slope`, limits(eln, `replay-slope.row("in ${source}", "${version}")`));
      same(`${name}.concordance`, limits(eln, `replay-concordance.row("in ${source}", "${version}")`));
      same(`${name}.difference`, limits(eln, `replay-difference.row("in ${source}", "${version}, 3 years")`));
    }
    const definite = '"Definite groups only"';
    same("readings.definite", limits(eln, `readings-2017-ratio.row(${definite}, "Adverse")`));
    same("readings.definite.concordance", limits(eln, `readings-2017-concordance.row(${definite})`));
    same("genotype.three-way", [genotypes.value(`${threeWay}.statistic`), genotypes.value(`${threeWay}.p`)]);
    same("genotype.triple", limits(genotypes, 'interaction.row("NPM1 + FLT3-ITD + DNMT3A")'));
    same("genotype.reri", limits(genotypes, 'interaction-additive.row("NPM1 mutated", "FLT3-ITD and DNMT3A")'));
    same("hct.death", limits(remission, 'hazards.row("Death from any cause")'));
    same("hct.relapse", limits(remission, 'hazards.row("Relapse")'));
    same("hct.nrm", limits(remission, 'hazards.row("Death without relapse")'));
    same("landmark.n", [remission.block("landmark-120").population.n]);
    same("landmark.hct", limits(remission, 'landmark-120.contrast("Transplanted by day 120")'));
    same("landmark.test", [remission.value("landmark-120.test.statistic")]);
    const moving = ["Not (yet) transplanted", "Transplanted in first remission"];
    same("simon-makuch", moving.map((d) => remission.value(`curves.at("${d}", 3).estimate`))); // prettier-ignore
    const years = [1, 3, 5];
    same("cir", years.map((d) => remission.value(`cir.at("all", "Relapse", ${d}).estimate`))); // prettier-ignore
    same("nrm", years.map((d) => remission.value(`cir.at("all", "Death in remission", ${d}).estimate`))); // prettier-ignore
    same("relapse.median", limits(relapse, 'after.median("all")'));
    same("relapse.short", limits(relapse, 'after-duration.contrast("Less than 12 months")'));
    same("mrd.non_dta", limits(relapse, 'mrd-hazards.row("Another mutation persisting", "Relapse")'));
    same("mrd.dta_only", limits(relapse, 'mrd-hazards.row("DNMT3A, TET2 or ASXL1 only", "Relapse")'));
    same("mrd.gray", [relapse.value('mrd-incidence.test("Relapse").statistic')]);
    same("ratify.os", limits(trial, 'os.contrast("Midostaurin")'));
    same("ratify.logrank", [trial.value("os.test.statistic")]);
    const os = trial.block("os");
    same("ratify.one-sided", [os.kind === "survival" ? (os.test?.oneSided ?? null) : null]);
    same("ratify.rmst", [trial.value('os.restrictedMean("Midostaurin").estimate')]);
    same("ratify.interaction", [
      trial.value('forest.test("FLT3 subtype").statistic'),
      trial.value('forest.test("FLT3 subtype").p')
    ]);
    same("ratify.tkd", limits(trial, 'os-stratum-3.contrast("Midostaurin")'));
    same("ratify.rfs", limits(trial, 'rfs.contrast("Midostaurin")'));
    same("ratify.rfs.logrank", [trial.value("rfs.test.statistic")]);
    same("ratify.cmh", [trial.value("remission-odds.test.statistic"), trial.value("remission-odds.test.p")]);
    same("ratify.odds", limits(trial, 'remission-odds.row("All patients")'));
    agreement.settle(Object.keys(answers).length);
  });

  it("read ELN 2017 anew as the release has it, and otherwise only those whom the other reading is about", () => {
    const answers = classAnswers(context, "eln2017")!;
    const rules = reclassifier(context, "eln2017")!;
    const base = rules.classify().map(({value}) => value);
    expect(base).toEqual(answers.value);
    const otherwise = (is: number) => rules.classify(({name}, _, known) => (name === "itd_allelic_ratio" ? is : known)).map(({value}) => value); // prettier-ignore
    const [low, high] = [otherwise(0.1), otherwise(1)];
    const itd = context.rows.category("FLT3-ITD").codes;
    const moved = [...low.keys()].filter((i) => low[i] !== high[i]);
    expect(moved.length).toBeGreaterThan(100);
    expect(moved.every((i) => itd[i] === 0)).toBe(true);
    // The group is one of the two wherever the ratio is all that is asked for.
    const risk = ["favourable", "intermediate", "adverse"];
    expect(moved.every((i) => low[i] === null || high[i] === null || risk.indexOf(low[i]) < risk.indexOf(high[i]))).toBe(true); // prettier-ignore
    const {rows} = reports.get("eln")!.block("readings-2017") as CountsBlock;
    for (const {cells} of rows) expect(cells.slice(0, 4).reduce((sum, cell) => sum + cell!.count.n!, 0)).toBe(2220);
  });

  it("count in the changing risk sets who has been transplanted, and is still followed, before each day", () => {
    const block = reports.get("transplantation")!.block("curves");
    if (block.kind !== "survival") throw new Error(block.kind);
    const [before, after] = block.groups;
    for (const [k, {day, atRisk}] of after.risk.entries()) {
      const curve = after.curve!;
      const next = curve.time.findIndex((time) => time >= day);
      // Nobody enters late in the demo: from the first year on, R's number at the next time is that at the tick.
      if (day >= 365) expect(atRisk, `day ${day}`).toBe(curve.atRisk![next]);
      expect(before.risk[k].atRisk! + atRisk!).toBeLessThanOrEqual(block.population.n!);
    }
    expect(before.risk[0]).toMatchObject({day: 0, atRisk: block.population.n});
    expect(after.risk[0]).toMatchObject({day: 0, atRisk: 0});
    expect(before.events.n! + after.events.n!).toBe(885);
  });

  it("are about sources that can be assessed, and say which are not", () => {
    const {result, block} = reports.get("eln")!;
    expect(block("reclassified").sources).toEqual(["AMLSG", "HOVON"]);
    expect(result.limitations.at(-1)).toContain("RATIFY");
  });

  it("count sets whose members the context has, each as many as it says, and have every claim that is declared", () => {
    const {release} = context;
    const {reports: declared} = reportsFor(context, readReports(root, reportSet(root, release.manifest.study)));
    expect(declared.length).toBeGreaterThan(reports.size);
    for (const declaration of declared) {
      const {id} = declaration;
      const result = reports.get(id)?.result ?? computeReport(context, shortened(declaration, 2));
      expect(claimNotes(result, declaration).absent, id).toEqual([]);
      const counts = new Map<string, number>();
      JSON.stringify(result, (_, value: unknown) => {
        if (isCount(value)) counts.set(`${value.set} = ${value.n}`, value.n);
        return value;
      });
      const wrong = [...counts].filter(([key, n]) => {
        const set = key.slice(0, key.lastIndexOf(" = "));
        return n !== context.members(set).reduce((sum, d) => sum + d, 0);
      });
      expect(wrong, id).toEqual([]);
    }
  });
});

function isCount(value: unknown): value is {set: string; n: number} {
  return typeof value === "object" && value !== null && "set" in value && "n" in value && typeof value.n === "number";
}

/** Writes what R reads, and returns the checksum of it. */
function writeRows(context: ReportContext, folder: string): string {
  const {rows, patients} = context;
  const text = (column: string) => {
    const {codes, levels} = rows.category(column);
    return Array.from(codes, (code) => (code < 0 ? null : levels[code].code));
  };
  const flag = (name: string) => Array.from(rows.category(name).codes, (code) => (code < 0 ? null : 1 - code));
  const number = (values: ArrayLike<number>) => Array.from(values, (d) => (Number.isNaN(d) ? null : d));
  const [os, cir, rfs] = ["OS", "CIR", "RFS"].map((key) => rows.endpoint(key));
  const [cr, relapse] = [rows.number("cr_day"), rows.number("relapse_day")];
  const {inFirstRemission} = transplants(context);
  const all = Array.from({length: patients}, (_, i) => i);
  const stratum = columnOf(context.release.table("patients"), "randomisation_stratum");
  const positions = cohortPatientRows(context);
  const table: Record<string, readonly (string | number | null)[]> = {
    source: text("source_id"),
    os_time: number(os.days),
    os_status: [...os.status],
    cir_time: number(cir.days),
    cir_status: [...cir.status],
    rfs_time: number(rfs.days),
    rfs_status: [...rfs.status],
    cr60: Array.from(cr, (day) => Number(day <= 60)),
    os_from_cr: number(all.map((i) => os.days[i] - cr[i])),
    os_from_relapse: number(all.map((i) => os.days[i] - relapse[i])),
    hct: number(all.map((i) => inFirstRemission[i] - cr[i])),
    eln2017: text("eln2017"),
    eln2017_status: classAnswers(context, "eln2017")!.status,
    eln2022: text("eln2022"),
    nejm2016: text("nejm2016"),
    age: number(rows.number("age_years")),
    wbc: number(rows.number("wbc")),
    sex: text("sex"),
    aml_type: text("aml_type"),
    npm1: flag("NPM1"),
    itd: flag("FLT3-ITD"),
    dnmt3a: flag("DNMT3A"),
    arm: text("arm_planned"),
    stratum: all.map((i) => (stratum[positions[i]] === null ? null : String(stratum[positions[i]])))
  };
  const mrd = mrdLandmark(context, context.set(), "NGS")!;
  const at = (column: string) => Array.from(mrd.row, (i) => table[column][i]);
  const residual = {
    group: Array.from(mrd.group, (g) => mrd.groups[g].code),
    time: [...mrd.time],
    status: [...mrd.status],
    eln2022: at("eln2022"),
    wbc: at("wbc"),
    age: at("age")
  };
  const files = {"patients.csv": csv(table), "mrd.csv": csv(residual)};
  const hash = createHash("sha256");
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), content);
    hash.update(content);
  }
  return hash.digest("hex");
}

function csv(columns: Readonly<Record<string, readonly (string | number | null)[]>>): string {
  const names = Object.keys(columns);
  const lines = columns[names[0]].map((_, i) => names.map((name) => columns[name][i] ?? "NA").join(","));
  return `${names.join(",")}\n${lines.join("\n")}\n`;
}
