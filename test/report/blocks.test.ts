import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {Release} from "../../loaders/release/readRelease.js";
import {reportContext, type ReportContext} from "../../loaders/report/reportContext.js";
import type {SurvivalBlock} from "../../src/model/report.js";
import {readReference} from "../stats/referenceCases.js";
import {blockOf, blocksOf, countsIn, membersOf} from "../support/reportBlocks.js";
import {type ReportPatient, reportRelease} from "../support/reportRelease.js";

type Removable = Release & {remove(): Promise<void>};

interface Answers {
  readonly input: {
    readonly time: readonly number[];
    readonly status: readonly number[];
    readonly sex: readonly ("female" | "male")[];
    readonly age: readonly number[];
    readonly ecog: readonly number[];
  };
  readonly within: Readonly<Record<"hr" | "lower" | "upper" | "p" | "chisq" | "zph", number>> &
    Readonly<Record<"median" | "medianLower" | "medianUpper", readonly number[]>>;
  readonly standardised: {readonly A: readonly number[]; readonly B: readonly number[]; readonly cells: number};
  readonly trend: number;
}

const answers = readReference("r", "reports.json") as Answers;
const {input} = answers;

/** R's lung data with sources by performance group; NPM1 stands for being a man. */
function lung(sourceOf: (ecog: number) => string): ReportPatient[] {
  return input.time.map((days, i) => ({
    source: sourceOf(input.ecog[i]),
    days,
    died: input.status[i] === 1,
    sex: input.sex[i],
    age: input.age[i],
    npm1: input.sex[i] === "male"
  }));
}

const open: Removable[] = [];
async function contextOf(...args: Parameters<typeof reportRelease>): Promise<ReportContext> {
  const release = await reportRelease(...args);
  open.push(release);
  return reportContext(release);
}

afterAll(() => Promise.all(open.map((release) => release.remove())));

/** Expected numbers: R 4.2.2, survival 3.5-3 (`test/reference/r/reports.R`). */
describe("blocks on R’s lung data, sources by performance group", () => {
  let context: ReportContext;
  beforeAll(async () => {
    context = await contextOf(lung((ecog) => `E${ecog}`));
  });

  it("compares groups within sources as coxph and survdiff with strata do", () => {
    const block = blockOf(context, "survival", {
      kind: "survival",
      endpoint: "OS",
      groups: {by: "sex", reference: "female"}
    });
    expect(block.test?.statistic).toBeCloseTo(answers.within.chisq, 9);
    expect(block.test?.method).toBe("stratified log-rank test");
    const [contrast] = block.contrasts;
    expect(contrast).toMatchObject({label: "Male", reference: "Female", adjustment: "stratified by source"});
    expect(contrast.hazardRatio.estimate).toBeCloseTo(answers.within.hr, 6);
    expect(contrast.hazardRatio.lower).toBeCloseTo(answers.within.lower, 6);
    expect(contrast.hazardRatio.upper).toBeCloseTo(answers.within.upper, 6);
    expect(contrast.test?.p).toBeCloseTo(answers.within.p, 6);
    expect(block.proportionality?.p).toBeCloseTo(answers.within.zph, 6);
  });

  it("gives medians with limits on the log–log scale, and the people behind each count", () => {
    const block = blockOf(context, "survival", {kind: "survival", endpoint: "OS", groups: {by: "sex"}});
    expect(block.groups.map(({label}) => label)).toEqual(["Female", "Male"]);
    expect(block.groups.map(({median}) => median.estimate)).toEqual(answers.within.median);
    expect(block.groups.map(({median}) => median.lower)).toEqual(answers.within.medianLower);
    expect(block.groups.map(({median}) => median.upper)).toEqual(answers.within.medianUpper);
    expect(block.groups.map(({n}) => n)).toEqual([
      {set: "OS:followed & sex=female", n: 90},
      {set: "OS:followed & sex=male", n: 137}
    ]);
    expect(block.groups.map(({events}) => events)).toEqual([
      {set: "OS:event & sex=female", n: 53},
      {set: "OS:event & sex=male", n: 111}
    ]);
  });

  it("tests a trend over age within sources as the score test of a logistic model does", () => {
    const block = blockOf(context, "counts", {
      kind: "frequencies",
      alterations: ["NPM1"],
      groups: {by: "age_years", cuts: ["55", "65", "75"]},
      trend: "true"
    });
    expect(block.rows[0].test?.p).toBeCloseTo(answers.trend, 9);
    // One test is a family of one.
    expect(block.rows[0].test?.q).toBeCloseTo(answers.trend, 9);
    expect(block.rows[0].cells[0]?.count).toEqual({set: "NPM1=mutated", n: 137});
  });

  it("shows each source, the pooled ratio and their heterogeneity", () => {
    const block = blockOf(context, "forest", {
      kind: "hazards",
      endpoint: "OS",
      groups: {by: "sex", reference: "female"}
    });
    expect(block.rows.map(({label}) => label)).toEqual(["E0", "E1", "E2", expect.stringMatching(/^Random effects, I² \d+ %$/), "Stratified by source"]); // prettier-ignore
    expect(block.rows.at(-1)?.effect.estimate).toBeCloseTo(answers.within.hr, 6);
    expect(block.heterogeneity?.df).toBe(2);
  });

  it("describes numbers and levels of those in whom they are known", () => {
    const numbers = blockOf(context, "values", {kind: "values", variables: ["age_years", "wbc"], groups: {by: "sex"}, smd: "true"}); // prettier-ignore
    expect(numbers.rows.map(({label}) => label)).toEqual(["Age"]);
    expect(numbers.rows[0].cells[0]).toMatchObject({known: {n: 227}, missing: {n: 0}, median: 63});
    expect(blocksOf(context, {kind: "values", variables: ["wbc"]})).toEqual([]);
    expect(blocksOf(context, {kind: "survival", endpoint: "RFS"})).toEqual([]);
    expect(blocksOf(context, {kind: "survival", endpoint: "OS", cohort: "mutated=TP53"})).toEqual([]);
  });
});

