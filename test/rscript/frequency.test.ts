import {describe, it} from "vitest";
import {frequencyScript} from "../../src/rscript/frequency.js";
import {wilsonInterval} from "../../src/stats/wilsonInterval.js";
import {expectSameInR, expectStored, rVersion, type ScriptedFigure, withoutR} from "./runScript.js";

const counts = [
  ["NPM1", 436, 1540],
  ["FLT3-ITD", 0, 12],
  ["TP53", 7, 7],
  ["KIT", 1, 1],
  ["NF1", 0, 0],
  ["CBL", 3, 2674]
] as const;

function figure(): ScriptedFigure {
  const ours: Record<string, number | null> = {};
  const rows = counts.map(([name, found, tested], i) => {
    const {estimate, lower, upper} = wilsonInterval(found, tested);
    ours[`share.${i + 1}`] = estimate;
    ours[`lower.${i + 1}`] = lower;
    ours[`upper.${i + 1}`] = upper;
    return [name, "All patients", found, tested, tested + 3, estimate, lower, upper];
  });
  return {
    name: "frequency",
    table: {columns: ["alteration", "group", "mutated", "tested", "patients", "share", "lower95", "upper95"], rows},
    script: frequencyScript,
    ours
  };
}

describe("frequencyScript(csvName)", () => {
  it("prints our numbers: stored answers of R", () => expectStored(figure()));

  it("prints our numbers, run in R", (context) => {
    if (rVersion() === null) context.skip(withoutR);
    expectSameInR(figure());
  });
});
