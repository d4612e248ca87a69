import {describe, expect, it} from "vitest";
import {cumulativeIncidence} from "../../src/stats/cumulativeIncidence.js";
import {kaplanMeier, kaplanMeierFromCounts} from "../../src/stats/kaplanMeier.js";
import {logRank} from "../../src/stats/logRank.js";
import {restrictedMean} from "../../src/stats/restrictedMean.js";
import {survivalAt} from "../../src/stats/survivalAt.js";
import {medianSurvival} from "../../src/stats/survivalQuantiles.js";

// Failures by ELN 2022 are events 0 days from the start. Expected: R 4.2.2, survival 3.5-3, of
// t <- c(0,0,0,10,20,30,40,0,50,60); s <- c(1,1,0,1,0,1,0,1,1,0); g <- rep(1:2, each = 5)
const data = {time: [0, 0, 0, 10, 20, 30, 40, 0, 50, 60], status: [1, 1, 0, 1, 0, 1, 0, 1, 1, 0]};

describe("events at time 0", () => {
  it("lower the curve from the start, as survfit has it", () => {
    const curve = kaplanMeier(data, {confType: "log"});
    const points = survivalAt(curve, [0, 10, 30, 50]);
    expect(points.map((d) => d.atRisk)).toEqual([10, 6, 4, 2]);
    const expected = [
      [0.7, 0.144913767462, 0.4665332261395],
      [0.583333333333, 0.16101529718, 0.3395962190842],
      [0.4375, 0.174739389282, 0.1999882523443],
      [0.21875, 0.177649218382, 0.0445326121059]
    ];
    points.forEach(({survival, stdErr, lower}, i) =>
      [survival, stdErr!, lower!].forEach((value, j) => expect(value).toBeCloseTo(expected[i][j], 11))
    );
    expect(medianSurvival(curve)).toMatchObject({time: 30, lower: 0, upper: null});
    const mean = restrictedMean(curve, 50);
    expect(mean.mean).toBeCloseTo(27.4166666667, 9);
    expect(mean.stdErr).toBeCloseTo(7.24496153148, 9);
  });

  it("count in a curve made from counts by day and in the log-rank test", () => {
    const days = [...new Set(data.time)];
    const count = (status: number) =>
      days.map((day) => data.time.filter((t, i) => t === day && data.status[i] === status).length);
    const curve = kaplanMeierFromCounts({time: days, events: count(1), censored: count(0)}, {confType: "log"});
    expect([...curve.survival]).toEqual([...kaplanMeier(data).survival]);
    expect(curve.time[0]).toBe(0);
    expect(curve.survival[0]).toBeCloseTo(0.7, 12);
    expect(logRank({...data, group: [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]}).statistic).toBeCloseTo(1.68965517241, 10);
  });

  it("make the median 0 where half have had the event at once", () => {
    const curve = kaplanMeier({time: [0, 0, 0, 5, 9], status: [1, 1, 1, 1, 0]});
    expect(medianSurvival(curve).time).toBe(0);
  });

  it("count as incidence from the start", () => {
    const [{time, causes}] = cumulativeIncidence({time: [0, 0, 5, 8], status: [1, 2, 1, 0]});
    expect(time[0]).toBe(0);
    expect(causes.map((curve) => curve.estimate[0])).toEqual([0.25, 0.25]);
  });
});
