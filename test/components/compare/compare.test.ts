import fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {CohortRows} from "../../../src/cohort/cohortRows.js";
import {catalogueOf} from "../../../src/cohort/catalogue.js";
import {emptyFilter} from "../../../src/cohort/filter.js";
import {choiceOf, filterOf, isChoice, levelChoice, levelOf} from "../../../src/components/compare/cohortChoice.js";
import {comparedGroups} from "../../../src/components/compare/comparedGroups.js";
import {compareSurvival} from "../../../src/components/compare/compareSurvival.js";
import {areRandomised, definingColumns, readRequest} from "../../../src/components/compare/compareRequest.js";
import {enrichment} from "../../../src/components/compare/enrichment.js";
import {coxFit, logRank} from "../../../src/stats/index.js";
import {canonical, catalogue} from "../../cohort/arbitraries.js";
import {testSite} from "../../cohort/testSite.js";

const masks = fc.integer({min: 0, max: 40}).chain((n) => {
  const mask = fc.array(fc.integer({min: 0, max: 1}), {minLength: n, maxLength: n});
  return fc.record({cohorts: fc.array(mask, {minLength: 1, maxLength: 4}), among: mask, rest: fc.boolean()});
});

describe("comparedGroups", () => {
  it("puts nobody in two groups, everybody in theirs, and counts whom cohorts share", () => {
    fc.assert(
      fc.property(masks, ({cohorts, among, rest}) => {
        const named = cohorts.map((members, i) => ({
          label: `C${i}`,
          code: `c${i}`,
          members: Uint8Array.from(members)
        }));
        const {groups, codes, sizes, shared, split} = comparedGroups(named, Uint8Array.from(among), rest);
        const inCohorts = among.map((inside, i) => (inside === 1 ? cohorts.filter((d) => d[i] === 1).length : 0));
        expect(split === null).toBe(inCohorts.every((count) => count < 2));
        codes.forEach((code, i) => {
          const everybodyElse = rest && among[i] === 1 && inCohorts[i] === 0;
          expect(code >= 0).toBe(inCohorts[i] > 0 || everybodyElse);
          if (code < 0) return;
          const {label} = groups[code];
          if (everybodyElse) expect(label).toBe("Everybody else");
          else if (inCohorts[i] > 1) expect(label).toMatch(cohorts.length === 2 ? /^both$/ : /^in several$/);
          else expect(label).toContain(`C${cohorts.findIndex((d) => d[i] === 1)}`);
        });
        groups.forEach(({n}, g) => expect(n).toBe(codes.filter((code) => code === g).length));
        sizes.forEach((n, c) => {
          expect(n).toBe(shared[c][c]);
          cohorts.forEach((_, d) => expect(shared[c][d]).toBe(shared[d][c]));
        });
      })
    );
  });
});

