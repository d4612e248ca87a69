import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {emptyFilter} from "../../../src/cohort/filter.js";
import {knownFilter, parseFilterJson} from "../../../src/cohort/filterJson.js";
import {formatCohortFile, parseCohortFile} from "../../../src/cohort/saved/cohortFile.js";
import type {SavedCohort} from "../../../src/cohort/saved/savedCohort.js";
import {type KeyedStorage, savedCohorts} from "../../../src/cohort/saved/savedCohorts.js";
import {canonical, catalogue} from "../arbitraries.js";

const key = "hemiola-cohorts:/";
const women: SavedCohort = {name: "Women", filter: {...emptyFilter, levels: {sex: ["female"]}}, release: "r1", n: 12};
const men: SavedCohort = {...women, name: "Men", filter: {...emptyFilter, levels: {sex: ["male"]}}};

function memory(): KeyedStorage & {readonly items: Map<string, string>} {
  const items = new Map<string, string>();
  return {items, getItem: (k) => items.get(k) ?? null, setItem: (k, value) => void items.set(k, value)};
}

describe("savedCohorts", () => {
  it("keep cohorts by name across pages, in the order of the alphabet", () => {
    const storage = memory();
    const saved = savedCohorts(key, () => storage);
    saved.save(women);
    saved.save(men);
    expect(savedCohorts(key, () => storage).list()).toEqual([men, women]);
    expect(savedCohorts("hemiola-cohorts:/other/", () => storage).list()).toEqual([]);
    saved.save({...women, n: 13});
    expect(saved.get("Women")?.n).toBe(13);
    saved.remove("Women");
    expect(saved.list().map(({name}) => name)).toEqual(["Men"]);
  });

  it("are renamed, but not to a name that is taken or none", () => {
    const saved = savedCohorts(key, memory);
    const storage = memory();
    const own = savedCohorts(key, () => storage);
    own.save(women);
    own.save(men);
    own.rename("Women", " All women ");
    expect(own.get("All women")).toEqual({...women, name: "All women"});
    own.rename("Men", "Men");
    expect(() => own.rename("Men", "All women")).toThrow(/already saved: All women/);
    expect(() => own.rename("Nobody", "x")).toThrow(/unknown saved cohort: Nobody/);
    expect(() => own.rename("Men", "  ")).toThrow(/invalid saved cohort: its name/);
    expect(saved.list()).toEqual([]);
  });

  it("say so and last as long as the page where the browser refuses to keep them", () => {
    const saved = savedCohorts(key, () => ({
      getItem: () => null,
      setItem: () => {
        throw new Error("quota exceeded");
      }
    }));
    saved.save(women);
    saved.save(men);
    expect(saved.list()).toEqual([men, women]);
    expect(saved.problem()).toMatch(/refuses to keep cohorts \(quota exceeded\).*export/);
    const denied = savedCohorts(key, () => {
      throw new Error("access denied");
    });
    expect(denied.list()).toEqual([]);
    expect(denied.problem()).toMatch(/could not be read \(access denied\)/);
  });

  it.each(["no json", "null", '{"version":2,"cohorts":[]}', '{"version":1,"cohorts":[{"name":"x"}]}'])(
    "do not take %j for a list, and leave it where it is",
    (text) => {
      const storage = memory();
      storage.items.set(key, text);
      const saved = savedCohorts(key, () => storage);
      expect(saved.list()).toEqual([]);
      expect(saved.problem()).toMatch(/could not be read/);
      saved.save(women);
      expect(saved.list()).toEqual([women]);
      expect(storage.items.get(key)).toBe(text);
    }
  );

  it("tell those who watch, until they stop", () => {
    const saved = savedCohorts(key, memory);
    let times = 0;
    const stop = saved.watch(() => ++times);
    saved.save(women);
    stop();
    saved.save(men);
    expect(times).toBe(1);
  });
});

describe("a file of cohorts", () => {
  const release = {releaseId: "r1", simulated: true, simulatedNotice: "invented for tests"};

  it("gives back what was written, and names release and notice", () => {
    fc.assert(
      fc.property(canonical, fc.option(fc.nat(), {nil: null}), (filter, n) => {
        const cohorts = [{name: "One", filter, release: "r1", n}];
        expect(parseCohortFile(formatCohortFile(cohorts, release))).toEqual(cohorts);
      })
    );
    expect(JSON.parse(formatCohortFile([], release))).toMatchObject({release: "r1", notice: "Invented for tests."});
  });

  it.each([
    ["text", "{", "it is not JSON"],
    ["another file", '{"format":"x"}', "no saved cohorts"],
    ["a list", "[]", "no saved cohorts"],
    ["another version", '{"format":"hemiola-cohorts","version":9}', "version 9, expected 1"],
    ["no list", '{"format":"hemiola-cohorts","version":1}', "no list of cohorts"]
  ])("refuses %s in words", (_, text, why) => expect(() => parseCohortFile(text)).toThrow(why));

  it.each([
    [{name: ""}, "cohort 1: invalid saved cohort: its name"],
    [{name: "x".repeat(81)}, "its name"],
    [{n: -1}, "patients of Women"],
    [{release: 7}, "release of Women"],
    [{filter: 7}, "invalid filter: it is no object"],
    [{filter: {colour: []}}, "unknown part colour"],
    [{filter: {levels: {sex: "female"}}}, "sex is no list of text"],
    [{filter: {alterations: {NPM1: ["present"]}}}, "unknown state of NPM1: present"],
    [{filter: {ranges: {age_years: [60, 18]}}}, "bounds of age_years are reversed"],
    [{filter: {ranges: {age_years: ["18", null]}}}, "bounds of age_years"],
    [{filter: {clauses: [{kind: "some", alterations: []}]}}, "unknown kind of clause 1"]
  ])("names what is wrong with %j", (change, why) => {
    const text = JSON.stringify({format: "hemiola-cohorts", version: 1, cohorts: [{...women, ...change}]});
    expect(() => parseCohortFile(text)).toThrow(why);
  });
});

describe("a filter of another release", () => {
  it("is answered as far as this one can, and the rest is named", () => {
    const filter = parseFilterJson({levels: {sex: ["female"], old_column: ["x"]}, alterations: {BRCA9: ["mutated"]}});
    expect(knownFilter(filter, catalogue)).toMatchObject({
      filter: {...emptyFilter, levels: {sex: ["female"]}},
      problems: ["unknown condition: old_column", "unknown gene or alteration: BRCA9"]
    });
  });
});
