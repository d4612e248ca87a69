import {describe, expect, it} from "vitest";
import {csvText} from "../../src/components/csvText.js";
import {
  definitionText,
  endpointName,
  startText,
  supportText,
  survivalNumbers
} from "../../src/components/survivalNumbers.js";
import type {SurvivalGroup} from "../../src/model/cohortResults.js";
import type {SiteSource} from "../../src/model/siteData.js";

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

describe("the words of an endpoint", () => {
  const support = (source: string, how: string, reason: string | null, landmarkDay: number | null) => ({
    source,
    support: how,
    reason,
    landmarkDay
  });
  const os = {key: "OS", endpoint: "OS", definition: "OS", support: [support("A", "full", null, null)]};
  const efs = {key: "EFS", endpoint: "EFS", definition: "EFS_AMLSG", support: []};
  const eln = {
    key: "EFS_ELN2022",
    endpoint: "EFS",
    definition: "EFS_ELN2022",
    support: [support("A", "partial", "day 90 is assumed", 90), support("B", "none", "no remissions", 180)]
  };
  const rfs = {key: "RFS", endpoint: "RFS", definition: "RFS", support: []};

  it("name the definition where there are several", () => {
    const endpoints = [os, efs, eln, rfs];
    expect(endpoints.map((d) => endpointName(d, {endpoints}))).toEqual([
      "Overall survival",
      "Event-free survival (AMLSG)",
      "Event-free survival (ELN 2022)",
      "Relapse-free survival"
    ]);
    expect(endpointName(efs, {endpoints: [os, efs]})).toBe("Event-free survival");
  });

  it("state the landmark, by source where it differs, and what is assumed or missing", () => {
    expect(definitionText(os)).not.toContain("Landmark");
    expect(definitionText({...eln, support: [eln.support[0]]})).toMatch(/\(ELN 2022\)\. Landmark: day 90$/);
    expect(definitionText(eln)).toMatch(/Landmark: day 90 in A, day 180 in B$/);
    expect(supportText(os)).toBe("");
    expect(supportText(eln)).toBe("A: day 90 is assumed. B: not supported, no remissions.");
  });

  it("say what time 0 is: the index events of all sources, or remission", () => {
    const sources = ["diagnosis", "randomisation", "diagnosis"].map((indexEvent) => ({indexEvent}) as SiteSource);
    expect(startText(eln, {sources})).toBe("diagnosis or randomisation");
    expect(startText(rfs, {sources})).toBe("remission");
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
