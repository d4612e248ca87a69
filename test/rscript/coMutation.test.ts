import {describe, it} from "vitest";
import {packAlterations} from "../../src/cohort/mutations/alterationBits.js";
import {coMutation} from "../../src/cohort/mutations/coMutation.js";
import {patientBlocks} from "../../src/cohort/mutations/patientBlocks.js";
import {pairTable} from "../../src/components/mutations/pairTable.js";
import {coMutationScript} from "../../src/rscript/coMutation.js";
import {factsOf} from "../cohort/mutations/facts.js";
import {expectSameInR, expectStored, rVersion, type ScriptedFigure, withoutR} from "./runScript.js";

/** Invented patients of three strata; D is tested in the first alone, E in nobody, and A never comes with B in the second. */
function patients(): {rows: (number | null)[][]; strata: number[]} {
  let state = 7;
  const next = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const strata = Array.from({length: 400}, (_, i) => (i < 200 ? 0 : i < 390 ? 1 : 2));
  const rows = strata.map((stratum) => {
    const a = next() < 0.2 + 0.3 * stratum ? 1 : 0;
    const b = a === 1 && stratum === 1 ? 0 : next() < (a === 1 ? 0.5 : 0.2) ? 1 : 0;
    const c = next() < 0.08 + 0.2 * b ? 1 : 0;
    return [a, b, next() < 0.05 ? null : c, stratum === 0 ? (next() < 0.3 ? 1 : 0) : null, null];
  });
  return {rows, strata};
}

function figure(stratified: boolean): ScriptedFigure {
  const {rows, strata} = patients();
  const blocks = patientBlocks(stratified ? strata : rows.map(() => 0), stratified ? 3 : 1);
  const {pairs} = coMutation(packAlterations(blocks, factsOf(rows)), blocks.starts, stratified);
  const ours: Record<string, number | null> = {};
  pairs.forEach((pair, i) => {
    if (pair.state !== "estimated") return;
    const k = i + 1;
    ours[`odds_ratio.${k}`] = pair.oddsRatio;
    ours[`lower.${k}`] = pair.lower;
    ours[`upper.${k}`] = pair.upper;
    ours[`p.${k}`] = pair.p;
    ours[`q.${k}`] = pair.q;
    if (stratified) ours[`heterogeneity_p.${k}`] = pair.heterogeneityP;
  });
  return {
    name: stratified ? "coMutationWithin" : "coMutation",
    table: pairTable(pairs, stratified),
    script: (csvName) => coMutationScript(csvName, {stratified}),
    ours
  };
}

describe.each([
  ["all patients together", false],
  ["within strata", true]
])("coMutationScript(csvName, options), %s", (_, stratified) => {
  it("prints our numbers: stored answers of R", () => expectStored(figure(stratified)));

  it("prints our numbers, run in R", (context) => {
    if (rVersion() === null) context.skip(withoutR);
    expectSameInR(figure(stratified));
  });
});