describe("the cohorts of an address", () => {
  it("are read as they were written, for every filter", () => {
    fc.assert(
      fc.property(canonical, (filter) => {
        const choice = choiceOf(filter);
        expect(isChoice(choice, catalogue)).toBe(true);
        expect(choiceOf(filterOf(choice, catalogue, emptyFilter))).toBe(choice);
      })
    );
    expect(isChoice("mutated=BRCA9", catalogue)).toBe(false);
  });

  it("know a single level of a variable", () => {
    for (const [key, code] of [
      ["NPM1", "wild_type"],
      ["cyto_t_8_21", "present"],
      ["sex", "female"]
    ])
      expect(levelOf(levelChoice(catalogue, key, code), catalogue)).toEqual({key, code});
    expect(levelOf("sex=female&mutated=NPM1", catalogue)).toBeNull();
  });

  const state = (options: Record<string, string>, filter = emptyFilter) => ({
    filter,
    group: null,
    endpoint: "OS",
    options: {a: "", b: "", c: "", d: "", rest: "", pair: "", ...options}
  });

  it("are the filtered patients and everybody else unless the reader chooses", () => {
    const filter = {...emptyFilter, alterations: {NPM1: ["mutated" as const]}};
    const request = readRequest(state({}, filter), catalogue);
    expect(request.cohorts.map(({label}) => label)).toEqual(["NPM1 mutated"]);
    expect([request.rest, request.within]).toEqual([true, false]);
    const usual = readRequest(state({}), catalogue);
    expect(usual.cohorts.map(({label, code}) => [label, code])).toEqual([
      ["NPM1 mutated", "mutated"],
      ["NPM1 wild type", "wild_type"]
    ]);
    const within = readRequest(state({a: "mutated=TP53", b: "wild_type=TP53"}, filter), catalogue);
    expect([within.rest, within.within]).toEqual([false, true]);
    expect([...definingColumns(within, filter)].sort()).toEqual(["NPM1", "TP53"]);
  });

  it("are randomised if they are arms among patients chosen by what was known before the lot", () => {
    const levels = ["midostaurin", "placebo"].map((code) => ({code, label: code, n: 1}));
    const arms = {variable: "arm_planned", label: "Arm", levels, nUnknown: 0};
    const trial = catalogueOf({...testSite, facets: [...testSite.facets, arms]});
    const judged = (options: Record<string, string>, filter = emptyFilter) =>
      areRandomised(readRequest(state(options, filter), trial), filter, trial);
    const both = {a: "arm_planned=midostaurin", b: "arm_planned=placebo"};
    const young = {...emptyFilter, ranges: {age_years: [18, 60] as const}, alterations: {NPM1: ["mutated" as const]}};
    expect(judged(both)).toBe(true);
    expect(judged(both, young)).toBe(true);
    expect(judged(both, {...emptyFilter, levels: {complete_remission: ["true"]}})).toBe(false);
    expect(judged({...both, rest: "yes"})).toBe(false);
    expect(judged({a: "arm_planned=midostaurin&mutated=NPM1", b: "arm_planned=placebo"})).toBe(false);
    expect(judged({a: "mutated=NPM1", b: "wild_type=NPM1"}, young)).toBe(false);
  });
});

/** Two sources; TP53 was tested in the first only, and is fixed by design in the second. */
function rowsOf(n: number): CohortRows {
  const next = (i: number, salt: number) => ((i * 7919 + salt * 104729) % 1000) / 1000;
  const column = (code: (i: number) => number) => Int16Array.from({length: n}, (_, i) => code(i));
  const levels = (...codes: string[]) => codes.map((code) => ({code, label: code}));
  const source = column((i) => (next(i, 1) < 0.6 ? 0 : 1));
  const columns = new Map([
    ["source_id", {codes: source, levels: levels("A", "B & co=1")}],
    [
      "NPM1",
      {codes: column((i) => (next(i, 2) < 0.1 ? -1 : Number(next(i, 3) > 0.3))), levels: levels("mutated", "wild_type")}
    ],
    ["FLT3-ITD", {codes: column((i) => Number(next(i, 4) > 0.2)), levels: levels("mutated", "wild_type")}],
    ["TP53", {codes: column((i) => Number(next(i, 5) > 0.1)), levels: levels("mutated", "wild_type")}]
  ]);
  const days = Float64Array.from({length: n}, (_, i) => (next(i, 6) < 0.05 ? NaN : 1 + Math.floor(900 * next(i, 7))));
  const status = Uint8Array.from({length: n}, (_, i) => Number(next(i, 8) < 0.6));
  return {
    n,
    number: () => days,
    category: (name) => columns.get(name)!,
    endpoint: () => ({days, status})
  };
}