describe("survival standardised by sex and age", () => {
  it("equals the weighted mean of R’s estimates by stratum, with limits on the log–log scale", async () => {
    const context = await contextOf(lung((ecog) => (ecog === 0 ? "A" : "B")));
    const block = blockOf(context, "forest", {
      kind: "standardised",
      endpoint: "OS",
      years: ["1"],
      patients: "10",
      strata: [{by: "sex"}, {by: "age_years", cuts: ["65"]}]
    });
    for (const source of ["A", "B"] as const) {
      const {effect} = block.rows.find((d) => d.label === source && d.heading === "1 year, standardised")!;
      [effect.estimate, effect.lower, effect.upper].forEach((value, i) => {
        expect(value! / 100).toBeCloseTo(answers.standardised[source][i], 9);
      });
    }
    // Of four strata one has fewer than ten of a source; who is in it is not in the standard population.
    expect(block.leftOut?.[0].count.n).toBe(input.sex.filter((d, i) => d === "female" && input.age[i] >= 65).length);
  });
});

describe("sources whose time begins with different events", () => {
  let context: ReportContext;
  beforeAll(async () => {
    context = await contextOf(
      lung((ecog) => (ecog === 0 ? "A" : "B")),
      {B: "randomisation"}
    );
  });

  it("are never pooled in one curve: the comparison is within them, and each has curves of its own", () => {
    const blocks = blocksOf(context, {
      kind: "survival",
      endpoint: "OS",
      groups: {by: "sex"}
    }) as readonly SurvivalBlock[];
    expect(blocks.map(({id}) => id)).toEqual(["b", "b-a", "b-b"]);
    const [pooled, ...each] = blocks;
    expect(pooled.groups.every(({curve, median, at}) => curve === null && median.estimate === null && at.every((d) => d === null))).toBe(true); // prettier-ignore
    expect(pooled.contrasts[0].adjustment).toBe("stratified by source");
    expect(each.map(({groups}) => groups.every(({curve}) => curve !== null))).toEqual([true, true]);
    expect(each.map(({endpoint}) => endpoint.start)).toEqual(["diagnosis", "randomisation"]);
    expect(each.map(({sources}) => sources)).toEqual([["A"], ["B"]]);
  });

  it("have no curve of everybody, and are not tested against each other", () => {
    expect(blocksOf(context, {kind: "survival", endpoint: "OS"}).map(({id}) => id)).toEqual(["b-a", "b-b"]);
    const block = blockOf(context, "survival", {kind: "survival", endpoint: "OS", groups: {by: "source_id"}});
    expect(block).toMatchObject({test: null, contrasts: [], restrictedMean: null});
    expect(block.notes[0]).toMatch(/^Day 0 is not the same event everywhere: diagnosis in A, randomisation in B\./);
  });
});

