import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {endpointDefinitions} from "../../loaders/harmonise/endpoints.js";
import {histories} from "../../loaders/harmonise/histories.js";
import {harmonised, mappingWith, rawWith} from "../support/partner.js";

/** The endpoint of one patient with these events: start, time, status, event. */
function outcome(definition: string, events: readonly (readonly [string, number])[], landmark = NaN) {
  const history = histories(
    {patient: events.map(() => 0), event: events.map((d) => d[0]), day: events.map((d) => d[1])},
    1
  );
  const result = endpointDefinitions[definition].outcome(history, 0, landmark);
  return result && [result.start, result.time, result.status, result.event];
}

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

describe("event-free survival by its definitions", () => {
  /** Time, status and event by definition, with landmarks on day 90 (ELN) and day 60 (RATIFY). */
  const all = (events: readonly (readonly [string, number])[]) =>
    Object.fromEntries(
      (
        [
          ["EFS_AMLSG", NaN],
          ["EFS_ELN2017", 90],
          ["EFS_ELN2022", 90],
          ["EFS_RATIFY", 60]
        ] as const
      ).map(([definition, landmark]) => [definition.slice(4), outcome(definition, events, landmark)?.slice(1) ?? null])
    );

  it("of a remission in time, then relapse", () => {
    const event = [200, 1, "relapse"];
    const history = [
      ["cr", 30],
      ["relapse", 200],
      ["death", 400]
    ] as const;
    expect(all(history)).toEqual({AMLSG: event, ELN2017: event, ELN2022: event, RATIFY: event});
  });

  it("of refractory disease after the first course and remission after the second", () => {
    // In remission on day 70: in time for two courses, not for day 60, on which the failure was known since day 30.
    expect(
      all([
        ["refractory", 30],
        ["cr", 70],
        ["last_contact", 900]
      ])
    ).toEqual({
      AMLSG: [30, 1, "refractory"],
      ELN2017: [900, 0, null],
      ELN2022: [900, 0, null],
      RATIFY: [30, 1, "refractory"]
    });
  });

  it("of remission only after the landmark", () => {
    expect(
      all([
        ["cr", 150],
        ["relapse", 300],
        ["death", 400]
      ])
    ).toEqual({
      AMLSG: [300, 1, "relapse"],
      ELN2017: [300, 1, "relapse"],
      ELN2022: [0, 1, "refractory"],
      RATIFY: [60, 1, "refractory"]
    });
  });

  it("of refractory disease for good", () => {
    expect(
      all([
        ["refractory", 75],
        ["death", 500]
      ])
    ).toEqual({
      AMLSG: [75, 1, "refractory"],
      ELN2017: [75, 1, "refractory"],
      ELN2022: [0, 1, "refractory"],
      RATIFY: [60, 1, "refractory"]
    });
  });

  it("of death before the landmark without a response", () => {
    const died = [12, 1, "death"];
    expect(all([["death", 12]])).toEqual({AMLSG: died, ELN2017: died, ELN2022: [0, 1, "death"], RATIFY: died});
  });

  it("of death on the landmark and the day after it", () => {
    expect(all([["death", 90]]).ELN2022).toEqual([0, 1, "death"]);
    expect(all([["death", 91]]).ELN2022).toEqual([0, 1, "refractory"]);
    expect(all([["death", 60]]).RATIFY).toEqual([60, 1, "death"]);
    expect(all([["death", 61]]).RATIFY).toEqual([60, 1, "refractory"]);
  });

  it("of one who leaves alive and not evaluable: censored on day 1 by ELN 2022 only", () => {
    const left = [40, 0, null];
    expect(all([["last_contact", 40]])).toEqual({AMLSG: left, ELN2017: left, ELN2022: [0, 0, null], RATIFY: left});
  });

  it("of one who leaves alive, refractory by then", () => {
    expect(
      all([
        ["refractory", 35],
        ["last_contact", 40]
      ])
    ).toEqual({
      AMLSG: [35, 1, "refractory"],
      ELN2017: [35, 1, "refractory"],
      ELN2022: [0, 1, "refractory"],
      RATIFY: [35, 1, "refractory"]
    });
  });

  it("of a remission on the landmark itself", () => {
    expect(
      all([
        ["cr", 90],
        ["last_contact", 400]
      ]).ELN2022
    ).toEqual([400, 0, null]);
    expect(
      all([
        ["cr", 60],
        ["last_contact", 400]
      ]).RATIFY
    ).toEqual([400, 0, null]);
    expect(
      all([
        ["cr", 91],
        ["last_contact", 400]
      ]).ELN2022
    ).toEqual([0, 1, "refractory"]);
  });

  it("of unknown vital status: unknown, unless a later event tells that the landmark was reached", () => {
    expect(all([])).toEqual({AMLSG: null, ELN2017: null, ELN2022: null, RATIFY: null});
    expect(all([["cr", 120]])).toMatchObject({ELN2022: [0, 1, "refractory"], RATIFY: [60, 1, "refractory"]});
  });

  it("lie before death in every history", () => {
    const day = fc.option(fc.integer({min: 0, max: 400}), {nil: NaN});
    const history = fc.record({
      cr: day,
      refractory: day,
      relapse: day,
      hct_allo: day,
      end: fc.integer({min: 0, max: 400})
    });
    fc.assert(
      fc.property(history, fc.boolean(), ({end, ...days}, dead) => {
        const known = Object.entries(days).filter(([, d]) => d <= end);
        const events = [...known, [dead ? "death" : "last_contact", end] as [string, number]];
        const os = outcome("OS", events)!;
        expect(os).toEqual([0, end, dead ? 1 : 0, dead ? "death" : null]);
        for (const definition of Object.keys(endpointDefinitions)) {
          const found = outcome(definition, events, 90);
          const atRisk = !["RFS", "CIR", "NRM"].includes(definition) || known.some(([event]) => event === "cr");
          expect(found === null, definition).toBe(!atRisk);
          if (!found) continue;
          const [start, time, status, event] = found as [number, number, number, string | null];
          expect(time, definition).toBeGreaterThanOrEqual(0);
          expect(start + time, definition).toBeLessThanOrEqual(end);
          expect(event === null, definition).toBe(status === 0);
          // Whoever dies has had an event of every endpoint, of interest or competing.
          if (dead) expect(status, definition).toBeGreaterThan(0);
          if (status === 0 && definition !== "EFS_ELN2022") expect(start + time, definition).toBe(end);
        }
      })
    );
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

describe("what a source supports", () => {
  const support = async (changes: Parameters<typeof harmonised>[0]) => {
    const data = await harmonised(changes);
    const rows = data.rows("endpoint_support");
    // Every definition has its outcomes, one per patient at most, or is not supported and has none.
    for (const {definition, support, n, n_events, n_competing} of rows) {
      const found = data.rows("outcomes").filter((d) => d.definition === definition);
      expect(new Set(found.map((d) => d.patient_id)).size).toBe(found.length);
      expect([
        found.length,
        found.filter((d) => d.status === 1).length,
        found.filter((d) => d.status === 2).length
      ]).toEqual([n, n_events, n_competing]);
      if (support === "none") expect(n).toBe(0);
    }
    return Object.fromEntries(rows.map((d) => [String(d.definition), d]));
  };

  it("is judged by its events, with the landmark and the assumption in words", async () => {
    const rows = await support({});
    expect(rows.OS).toMatchObject({support: "full", reason: null, landmark_day: null, is_default: true, n: 3});
    expect(rows.RFS).toMatchObject({support: "full", n: 2, n_events: 1});
    expect(rows.EFS_AMLSG).toMatchObject({support: "partial", is_default: true});
    expect(String(rows.EFS_AMLSG.reason)).toContain("without days of refractory disease");
    expect(rows.EFS_RATIFY).toMatchObject({
      support: "partial",
      reason: "without days of refractory disease, every failure is on day 60",
      landmark_day: 60,
      is_default: false
    });
    expect(String(rows.EFS_ELN2022.reason)).toContain("day 90 stands for the response assessment");
    expect(rows.TTHCT).toMatchObject({
      support: "none",
      reason: "the source does not tell: allogeneic transplantation",
      n: 0
    });
  });

  it("takes a landmark of its own from the mapping", async () => {
    const rows = await support({mapping: mappingWith("resolve:", "landmarks: {EFS_ELN2022: 180}\nresolve:")});
    expect(rows.EFS_ELN2022.landmark_day).toBe(180);
    expect(rows.EFS_ELN2017.landmark_day).toBe(90);
    const wrong = harmonised({mapping: mappingWith("resolve:", "landmarks: {OS: 180}\nresolve:")});
    await expect(wrong).rejects.toThrow("unknown definition with a landmark: OS");
  });

  it("without remissions is no more than overall survival; a ready-made endpoint does not help", async () => {
    const rows = await support({
      mapping: mappingWith(
        "      - {event: cr, day: CR}\n      - {event: relapse, day: REL}\n",
        "    reported:\n      - {endpoint: EFS, time: OS, status: {column: DEAD, codes: {0: 0, 1: 1}}}\n"
      )
    });
    const none = Object.keys(rows).filter((d) => rows[d].support === "none");
    expect(none.sort()).toEqual(
      Object.keys(endpointDefinitions)
        .filter((d) => d !== "OS")
        .sort()
    );
    expect(rows.EFS_AMLSG.reason).toBe(
      "the source does not tell: relapse; the source's own EFS is kept for comparison only"
    );
    expect(rows.RFS.reason).toBe("the source does not tell: complete remission, relapse");
  });

  it("is partial where a declared event was never found", async () => {
    const clinical = "ID,AOD,WBC,SEX,OS,DEAD,CR,REL,NPM1,ITD\nP1,50,1,m,400,1,30,,1,1\nP2,61,1,f,900,0,40,,0,0\n";
    const rows = await support({raw: {"clinical.csv": clinical}});
    expect(rows.RFS).toMatchObject({support: "partial", reason: "not a single relapse on record", n: 2});
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

describe("consistency of a course", () => {
  const header = "ID,AOD,WBC,SEX,OS,DEAD,CR,REL,NPM1,ITD,RD,HCT";
  const found = async (...rows: string[]) => {
    const data = await harmonised({
      mapping: mappingWith(
        "      - {event: cr, day: CR}\n",
        "      - {event: cr, day: CR}\n      - {event: refractory, day: RD}\n      - {event: hct_allo, day: HCT}\n"
      ),
      raw: {"clinical.csv": [header, ...rows.map((d, i) => `P${i + 1},50,1000,m,${d}`), ""].join("\n")}
    });
    const rules = data.rows("findings").filter((d) => d.category === "plausibility" && d.file === null);
    return Object.fromEntries(rules.filter((d) => d.n !== 0).map((d) => [String(d.rule_id), [d.n, d.n_checked]]));
  };

  it("finds nothing in courses that fit", async () => {
    expect(await found("400,1,30,200,0,0,,150", "900,0,40,,0,0,,", "20,1,,,0,0,15,")).toEqual({});
  });

  it("counts each kind of misfit among the patients whom it concerns", async () => {
    expect(
      await found(
        // Relapse before remission; transplanted after death; relapse without remission, after refractory disease; late
        // remission and remission after the end.
        "400,1,60,30,0,0,,",
        "400,1,60,,0,0,,401",
        "400,0,,90,0,0,30,",
        "400,0,500,,0,0,30,"
      )
    ).toEqual({
      relapse_before_remission: [1, 1],
      event_after_end: [2, 4],
      transplant_after_end: [1, 1],
      relapse_without_remission: [1, 2],
      relapse_not_first_event: [1, 2],
      alive_after_relapse: [1, 2],
      late_remission: [1, 2],
      remission_after_end: [1, 3]
    });
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
