import {describe, expect, it} from "vitest";
import {countsTable} from "../../src/components/composition/tableFiles.js";
import {type TableOne, tableOne} from "../../src/components/composition/tableOne.js";
import {type TableTest, tableTests} from "../../src/components/composition/tableTests.js";
import {tableOneScript} from "../../src/rscript/tableOne.js";
import {described, madeUpCohort} from "../components/composition/fixture.js";
import {expectSameInR, expectStored, rVersion, type ScriptedFigure, withoutR} from "./runScript.js";

function numbersOf({groups, rows}: TableOne): Record<string, number | null> {
  const ours: Record<string, number | null> = {};
  rows.forEach(({summaries, levels, missing, smd}, i) => {
    const k = i + 1;
    groups.forEach((_, g) => {
      const at = `${k}.${g + 1}`;
      ours[`missing.${at}`] = missing[g];
      ours[`n.${at}`] = summaries.length > 0 ? summaries[g].n : levels.reduce((sum, own) => sum + own[g], 0);
      if (summaries.length > 0) {
        ours[`lower_quartile.${at}`] = summaries[g].lowerQuartile;
        ours[`median.${at}`] = summaries[g].median;
        ours[`upper_quartile.${at}`] = summaries[g].upperQuartile;
      }
      levels.forEach((own, l) => (ours[`count.${k}.${l + 1}.${g + 1}`] = own[g]));
    });
    ours[`smd.${k}`] = smd;
  });
  return ours;
}

function figure(n: number, groups: number): {figure: ScriptedFigure; tests: (TableTest | null)[]} {
  const cohort = madeUpCohort(n, groups);
  const table = tableOne(cohort.rows, described, cohort.groups);
  const tests = tableTests(table, ({variable}) => (variable.column === "sex" ? "not of interest" : null));
  const ours = numbersOf(table);
  tests.forEach(({p, q}, i) => {
    ours[`p.${i + 1}`] = p;
    ours[`q.${i + 1}`] = q;
  });
  const ran = new Map(tests.flatMap(({test}, i) => (test === null ? [] : [[described[i].column, test] as const])));
  return {
    figure: {
      name: `tableOne-${groups}-groups`,
      table: countsTable(table),
      script: (csvName) => tableOneScript(csvName, ran),
      ours
    },
    tests: tests.map(({test}) => test)
  };
}

describe.each([
  {n: 260, groups: 2, ran: ["wilcoxon", "wilcoxon", null, "fisher", "chisq", "chisq", "fisher", null]},
  {n: 400, groups: 3, ran: ["kruskal", "kruskal", null, "chisq_small", "chisq", "chisq", "fisher", null]}
])("tableOneScript(csvName, tests) with $groups groups", ({n, groups, ran}) => {
  it("runs the tests that were made here", () => {
    expect(figure(n, groups).tests).toEqual(ran);
  });

  it("prints our numbers: stored answers of R", () => {
    expectStored(figure(n, groups).figure);
  });

  it("prints our numbers, run in R", (context) => {
    if (rVersion() === null) context.skip(withoutR);
    expectSameInR(figure(n, groups).figure);
  });
});
