import {describe, expect, it} from "vitest";
import {incidenceAnswer, incidenceTable} from "../../src/components/survival/incidenceAnswer.js";
import {population} from "../../src/components/survival/population.js";
import {cumulativeIncidenceScript} from "../../src/rscript/cumulativeIncidence.js";
import {incidenceAt} from "../../src/stats/cumulativeIncidence.js";
import {groupSpec, request, syntheticCohort} from "../components/survival/cohortOf.js";
import {expectSameInR, expectStored, rVersion, type ScriptedFigure, withoutR} from "./runScript.js";

const cohort = syntheticCohort(260);
const times = [182, 365.25, 1826.25, 4000];
const status = cohort.status.map((d, i) => (d === 1 && i % 3 === 0 ? 2 : d));
const sources = ["A", "B"];

function figure(name: string, grouped: boolean, stratify: boolean): ScriptedFigure {
  const group = grouped ? groupSpec("Group", cohort.group, ["a", "b", "c"]) : null;
  const rows = population(request({days: cohort.days, status, source: cohort.source, group}));
  const answer = incidenceAnswer(rows, sources.length, stratify);
  const ours: Record<string, number | null> = {};
  answer.groups.forEach(({n, incidence, causes}, g) => {
    const k = g + 1;
    ours[`n.${k}`] = n;
    causes.forEach((cause, c) => {
      ours[`${["relapses", "deaths"][c]}.${k}`] = cause.events.reduce((sum, d) => sum + d, 0);
      incidenceAt(incidence, cause, times).forEach((point, t) => {
        ours[`incidence.${k}.${c + 1}.${t + 1}`] = point?.estimate ?? null;
        ours[`variance.${k}.${c + 1}.${t + 1}`] = point?.variance ?? null;
      });
    });
  });
  answer.gray.forEach((test, c) => {
    if (test === null) return;
    ours[`gray_statistic.${c + 1}`] = test.result.chisq;
    ours[`gray_p.${c + 1}`] = test.result.p;
  });
  return {
    name: `incidence-${name}`,
    table: incidenceTable(rows, sources, answer),
    script: (csv) => cumulativeIncidenceScript(csv, {times, gray: grouped, stratified: answer.stratified}),
    ours
  };
}

const figures = [figure("stratified", true, true), figure("pooled", true, false), figure("whole", false, true)];

describe("cumulativeIncidenceScript(csvName, options)", () => {
  it.each(figures)("prints our numbers, stored answers of R: $name", (d) => expectStored(d));

  it("prints our numbers, run in R", (context) => {
    if (rVersion() === null) context.skip(withoutR);
    expectSameInR(figures[0]);
  });

  it("tests nothing of one group", () => {
    expect(figures[2].script("a.csv")).not.toContain("Tests");
  });
});
