import {describe, expect, it} from "vitest";
import {kaplanMeier} from "../../src/stats/kaplanMeier.js";
import {restrictedMean, restrictedMeanDifference, restrictedMeanRatio} from "../../src/stats/restrictedMean.js";
import {survivalAt} from "../../src/stats/survivalAt.js";

describe("weights that are not whole numbers", () => {
  const weights = [0.1, 0.2, 0.3, 0.4];

  it("survival is exactly 0 after the last patient, not the rounding of summed weights", () => {
    const {survival, stdErrLog, lower} = kaplanMeier({time: [1, 2, 3, 4], status: [1, 1, 1, 1], weights});
    expect(survival[2]).toBeCloseTo(0.4, 12);
    expect([survival[3], stdErrLog[3], lower[3]]).toEqual([0, Infinity, NaN]);
  });

  it("and stays 0 when others enter later", () => {
    const {survival} = kaplanMeier({
      time: [1, 2, 3, 4, 9, 10],
      entry: [0, 0, 0, 0, 5, 5.5],
      status: [1, 1, 1, 1, 1, 1],
      weights: [...weights, 0.7, 0.9]
    });
    expect([...survival.subarray(3)]).toEqual([0, 0, 0]);
  });
});

describe("nobody", () => {
  const nobody = kaplanMeier({time: [], status: []});

  it("has no restricted mean, and none to compare", () => {
    const none = restrictedMean(nobody, 10);
    expect(none).toEqual({tau: 10, mean: null, stdErr: null, lower: null, upper: null});
    const some = restrictedMean(kaplanMeier({time: [2, 5, 12], status: [1, 1, 0]}), 10);
    for (const contrast of [restrictedMeanDifference, restrictedMeanRatio]) {
      for (const result of [contrast(none, some), contrast(some, none), contrast(none, none)]) {
        expect(result).toMatchObject({estimate: null, lower: null, upper: null, p: null});
      }
    }
  });

  it("has no limits of survival", () => {
    expect(survivalAt(nobody, [5])).toEqual([
      {time: 5, atRisk: 0, events: 0, censored: 0, survival: 1, stdErr: null, lower: null, upper: null}
    ]);
  });
});
