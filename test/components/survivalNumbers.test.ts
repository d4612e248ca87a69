import {describe, expect, it} from "vitest";
import {csvText} from "../../src/components/download.js";
import {survivalNumbers} from "../../src/components/survivalNumbers.js";
import type {SurvivalGroup} from "../../src/model/cohortResults.js";

function group(name: string | null, time: number[], events: number[], censored: number[], nMissing = 0): SurvivalGroup {
  const n = [...events, ...censored].reduce((sum, d) => sum + d, 0);
  const arrays = {
    time: Float64Array.from(time),
    events: Float64Array.from(events),
    censored: Float64Array.from(censored)
  };
  return {group: name, label: name ?? "unknown", ...arrays, n, nMissing};
}

describe("survivalNumbers(groups, grouped)", () => {
  const a = group("a", [100, 400, 900], [1, 1, 0], [0, 0, 3], 2);
  const b = group("b", [50, 60, 800], [2, 1, 0], [0, 0, 1]);
  const unknown = group(null, [10], [5], [0], 1);

  it("counts the unknown group but neither draws nor tests it", () => {
    const numbers = survivalNumbers([a, b, unknown], true);
    expect(numbers.estimates.map((d) => d.group.group)).toEqual(["a", "b"]);
    expect(numbers.withoutGroup).toBe(6);
    expect(numbers.withoutFollowUp).toBe(2);
    expect(numbers.logRank?.groups.map((d) => d.n)).toEqual([5, 4]);
    expect(numbers.logRank?.method).toBe("log-rank test");
  });

  it("reads nothing off beyond a group's own follow-up", () => {
    const [estimate] = survivalNumbers([a], false).estimates;
    expect(estimate.at.map((d) => d?.survival ?? null)).toEqual([0.8, expect.closeTo(0.6, 10), null, null]);
  });

  it("says why there is no test", () => {
    expect(survivalNumbers([a], true).whyNot).toContain("Fewer than two groups");
    const quiet = [group("a", [5], [0], [2]), group("b", [5], [0], [3])];
    expect(survivalNumbers(quiet, true).whyNot).toContain("No events");
    expect(survivalNumbers([a], false).whyNot).toBeNull();
  });
});

describe("csvText(notes, columns, rows)", () => {
  it("quotes what needs it and lets no cell act as a formula", () => {
    expect(
      csvText(
        ["a note"],
        ["x", "y"],
        [
          ["=1+1", 2],
          ['say "hi"', null],
          ["a,b", -3]
        ]
      )
    ).toBe('# a note\r\nx,y\r\n\'=1+1,2\r\n"say ""hi""",\r\n"a,b",-3\r\n');
  });
});
