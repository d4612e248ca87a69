import {describe, expect, it} from "vitest";
import {kaplanMeierScript} from "../../src/rscript/kaplanMeier.js";
import {kaplanMeierFromCounts} from "../../src/stats/kaplanMeier.js";
import {logRankFromCounts} from "../../src/stats/logRank.js";
import {survivalAt} from "../../src/stats/survivalAt.js";
import {medianSurvival} from "../../src/stats/survivalQuantiles.js";
import {type Answers, expectSameInR, expectStored, rVersion, type ScriptedFigure, withoutR} from "./runScript.js";

const times = [365.25, 730.5, 1826.25];
const groups = [
  {
    label: "FLT3-ITD, mutated",
    time: Float64Array.of(12, 80, 200, 365, 366, 500, 900, 1200),
    events: Float64Array.of(3, 2, 1, 1, 0, 2, 1, 0),
    censored: Float64Array.of(0, 1, 0, 1, 1, 1, 0, 2)
  },
  {
    label: '#"wild type"',
    time: Float64Array.of(30, 200, 366, 900, 2500, 4000),
    events: Float64Array.of(1, 2, 1, 1, 0, 0),
    censored: Float64Array.of(1, 0, 2, 1, 5, 3)
  }
];

function figure(): ScriptedFigure {
  const ours: Record<string, number | null> = {};
  groups.forEach((group, g) => {
    const k = g + 1;
    const curve = kaplanMeierFromCounts(group, {confType: "log"});
    const median = medianSurvival(curve);
    const last = curve.time[curve.time.length - 1];
    ours[`n.${k}`] = curve.n;
    ours[`events.${k}`] = curve.events;
    ours[`median.${k}`] = median.time;
    ours[`median_lower.${k}`] = median.lower;
    ours[`median_upper.${k}`] = median.upper;
    survivalAt(curve, times).forEach((point, t) => {
      const within = times[t] <= last;
      ours[`survival.${k}.${t + 1}`] = within ? point.survival : null;
      ours[`lower.${k}.${t + 1}`] = within ? point.lower : null;
      ours[`upper.${k}.${t + 1}`] = within ? point.upper : null;
    });
  });
  const {statistic, df, p} = logRankFromCounts(groups);
  return {
    name: "kaplanMeier",
    table: {
      columns: ["group", "time_days", "at_risk", "events", "censored"],
      rows: groups.flatMap(({label, time, events, censored}) =>
        Array.from(time, (t, i) => [label, t, null, events[i], censored[i]])
      )
    },
    script: (csvName) => kaplanMeierScript(csvName, {times, confType: "log", logRank: true}),
    ours: {...ours, logrank_statistic: statistic, logrank_df: df, logrank_p: p} satisfies Answers
  };
}

describe("kaplanMeierScript(csvName, options)", () => {
  it("prints our numbers: stored answers of R", () => expectStored(figure()));

  it("prints our numbers, run in R", (context) => {
    if (rVersion() === null) context.skip(withoutR);
    expectSameInR(figure());
  });

  it("leaves the test out where there is none", () => {
    expect(kaplanMeierScript("a.csv", {times, confType: "log-log", logRank: false})).not.toContain("survdiff");
  });
});
