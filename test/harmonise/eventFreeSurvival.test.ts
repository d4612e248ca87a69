import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {endpointDefinitions} from "../../loaders/harmonise/endpoints.js";
import {outcome} from "../support/outcome.js";

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
