import {describe, expect, it} from "vitest";
import {clockName, clocksOf, clocksText} from "../../../src/components/survival/clocks.js";
import {population} from "../../../src/components/survival/population.js";
import {survivalAnswer} from "../../../src/components/survival/survivalAnswer.js";
import {kaplanMeier} from "../../../src/stats/kaplanMeier.js";
import {logRank} from "../../../src/stats/logRank.js";
import {medianSurvival} from "../../../src/stats/survivalQuantiles.js";
import {groupSpec, request, syntheticCohort} from "./cohortOf.js";

const sources = [
  {code: "AMLSG", label: "AMLSG", start: "diagnosis"},
  {code: "RATIFY", label: "RATIFY", start: "randomisation"},
  {code: "HOVON", label: "HOVON", start: "diagnosis"}
];

describe("clocksOf(endpoint, sources)", () => {
  it("puts sources together whose time starts at one event", () => {
    const clocks = clocksOf("OS", sources);
    expect(clocks.map(clockName)).toEqual(["AMLSG and HOVON, from diagnosis", "RATIFY, from randomisation"]);
    expect(clocks.map((d) => d.sources)).toEqual([[0, 2], [1]]);
    expect(clocksText(clocks)).toBe("diagnosis in AMLSG and HOVON and randomisation in RATIFY");
  });

  it("has one clock where time starts at remission", () => {
    expect(clocksOf("RFS", sources)).toHaveLength(1);
  });
});

describe("survivalAnswer of sources with different clocks", () => {
  const cohort = syntheticCohort(260);
  const group = groupSpec("G", cohort.group, ["a", "b", "c"]);
  const two = clocksOf("OS", [sources[0], sources[1]]);
  const options = {
    times: [365.25],
    confType: "log-log",
    sources: ["AMLSG", "RATIFY"],
    stratified: false,
    timeDependent: false,
    grouped: true,
    clocks: two
  } as const;
  const asked = request({days: cohort.days, status: cohort.status, source: cohort.source, group});
  const rows = population(asked);
  const answer = survivalAnswer(rows, options);

  it("estimates each group on each clock from the patients of its sources alone", () => {
    for (const [s, {groups}] of answer.clocks.entries()) {
      for (const {label, curve, median, followUp} of groups) {
        const own = [...cohort.days.keys()].filter(
          (i) => cohort.source[i] === s && group.levels[cohort.group[i]]?.label === label
        );
        const time = own.map((i) => cohort.days[i]);
        const status = own.map((i) => cohort.status[i]);
        const expected = kaplanMeier({time, status}, {confType: "log-log"});
        expect(curve.n).toBe(own.length);
        expect([...curve.survival].at(-1)).toBeCloseTo([...expected.survival].at(-1)!, 12);
        expect(median).toEqual(medianSurvival(expected));
        expect(followUp).toEqual(medianSurvival(kaplanMeier({time, status: status.map((d) => 1 - d)}, {confType: "log-log"}))); // prettier-ignore
      }
    }
    const n = answer.clocks.flatMap((d) => d.groups).reduce((sum, {curve}) => sum + curve.n, 0);
    expect(n).toBe(answer.patients);
  });

  it("compares within sources even where the reader asked not to: clocks cannot be mixed", () => {
    const test = logRank({time: rows.time, status: rows.status, group: rows.group, strata: rows.source});
    expect(answer.comparison?.test.method).toBe("stratified log-rank test");
    expect(answer.comparison?.test.statistic).toBeCloseTo(test.statistic, 10);
  });

  it("keeps the clocks apart under delayed entry, too", () => {
    const late = survivalAnswer(population({...asked, entryDay: cohort.entry}), options);
    const n = late.clocks.flatMap((d) => d.groups).reduce((sum, {curve}) => sum + curve.n, 0);
    expect(n).toBe(late.patients);
  });

  it("does not compare where that would compare starts", () => {
    const whyNot = "Sources are not compared.";
    expect(survivalAnswer(rows, {...options, notCompared: whyNot})).toMatchObject({comparison: null, whyNot});
  });
});
