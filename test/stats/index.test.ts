import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import * as stats from "../../src/stats/index.js";

const folder = join(import.meta.dirname, "..", "..", "src", "stats");

/** Parts of the methods: what they are built of, not what a page calls. `distributions` re-exports its own parts. */
const internal = [
  "betaDistribution",
  "cholesky",
  "coxDesign",
  "coxLikelihood",
  "coxNewton",
  "coxRiskSets",
  "coxRobust",
  "cumulativeIncidenceVariance",
  "fDistribution",
  "fenwick",
  "fineGrayLikelihood",
  "fineGrayRows",
  "fineGrayVariance",
  "gammaDistribution",
  "grayScore",
  "groupProportionality",
  "groupRiskSets",
  "heterogeneity",
  "hypergeometric",
  "imputeValues",
  "logRankCounts",
  "multinomialFit",
  "normalDistribution",
  "randomDraws",
  "rankSumDistribution",
  "ranks",
  "root",
  "rowsByStratum",
  "sampleTimes",
  "stratumTimes",
  "studentT",
  "timeCodes"
];

describe("src/stats/index.ts", () => {
  it("re-exports every module of the folder that is not a part of another, in alphabetical order", () => {
    const exported = [...readFileSync(join(folder, "index.ts"), "utf8").matchAll(/from "\.\/(\w+)\.js"/g)].map(
      (d) => d[1]
    );
    const modules = readdirSync(folder)
      .map((file) => file.replace(/\.ts$/, ""))
      .filter((name) => name !== "index");
    expect(exported).toEqual([...exported].sort());
    expect([...exported, ...internal].sort()).toEqual(modules.sort());
  });

  it("works as one import", () => {
    const {kaplanMeier, logRank, medianSurvival} = stats;
    const data = {time: [1, 2, 3, 4], status: [1, 1, 1, 0], group: [0, 1, 0, 1]};
    expect(medianSurvival(kaplanMeier(data)).time).toBe(2.5);
    expect(logRank(data).df).toBe(1);
  });
});
