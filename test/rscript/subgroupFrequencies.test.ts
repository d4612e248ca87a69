import {describe, it} from "vitest";
import {type GroupCounts, subgroupContrasts} from "../../src/cohort/mutations/subgroupContrast.js";
import {contrastTable, together} from "../../src/components/mutations/contrastTable.js";
import {subgroupFrequenciesScript} from "../../src/rscript/subgroupFrequencies.js";
import {expectSameInR, expectStored, rVersion, type ScriptedFigure, withoutR} from "./runScript.js";

const counts = (m0: number, t0: number, m1: number, t1: number): GroupCounts => ({mutated: [m0, m1], tested: [t0, t1]});
const names = ["NPM1", "TP53", "KIT", "NF1", "FLT3-ITD"];
/** By source: usual; rare in one; never in the first group; not tested in the second group; the sources opposed. */
const strata: readonly (readonly GroupCounts[])[] = [
  [counts(120, 400, 90, 410), counts(30, 100, 12, 90)],
  [counts(20, 400, 35, 410), counts(1, 100, 9, 90)],
  [counts(0, 400, 11, 410), counts(0, 100, 3, 90)],
  [counts(9, 380, 0, 0), counts(0, 0, 0, 0)],
  [counts(90, 100, 800, 1000), counts(300, 1000, 20, 100)]
];

function figure(stratified: boolean): ScriptedFigure {
  const rows = subgroupContrasts(names, stratified ? strata : strata.map((d) => [together(d)]), stratified);
  const order = [...rows.keys()];
  const ours: Record<string, number | null> = {};
  rows.forEach((row, i) => {
    const k = i + 1;
    ours[`difference.${k}`] = row.difference;
    ours[`difference_lower.${k}`] = row.differenceLower;
    ours[`difference_upper.${k}`] = row.differenceUpper;
    ours[`odds_ratio.${k}`] = row.oddsRatio;
    ours[`lower.${k}`] = row.lower;
    ours[`upper.${k}`] = row.upper;
    ours[`p.${k}`] = row.p;
    ours[`q.${k}`] = row.q;
  });
  return {
    name: stratified ? "subgroupFrequenciesWithin" : "subgroupFrequencies",
    table: contrastTable(rows, order, strata, stratified),
    script: (csvName) => subgroupFrequenciesScript(csvName, {stratified}),
    ours
  };
}

describe.each([
  ["all patients together", false],
  ["within sources", true]
])("subgroupFrequenciesScript(csvName, options), %s", (_, stratified) => {
  it("prints our numbers: stored answers of R", () => expectStored(figure(stratified)));

  it("prints our numbers, run in R", (context) => {
    if (rVersion() === null) context.skip(withoutR);
    expectSameInR(figure(stratified));
  });
});