describe("two groups of a release", () => {
  const rows = rowsOf(300);
  const codes = Int16Array.from({length: 300}, (_, i) => (i % 5 === 0 ? -1 : i % 2));

  it("are compared among patients tested, in sources that can tell", () => {
    const found = enrichment(rows, catalogue, codes, [0, 1], new Set(["FLT3-ITD"]));
    expect(found.defining).toEqual(["FLT3-ITD"]);
    expect(found.contrasts.map(({name}) => name)).toEqual(["NPM1", "TP53"]);
    expect(found.stratified).toBe(true);
    const tested = [0, 1].map(
      (g) => rows.category("NPM1").codes.filter((code, i) => code >= 0 && codes[i] === g).length
    );
    expect(found.contrasts[0].tested).toEqual(tested);
    // By design, the second source says nothing of TP53.
    const first = rows.category("source_id").codes;
    expect(found.contrasts[1].tested).toEqual(
      [0, 1].map((g) => codes.filter((d, i) => d === g && first[i] === 0).length)
    );
    expect(found.strata[1].filter(({tested: own}) => own[0] > 0)).toHaveLength(1);
  });

  it("have the log-rank test and hazard ratio of their rows within sources", () => {
    const groups = [
      {label: "first", code: "a", n: 0},
      {label: "second", code: null, n: 0}
    ];
    const endpoint = catalogue.endpoints.get("OS")!;
    const {answer, stratified} = compareSurvival(
      catalogue,
      rows,
      {groups, codes},
      endpoint,
      {landmark: 0, days: []},
      1
    );
    const {days, status} = rows.endpoint("OS");
    const kept = [...days.keys()].filter((i) => codes[i] >= 0 && !Number.isNaN(days[i]));
    const of = (values: ArrayLike<number>) => kept.map((i) => values[i]);
    const strata = of(rows.category("source_id").codes);
    const test = logRank({time: of(days), status: of(status), group: of(codes), strata});
    expect(stratified).toBe(true);
    expect(answer.comparison?.test.method).toBe("stratified log-rank test");
    expect(answer.comparison?.test.statistic).toBeCloseTo(test.statistic, 9);
    const x = [{name: "first", values: of(codes).map((code) => Number(code === 0))}];
    const fit = coxFit({time: of(days), status: of(status), strata, x});
    expect(answer.comparison?.hazards.coefficients[0].estimate).toBeCloseTo(fit.beta[0], 7);
    expect(answer.groups[answer.comparison!.reference].label).toBe("second");
  });

  it("of different sources are not said to be compared within them", () => {
    const apart = rows.category("source_id").codes;
    const groups = [
      {label: "A", code: "a", n: 0},
      {label: "B", code: "b", n: 0}
    ];
    const endpoint = catalogue.endpoints.get("OS")!;
    const {stratified, answer} = compareSurvival(
      catalogue,
      rows,
      {groups, codes: apart},
      endpoint,
      {landmark: 0, days: []},
      1
    );
    expect(stratified).toBe(false);
    expect(answer.comparison?.test.method).toBe("log-rank test");
    expect(enrichment(rows, catalogue, apart, [0, 1], new Set()).sources).toEqual([]);
  });

  it("of sources with different starts have curves by source, and are not compared across them", () => {
    const groups = [
      {label: "first", code: "a", n: 0},
      {label: "second", code: "b", n: 0}
    ];
    const endpoint = catalogue.endpoints.get("OS")!;
    const own = {starts: new Map([["A", "diagnosis"], ["B & co=1", "randomisation"]])}; // prettier-ignore
    const timing = {landmark: 0, days: []};
    const {answer, sources} = compareSurvival(own, rows, {groups, codes}, endpoint, timing, 1);
    expect(answer.clocks.map(({start, label}) => [start, label])).toEqual([
      ["diagnosis", sources[0]],
      ["randomisation", sources[1]]
    ]);
    const {days} = rows.endpoint("OS");
    const source = rows.category("source_id").codes;
    for (const [s, clock] of answer.clocks.entries())
      expect(clock.groups.map(({curve}) => curve.n)).toEqual(
        [0, 1].map((g) => codes.filter((d, i) => d === g && source[i] === s && !Number.isNaN(days[i])).length)
      );
    const apart = compareSurvival(own, rows, {groups, codes: source}, endpoint, timing, 1);
    expect(apart.answer.comparison?.withheld).toContain("never at risk together within a source");
  });
});
