import {describe, expect, it} from "vitest";
import {curveComplements, type KnownRows} from "../../../loaders/disclosure/audit/curveComplements.js";
import {readPublicPolicy} from "../../../loaders/disclosure/public/policy.js";
import type {ReportBlock} from "../../../src/model/report.js";
import {root} from "../../support/sharedData.js";

const policy = readPublicPolicy(root);
/** 30 of 60 patients have rows that anybody can have; so many of them have the event in the first year. */
const known = (firstYear: number): KnownRows => ({
  decides: ([clause]) => clause === "OS:followed",
  members: () => new Uint8Array(30).fill(1),
  rows: {
    endpoint: () => ({
      days: Float64Array.from({length: 30}, (_, i) => (i < firstYear ? 100 + i : 900)),
      status: Uint8Array.from({length: 30}, (_, i) => Number(i < firstYear))
    })
  } as unknown as KnownRows["rows"]
});
/** A curve that falls in the first year, and not in the second. */
function block(fall: number, change: object = {}): ReportBlock {
  const curve = {resolution: "knots", time: [0, 365, 731], value: [1, 1 - fall, 1 - fall], lower: [], upper: []};
  const risk = [60, 55, 50].map((atRisk, year) => ({day: [0, 365, 731][year], atRisk, events: null, censored: null}));
  const group = {label: "All", n: {set: "OS:followed", n: 60}, events: {set: "OS:event", n: 20}, curve, risk};
  return {id: "os", kind: "survival", endpoint: {definition: "OS"}, groups: [{...group, ...change}]} as unknown as ReportBlock; // prettier-ignore
}

describe("curves less the events of rows that anybody can have", () => {
  it("are found too fine where a few events of the others are left for sure", () => {
    // About 6 events of 60 patients, of which the public rows have 4.
    expect(curveComplements(block(0.11), known(4), policy)).toEqual([
      expect.stringMatching(/^block os, group All: from 1 to [1-4] events of patients whose rows are not public/u)
    ]);
  });

  it("are fine where none need be left, or enough are", () => {
    expect(curveComplements(block(0.11), known(6), policy)).toEqual([]);
    expect(curveComplements(block(0.3), known(4), policy)).toEqual([]);
  });

  it("are not looked at where nobody or everybody is known, or the rows do not decide who is in the group", () => {
    expect(curveComplements(block(0.11), {...known(4), members: () => new Uint8Array(30)}, policy)).toEqual([]);
    expect(curveComplements(block(0.11, {n: {set: "OS:followed", n: 30}}), known(4), policy)).toEqual([]);
    expect(curveComplements(block(0.11, {n: {set: "in:0123", n: 60}}), known(4), policy)).toEqual([]);
  });
});
