import {describe, expect, it} from "vitest";
import {population} from "../../../src/components/survival/population.js";
import {exposureRows, landmarkCohort} from "../../../src/stats/timeDependentExposure.js";
import {groupSpec, request, syntheticCohort} from "./cohortOf.js";

const days = Float64Array.of(10, 100, 200, NaN, 300, 50);
const status = Uint8Array.of(1, 0, 1, 0, 2, 1);

describe("population(request)", () => {
  it("takes everybody with follow-up, in one group without a grouping", () => {
    const rows = population(request({days, status}));
    expect(rows.levels).toEqual([{code: null, label: "All patients"}]);
    expect([...rows.time]).toEqual([10, 100, 200, 300, 50]);
    expect([...rows.patient]).toEqual([0, 1, 2, 4, 5]);
    expect(rows.entry).toBeUndefined();
    expect(rows.leftOut.noFollowUp).toBe(1);
  });

  it("counts the unknown group and leaves it out, or draws it last; groups without patients are gone", () => {
    const group = groupSpec("G", [0, 2, 0, 0, -1, -1], ["a", "b", "c"]);
    const without = population(request({days, status, group}));
    expect(without.levels.map(({label}) => label)).toEqual(["G a", "G c"]);
    expect([...without.group]).toEqual([0, 1, 0]);
    expect(without.leftOut.unknownGroup).toBe(2);
    const drawn = population(request({days, status, group, withUnknown: true}));
    expect(drawn.levels.at(-1)).toEqual({code: null, label: "G unknown"});
    expect([...drawn.group]).toEqual([0, 1, 0, 2, 2]);
    expect(drawn.leftOut.unknownGroup).toBe(0);
  });

  it("starts at a landmark with those still at risk, and groups by what was known then", () => {
    const group = groupSpec("CR", [1, 1, 1, 1, 0, 0], ["false", "true"]);
    const groupDay = Float64Array.of(5, 30, 90, 20, NaN, NaN);
    const rows = population(request({days, status, group, groupDay, landmark: 50}));
    expect(rows.leftOut.beforeLandmark).toEqual({events: 2, censored: 0});
    expect([...rows.time]).toEqual([50, 150, 250]);
    // Remission on day 90 has not happened by day 50.
    expect(rows.levels.map(({code}) => code)).toEqual(["false", "true"]);
    expect([...rows.group]).toEqual([1, 0, 0]);
    // What was not measured by then is not known.
    const mrd = groupSpec("MRD", [0, 1, 0, 0, 1, 1], ["negative", "positive"]);
    const measured = population(request({days, status, group: mrd, groupDay, landmark: 50}));
    expect(measured.patients).toBe(1);
    expect(measured.leftOut.unknownGroup).toBe(2);
    const filtered = population(request({days, status, filterDays: [groupDay], landmark: 50}));
    expect([filtered.patients, filtered.leftOut.notYetKnown]).toEqual([1, 2]);
  });

  it("counts landmark and known days from the endpoint’s own start", () => {
    const startDay = Float64Array.of(30, 30, 30, NaN, 30, 30);
    const group = groupSpec("MRD", [0, 1, 0, 0, 1, 1], ["negative", "positive"]);
    const groupDay = Float64Array.of(40, 70, 200, 20, 60, 60);
    const rows = population(request({days, status, startDay, group, groupDay, landmark: 40}));
    expect([...rows.patient]).toEqual([1, 4, 5]);
    expect(rows.leftOut.unknownGroup).toBe(1);
  });

  it("equals the landmark and the exposure rows of stats", () => {
    const {days: time, status: ends, transplant} = syntheticCohort(150);
    const group = groupSpec("HCT", Array.from(transplant, (d) => (Number.isNaN(d) ? 0 : 1)), ["false", "true"]); // prettier-ignore
    const base = request({days: time, status: ends, group, groupDay: transplant});
    const exposure = {time, status: ends, exposure: transplant};
    const landmark = landmarkCohort(exposure, 180);
    const own = population({...base, landmark: 180});
    expect([...own.patient]).toEqual([...landmark.patient]);
    expect([...own.time]).toEqual([...landmark.time]);
    expect([...own.group]).toEqual([...landmark.group]);
    const split = exposureRows(exposure);
    const moving = population({...base, timeDependent: true});
    for (const key of ["time", "status", "entry", "group", "patient"] as const) {
      expect([...moving[key]!]).toEqual([...split[key]]);
    }
    expect(moving.levels.map(({label}) => label)).toEqual(["HCT: not yet", "HCT: done"]);
    expect(moving.patients).toBe(150);
  });

  it("lets patients enter late, never after their follow-up, and ends it at the horizon", () => {
    const entryDay = Float64Array.of(20, 0, 150, 5, 250, NaN);
    const rows = population(request({days, status, entryDay}));
    expect([...rows.entry!]).toEqual([-1, 150, 250]);
    expect(rows.leftOut.notEntered).toBe(2);
    const cut = population(request({days, status, entryDay, horizon: 180}));
    expect([...cut.time]).toEqual([100, 180]);
    expect([...cut.status]).toEqual([0, 0]);
    // Who enters after the horizon is not seen; follow-up itself is not cut.
    expect(cut.leftOut.notEntered).toBe(3);
    expect([...cut.followUp.time]).toEqual([100, 200]);
  });

  it("keeps an event on day 0", () => {
    const rows = population(request({days: Float64Array.of(0, 5), status: Uint8Array.of(1, 0)}));
    expect([...rows.time]).toEqual([0, 5]);
  });
});
