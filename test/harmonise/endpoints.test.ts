import {describe, expect, it} from "vitest";
import {outcome} from "../support/outcome.js";
import {harmonised, mappingWith, rawWith} from "../support/partner.js";

describe("endpoints", () => {
  it("of a patient who relapses and dies", () => {
    const events = [
      ["cr", 30],
      ["relapse", 200],
      ["death", 400]
    ] as const;
    expect(outcome("OS", events)).toEqual([0, 400, 1, "death"]);
    expect(outcome("EFS_AMLSG", events)).toEqual([0, 200, 1, "relapse"]);
    expect(outcome("RFS", events)).toEqual([30, 170, 1, "relapse"]);
    expect(outcome("CIR", events)).toEqual([30, 170, 1, "relapse"]);
    expect(outcome("NRM", events)).toEqual([30, 170, 2, "relapse"]);
  });

  it("of a patient who dies in remission", () => {
    const events = [
      ["cr", 30],
      ["death", 100]
    ] as const;
    expect(outcome("RFS", events)).toEqual([30, 70, 1, "death"]);
    expect(outcome("CIR", events)).toEqual([30, 70, 2, "death"]);
    expect(outcome("NRM", events)).toEqual([30, 70, 1, "death"]);
  });

  it("of a refractory patient: an event on its own day, and no relapse-free survival", () => {
    const events = [
      ["refractory", 28],
      ["last_contact", 500]
    ] as const;
    expect(outcome("EFS_AMLSG", events)).toEqual([0, 28, 1, "refractory"]);
    expect(outcome("OS", events)).toEqual([0, 500, 0, null]);
    expect(outcome("RFS", events)).toBeNull();
  });

  it("of a relapse without a remission: an event, but outside the population in remission", () => {
    const events = [
      ["relapse", 90],
      ["death", 120]
    ] as const;
    expect(outcome("EFS_AMLSG", events)).toEqual([0, 90, 1, "relapse"]);
    expect(outcome("CIR", events)).toBeNull();
  });

  it("put relapse before death on the same day, and take the first of several relapses", () => {
    expect(
      outcome("CIR", [
        ["cr", 30],
        ["relapse", 90],
        ["death", 90]
      ])
    ).toEqual([30, 60, 1, "relapse"]);
    expect(
      outcome("RFS", [
        ["cr", 30],
        ["relapse", 300],
        ["relapse", 100],
        ["death", 400]
      ])
    ).toEqual([30, 70, 1, "relapse"]);
  });

  it("leave out a relapse before remission", () => {
    expect(
      outcome("RFS", [
        ["relapse", 10],
        ["cr", 30],
        ["last_contact", 90]
      ])
    ).toEqual([30, 60, 0, null]);
  });

  it("are unknown without death and last contact; the latest contact censors", () => {
    expect(outcome("OS", [["cr", 30]])).toBeNull();
    expect(
      outcome("OS", [
        ["last_contact", 10],
        ["last_contact", 50]
      ])
    ).toEqual([0, 50, 0, null]);
    expect(
      outcome("RFS", [
        ["cr", 30],
        ["last_contact", 20]
      ])
    ).toBeNull();
  });

  it("keep events on day 0", () => {
    expect(outcome("OS", [["death", 0]])).toEqual([0, 0, 1, "death"]);
  });
});

describe("time to transplantation", () => {
  it("has death as its competing event; a transplantation on the day of death came first", () => {
    expect(
      outcome("TTHCT", [
        ["hct_allo", 120],
        ["death", 300]
      ])
    ).toEqual([0, 120, 1, "hct_allo"]);
    expect(outcome("TTHCT", [["death", 80]])).toEqual([0, 80, 2, "death"]);
    expect(
      outcome("TTHCT", [
        ["hct_allo", 80],
        ["death", 80]
      ])
    ).toEqual([0, 80, 1, "hct_allo"]);
    expect(
      outcome("TTHCT", [
        ["hct_auto", 80],
        ["last_contact", 90]
      ])
    ).toEqual([0, 90, 0, null]);
  });
});

describe("events", () => {
  it("with a negative day are refused and counted, never moved", async () => {
    const data = await harmonised({raw: rawWith("clinical.csv", "P4,50,1000,m,400,0,-5,,0,0")});
    expect(data.rows("rejects")).toMatchObject([
      {row: 4, column: "CR", value: "-5", reason: "negative value", expected: "whole number from 0 to any d"}
    ]);
    expect(data.rows("events").filter((d) => d.event === "cr")).toHaveLength(2);
  });

  it("never make a patient of unknown vital status alive", async () => {
    const raw = rawWith("clinical.csv", "P4,50,1000,m,400,7,,,0,0", "P5,50,1000,m,400,,,,0,0");
    const data = await harmonised({raw});
    expect(data.table("patients").rows).toBe(5);
    expect(data.rows("outcomes").filter((d) => d.endpoint === "OS")).toHaveLength(3);
    expect(data.findings().vital_status_unknown).toBe(2);
    // A blank is declared to be missing; only the unknown token is refused.
    expect(data.rows("rejects").map((d) => [d.row, d.column, d.value, d.reason, d.expected])).toEqual([
      [4, "DEAD", "7", "unknown code", "one of 1, 0"]
    ]);
  });

  it("that a condition tells without a day are counted", async () => {
    const changed = mappingWith("{event: relapse, day: REL}", "{event: relapse, day: REL, when: {NPM1: {is: [0, 1]}}}");
    const data = await harmonised({mapping: changed});
    const finding = data.rows("findings").find((d) => String(d.description).startsWith("relapse according to NPM1"));
    expect(finding).toMatchObject({rule_id: "event_without_day", n: 1, n_checked: 2});
  });

  it("after the end of follow-up are found", async () => {
    const data = await harmonised({raw: rawWith("clinical.csv", "P4,50,1000,m,100,1,30,200,0,0")});
    expect(data.findings().event_after_end).toBe(1);
  });
});

describe("reported endpoints", () => {
  it("are kept apart, and each kind of difference is counted", async () => {
    const header = "ID,AOD,WBC,SEX,OS,DEAD,CR,REL,NPM1,ITD,T,S";
    const patients = [
      "400,1,,,400,1",
      "400,1,,,400,0",
      "400,1,,,,1",
      "400,1,,,,",
      "400,0,,,300,1",
      "400,1,,,300,1",
      "400,1,10,50,60,1"
    ];
    const rows = patients.map((d, i) => {
      const [os, dead, cr, rel, t, s] = d.split(",");
      return `P${i + 1},50,1000,m,${os},${dead},${cr},${rel},0,0,${t},${s}`;
    });
    const reported =
      "    reported:\n      - {endpoint: EFS, time: T, status: {column: S, codes: {0: 0, 1: 1}}}\n  genetic:";
    const data = await harmonised({
      mapping: mappingWith("  genetic:", reported),
      raw: {"clinical.csv": [header, ...rows, ""].join("\n")}
    });
    const counts = Object.entries(data.findings()).filter(([rule]) => rule.startsWith("reported_"));
    expect(Object.fromEntries(counts)).toEqual({
      reported_EFS_no_time: 1,
      reported_EFS_not_reported: 1,
      reported_EFS_not_rebuilt: 0,
      reported_EFS_censored_at_death: 1,
      reported_EFS_status_differs: 1,
      reported_EFS_earlier: 1,
      reported_EFS_later: 1
    });
    expect(data.table("reported_outcomes").rows).toBe(5);
  });
});