describe("a source that chose its patients by the gene", () => {
  it("does not count for how frequent it is, nor for what goes with it", async () => {
    const patients = lung((ecog) => (ecog === 0 ? "A" : "T")).map((d, i) => ({
      ...d,
      itd: d.source === "T" || i % 3 === 0
    }));
    const context = await contextOf(patients, {}, ["T"]);
    const own = patients.filter(({source}) => source === "A");
    const frequencies = blockOf(context, "counts", {kind: "frequencies", groups: {by: "source_id"}});
    const row = frequencies.rows.find(({label}) => label === "FLT3-ITD")!;
    expect(row.cells[0]).toEqual({
      count: {set: "FLT3-ITD=mutated & source_id=A", n: own.filter(({itd}) => itd).length},
      of: {set: "FLT3-ITD=known & source_id=A", n: own.length}
    });
    expect(row.cells[frequencies.columns.findIndex(({label}) => label === "T")]).toBeNull();
    expect(frequencies.notes.join(" ")).toContain("chose its patients by the gene: T (FLT3-ITD)");
    const {pairs} = blockOf(context, "pairs", {kind: "pairs", patients: "1"});
    expect(pairs).toHaveLength(1);
    expect(pairs[0].tested.n).toBe(own.length);
    const together = own.filter(({itd, npm1}) => itd && npm1).length;
    expect(pairs[0].both.n).toBe(together);
  });

  it("tests with Breslow and Day whether sources share the odds ratio of a pair, and says so", async () => {
    // In A those with FLT3-ITD have NPM1 three times in four, in B one time in four.
    const patients = ["A", "B"].flatMap((source) =>
      Array.from({length: 80}, (_, i): ReportPatient => {
        const itd = i < 40;
        const often = (source === "A") === itd;
        return {source, days: 100 + i, died: i % 2 === 0, age: 60, itd, npm1: often ? i % 4 !== 0 : i % 4 === 0};
      })
    );
    const block = blockOf(await contextOf(patients), "pairs", {kind: "pairs", patients: "1"});
    expect(block.pairs[0].heterogeneity?.method).toContain("Breslow–Day");
    expect(block.pairs[0].heterogeneity?.p).toBeLessThan(0.001);
    expect(block.caption).toMatch(/^Mantel–Haenszel odds ratios within /);
    expect(block.caption).toContain("Breslow–Day test of heterogeneity (with Tarone’s correction) says");
    const one = await contextOf(patients.filter(({source}) => source === "A"));
    const crude = blockOf(one, "pairs", {kind: "pairs", patients: "1"});
    expect(crude.pairs[0].heterogeneity).toBeUndefined();
    expect(crude.caption).not.toContain("Mantel");
  });
});

describe("every count", () => {
  it("has as many members as it says, whatever the block", async () => {
    const patients = lung((ecog) => `E${Math.min(ecog, 2)}`).map((d, i) => ({...d, age: i % 7 === 0 ? null : d.age, npm1: i % 5 === 0 ? null : d.npm1, itd: i % 4 === 0})); // prettier-ignore
    const context = await contextOf(patients);
    const groups = {by: "NPM1"};
    const declared = [
      {kind: "survival", endpoint: "OS", groups},
      {kind: "survival", endpoint: "OS", groups: {by: "age_years", cuts: ["60"]}, landmark: "180"},
      {kind: "survival", endpoint: "OS", groups: {sets: [{label: "a", cohort: "sex=male"}, {label: "b", cohort: "sex=female&age=60-"}]}}, // prettier-ignore
      {kind: "hazards", endpoint: "OS", groups},
      {kind: "alteration-hazards", endpoint: "OS", patients: "5"},
      {kind: "model", endpoint: "OS", terms: "age_years,sex,NPM1"},
      {kind: "levels", variables: ["sex", "NPM1"], groups: {by: "source_id"}},
      {kind: "values", variables: ["age_years"], groups},
      {kind: "frequencies", groups: {by: "sex"}},
      {kind: "pairs", patients: "5"},
      {kind: "prevalence", alterations: ["NPM1", "FLT3-ITD"]},
      {kind: "completeness", variables: ["age_years", "sex"]},
      {kind: "coverage"},
      {kind: "flow", steps: [{label: "all"}, {label: "followed", where: ["OS:followed"]}, {label: "tested", where: ["NPM1=known"]}]}, // prettier-ignore
      {kind: "standardised", endpoint: "OS", strata: [{by: "sex"}]}
    ];
    const wrong = declared.flatMap((block) => {
      const counts = countsIn(blocksOf(context, block));
      expect(counts.length, block.kind).toBeGreaterThan(0);
      return counts
        .filter((count) => membersOf(context, count) !== count.n)
        .map((count) => ({kind: block.kind, count}));
    });
    expect(wrong).toEqual([]);
  });
});
