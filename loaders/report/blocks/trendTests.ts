import type {TestResult} from "../../../src/model/report.js";
import {adjustP} from "../../../src/stats/adjustP.js";
import {stratifiedTrend} from "../../../src/stats/cochranArmitage.js";
import type {ReportContext} from "../reportContext.js";
import {fixedSources} from "./countedSources.js";
import type {TableColumn} from "./tableColumns.js";

/**
 * Tests for a trend in the frequency of each alteration over groups, in their order: Cochran–Armitage, within sources.
 * Sources that chose their patients by the gene, and groups in which nobody was tested, do not count. q-values after
 * Benjamini and Hochberg over all alterations.
 */
export function trendTests(
  context: ReportContext,
  names: readonly string[],
  groups: readonly TableColumn[],
  family: string
): TestResult[] {
  const source = context.rows.category("source_id");
  const tests = names.map((name) => {
    const fixed = fixedSources(context, [name]);
    const strata = source.levels.flatMap(({code}, s) =>
      fixed.includes(code) ? [] : [{code, ...trendCounts(context, name, groups, (i) => source.codes[i] === s)}]
    );
    const informative = strata.filter(({n}) => n.length > 1);
    return {...stratifiedTrend(informative), stratified: informative.length > 1};
  });
  const q = adjustP(
    tests.map(({p}) => p),
    "BH"
  );
  return tests.map(({z, p, stratified}, i) => ({
    method: `Cochran–Armitage test for trend${stratified ? ", stratified by source" : ""}`,
    statistic: z,
    letter: "z" as const,
    df: null,
    p,
    q: q[i],
    family
  }));
}

/** Patients with an alteration and tested for it in each group, by the position of the group; untested groups left out. */
function trendCounts(
  context: ReportContext,
  name: string,
  groups: readonly TableColumn[],
  counted: (patient: number) => boolean
): {readonly x: number[]; readonly n: number[]; readonly score: number[]} {
  const {codes, levels} = context.rows.category(name);
  const mutated = levels.findIndex(({code}) => code === "mutated");
  const counts = groups.map(({set}, score) => {
    let [x, n] = [0, 0];
    set.members.forEach((member, i) => {
      if (member === 0 || codes[i] < 0 || !counted(i)) return;
      ++n;
      if (codes[i] === mutated) ++x;
    });
    return {x, n, score};
  });
  const tested = counts.filter(({n}) => n > 0);
  return {x: tested.map((d) => d.x), n: tested.map((d) => d.n), score: tested.map((d) => d.score)};
}
