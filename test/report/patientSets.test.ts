import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {Release} from "../../loaders/release/readRelease.js";
import {reportContext, type ReportContext} from "../../loaders/report/reportContext.js";
import {reportRelease} from "../support/reportRelease.js";

/** Six patients: two of B; NPM1 not tested in the last of A, FLT3-ITD tested in A alone. */
const patients = [
  {source: "A", days: 100, died: true, sex: "female", age: 40, npm1: true, itd: true},
  {source: "A", days: 200, died: false, sex: "male", age: 60, npm1: false, itd: false},
  {source: "A", days: 300, died: true, sex: "male", age: 59, npm1: true, itd: false},
  {source: "A", days: 400, died: true, sex: null, age: null, npm1: null, itd: true},
  {source: "B", days: 500, died: false, sex: "female", age: 70, npm1: false, itd: null},
  {source: "B", days: 600, died: true, sex: "male", age: 80, npm1: true, itd: null}
] as const;

describe("sets of patients", () => {
  let release: Release & {remove(): Promise<void>};
  let context: ReportContext;
  beforeAll(async () => {
    release = await reportRelease(patients);
    context = reportContext(release);
  });
  afterAll(() => release.remove());

  const rows = (...clauses: string[]) => [...context.set(...clauses).members].flatMap((d, i) => (d === 1 ? [i] : []));

  it("holds who meets every clause, an unknown value meeting none but “unknown”", () => {
    expect(rows("sex=male")).toEqual([1, 2, 5]);
    expect(rows("sex=unknown")).toEqual([3]);
    expect(rows("NPM1=mutated")).toEqual([0, 2, 5]);
    expect(rows("NPM1=wild_type")).toEqual([1, 4]);
    expect(rows("NPM1=not_tested")).toEqual([3]);
    expect(rows("age_years=60..")).toEqual([1, 4, 5]);
    expect(rows("age_years=..<60")).toEqual([0, 2]);
    expect(rows("age_years=..60")).toEqual([0, 1, 2]);
    expect(rows("age_years=known")).toEqual([0, 1, 2, 4, 5]);
    expect(rows("any=NPM1|FLT3-ITD")).toEqual([0, 2, 3, 5]);
    expect(rows("OS:event")).toEqual([0, 2, 3, 5]);
    expect(rows("OS:event<=300")).toEqual([0, 2]);
    expect(rows()).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it("has one key for the same conditions, however they are written", () => {
    expect(context.set().key).toBe("all");
    expect(context.set("sex=male|female").key).toBe("sex=known");
    expect(context.set("sex=male", "source_id=A").key).toBe("sex=male & source_id=A");
    expect(context.set("source_id=A", "sex=male", "sex=male").key).toBe("sex=male & source_id=A");
    expect(context.set("sex=known", "sex=male").key).toBe("sex=male");
    expect(context.set("OS:followed", "OS:event").key).toBe("OS:event");
    expect(context.within(context.set("sex=male"), "sex=female").n).toBe(0);
  });

  it("gives the members of a key, also of one that nobody asked for", () => {
    expect([...context.members("NPM1=mutated & source_id=B")]).toEqual([0, 0, 0, 0, 0, 1]);
    expect([...context.members("all")]).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it("reads a cohort as the explorer's address has it, and refuses what the release does not know", () => {
    expect(context.cohort("source=A&mutated=NPM1").set.key).toBe("NPM1=mutated & source_id=A");
    expect(context.cohort("any=NPM1,FLT3-ITD").set.n).toBe(4);
    expect(context.cohort("none=NPM1,FLT3-ITD").set.key).toBe("FLT3-ITD=wild_type & NPM1=wild_type");
    expect(() => context.cohort("mutated=TP53")).toThrow(/^cohort mutated=TP53: unknown gene or alteration: TP53$/);
    expect(context.hasCohort("mutated=TP53")).toBe(false);
    expect(() => context.set("TP53=mutated")).toThrow("unknown variable in: TP53=mutated");
    expect(() => context.set("sex=other")).toThrow("unknown level in: sex=other");
    expect(() => context.set("EFS:event")).toThrow("unknown endpoint in: EFS:event");
  });

  it("keeps a set of its own under its name, and refuses a second one of that name", () => {
    context.define("in:first", Uint8Array.of(1, 0, 0, 0, 0, 0));
    expect(context.set("in:first", "sex=female").n).toBe(1);
    expect(() => context.define("in:first", Uint8Array.of(0, 1, 0, 0, 0, 0))).toThrow(
      "two sets of the same name: in:first"
    );
  });
});
