import {describe, expect, it} from "vitest";
import {pairBySource, pairTablesBySource} from "../../../src/cohort/mutations/pairBySource.js";
import {pairBySourceTable} from "../../../src/components/mutations/pairForest.js";
import {pairBySourceScript} from "../../../src/rscript/pairBySource.js";
import type {TwoByTwo} from "../../../src/stats/countsInput.js";
import {expectSameInR, expectStored, rVersion, type ScriptedFigure, withoutR} from "../../rscript/runScript.js";

// Three sources that agree in direction; one with an empty cell, one without patients tested for both.
const tables: TwoByTwo[] = [
  [[120, 210], [95, 640]],
  [[0, 14], [9, 160]],
  [[60, 80], [40, 190]],
  [[0, 0], [0, 0]]
]; // prettier-ignore
const names = ["AMLSG", "HOVON", "RATIFY", "Other"];

function figure(own: readonly TwoByTwo[], name: string): ScriptedFigure {
  const found = pairBySource(own, names);
  const {pooled, heterogeneityP, agreement} = found;
  const ours: Record<string, number | null> = {};
  found.bySource.forEach(({oddsRatio, lower, upper, p}, i) => {
    for (const [key, value] of Object.entries({odds_ratio: oddsRatio, lower, upper, p}))
      ours[`${key}.${i + 1}`] = value;
  });
  const {oddsRatio: odds_ratio, lower, upper, p} = pooled;
  Object.assign(ours, {odds_ratio, lower, upper, p, heterogeneity_p: heterogeneityP});
  if (agreement !== null) Object.assign(ours, {q: agreement.q, i2: agreement.iSquared});
  return {name, table: pairBySourceTable(found), script: pairBySourceScript, ours};
}

describe("pairBySource(tables, names)", () => {
  it("leaves out sources without patients tested for both, and has no interval where a cell is empty", () => {
    const {bySource, agreement} = pairBySource(tables, names);
    expect(bySource.map(({source}) => source)).toEqual(["AMLSG", "HOVON", "RATIFY"]);
    expect(bySource[1]).toMatchObject({oddsRatio: 0, lower: null, stdErr: null});
    expect(agreement?.df).toBe(1);
    expect(pairBySource([tables[0]], names).agreement).toBeNull();
  });

  const figures = [figure(tables, "pairBySource"), figure([tables[0], tables[0]], "pairBySource-same")];

  it.each(figures)("has the numbers that its script prints, stored answers of R: $name", (d) => expectStored(d));

  it("has the numbers that its script prints, run in R", (context) => {
    if (rVersion() === null) context.skip(withoutR);
    expectSameInR(figures[0]);
  });
});

describe("pairTablesBySource(first, second, source, members)", () => {
  it("counts members tested for both", () => {
    const of = (...d: number[]) => Uint8Array.from(d);
    const first = {name: "A", mutated: of(1, 1, 0, 0, 1, 1), tested: of(1, 1, 1, 1, 1, 1)};
    const second = {name: "B", mutated: of(1, 0, 1, 0, 0, 1), tested: of(1, 1, 1, 1, 0, 1)};
    const source = {codes: Int16Array.of(0, 0, 0, 1, 1, 1), levels: ["x", "y"]};
    expect(pairTablesBySource(first, second, source, of(1, 1, 1, 1, 1, 0))).toEqual([
      [[1, 1], [1, 0]],
      [[0, 0], [0, 1]]
    ]); // prettier-ignore
  });
});
