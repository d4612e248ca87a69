import {describe, expect, it} from "vitest";
import {pairTests} from "../../../src/components/survival/contrastsFigure.js";
import {numberGroups} from "../../../src/components/survival/groupSpec.js";
import {population} from "../../../src/components/survival/population.js";
import {restrictedMeans} from "../../../src/components/survival/restrictedMeans.js";
import {type AnswerOptions, survivalAnswer} from "../../../src/components/survival/survivalAnswer.js";
import {formatSplit, parseSplit, survivalChoices} from "../../../src/components/survival/survivalChoices.js";
import {groupSpec, request, syntheticCohort} from "./cohortOf.js";

const options: AnswerOptions = {
  times: [365.25],
  confType: "log-log",
  sources: ["A", "B"],
  stratified: true,
  timeDependent: false,
  grouped: true
};

/** Two sources; in each, mutated patients have half the hazard, but nearly all of them are in the one with the worse course. */
function simpson() {
  const columns = {days: [] as number[], group: [] as number[], source: [] as number[]};
  const add = (n: number, group: number, source: number, rate: number) => {
    for (let i = 0; i < n; ++i) {
      columns.days.push(Math.ceil(-Math.log(1 - (i + 0.5) / n) / rate));
      columns.group.push(group);
      columns.source.push(source);
    }
  };
  add(300, 1, 0, 0.001);
  add(60, 0, 0, 0.0005);
  add(60, 1, 1, 0.008);
  add(300, 0, 1, 0.004);
  return population(
    request({
      days: Float64Array.from(columns.days),
      status: new Uint8Array(columns.days.length).fill(1),
      source: Uint8Array.from(columns.source),
      group: groupSpec("NPM1", columns.group, ["mutated", "wild_type"])
    })
  );
}

describe("survivalAnswer(rows, options)", () => {
  it("takes wild type as the reference, wherever it stands, and compares within sources", () => {
    const {comparison} = survivalAnswer(simpson(), options);
    expect(comparison!.reference).toBe(1);
    expect(comparison!.test.method).toBe("stratified log-rank test");
    expect(comparison!.hazards.coefficients[0].hazardRatio).toBeCloseTo(0.5, 1);
    expect(comparison!.sources![0].bySource.map(({source}) => source)).toEqual(["A", "B"]);
    expect(comparison!.sources![0].pooled!.iSquared).toBeLessThan(0.3);
  });

  it("lets the forest replace the number where pooling turns the sign round", () => {
    const {comparison} = survivalAnswer(simpson(), options);
    expect(comparison!.conflict).toContain("opposite direction");
    const pooled = survivalAnswer(simpson(), {...options, stratified: false}).comparison!;
    expect(pooled.hazards.coefficients[0].hazardRatio).toBeGreaterThan(1.5);
    expect(pooled.sources).toBeNull();
    expect(pooled.conflict).toBeNull();
  });

  it("withholds p where events are few, and says where nothing can be compared", () => {
    const few = population(
      request({
        days: Float64Array.of(5, 9, 12, 20, 30, 31),
        status: Uint8Array.of(1, 1, 0, 1, 0, 0),
        group: groupSpec("Sex", [0, 0, 0, 1, 1, 1], ["f", "m"])
      })
    );
    expect(survivalAnswer(few, options).comparison!.withheld).toContain("3 events for 1 comparison");
    const alone = {...few, group: new Uint16Array(6), levels: few.levels.slice(0, 1)};
    expect(survivalAnswer(alone, options)).toMatchObject({
      comparison: null,
      whyNot: "Fewer than two groups have patients: nothing to compare."
    });
    const apart = {...few, source: Uint16Array.of(0, 0, 0, 1, 1, 1)};
    expect(survivalAnswer(apart, options).comparison!.withheld).toContain("never at risk together within a source");
  });

  it("reads nothing off beyond a group’s own follow-up", () => {
    const {groups} = survivalAnswer(simpson(), {...options, times: [100, 2000]});
    expect(groups[0].at[0]).not.toBeNull();
    const short = population(request({days: Float64Array.of(5, 9), status: Uint8Array.of(1, 0)}));
    expect(survivalAnswer(short, {...options, grouped: false}).groups[0].at).toEqual([null]);
  });

  it("adjusts pairs after Holm and keeps restricted means within the follow-up of all groups", () => {
    const cohort = syntheticCohort(260);
    const group = groupSpec("G", cohort.group, ["a", "b", "c"]);
    const rows = population(request({days: cohort.days, status: cohort.status, source: cohort.source, group}));
    const answer = survivalAnswer(rows, options);
    const pairs = pairTests({answer});
    expect(pairs.map(({a, b}) => [a, b])).toEqual([[0, 1], [0, 2], [1, 2]]); // prettier-ignore
    const least = pairs.reduce((x, y) => (x.p < y.p ? x : y));
    expect(least.adjusted).toBeCloseTo(3 * least.p, 12);
    const {reference, others} = answer.comparison!;
    const means = restrictedMeans(answer.groups, reference, others)!;
    for (const {curve} of answer.groups) expect(means.tau).toBeLessThanOrEqual(curve.time.at(-1)!);
    expect(means.differences.every((d) => d !== null && d.estimate !== null)).toBe(true);
  });
});

describe("parseSplit(text)", () => {
  it("reads back what formatSplit writes, and nothing else", () => {
    for (const text of ["age_years:60,70", "wbc:q4", "cohorts:A|B b"]) expect(formatSplit(parseSplit(text))).toBe(text);
    for (const text of ["", "age_years", "age_years:70,60", "wbc:q9", "wbc:1,2,3,4,5,6", "cohorts:A|A", "X:1"]) {
      expect(parseSplit(text)).toBeNull();
    }
  });
});

describe("formatSplit(by)", () => {
  it("keeps names of cohorts apart, whatever stands in them", () => {
    const by = {kind: "cohorts" as const, names: ["A|B", "50 % blasts", "%7C"]};
    expect(parseSplit(formatSplit(by))).toEqual(by);
    expect(parseSplit("cohorts:50 % blasts|B")).toEqual({kind: "cohorts", names: ["50 % blasts", "B"]});
  });
});

describe("survivalChoices(options)", () => {
  it("has log–log intervals and comparison within sources unless told otherwise", () => {
    expect(survivalChoices({})).toMatchObject({confType: "log-log", stratified: true, horizon: null, landmark: null});
    expect(survivalChoices({ci: "log", strata: "none", horizon: "365", landmark: "90"})).toMatchObject({
      confType: "log",
      stratified: false,
      horizon: 365,
      landmark: 90
    });
  });
});

describe("numberGroups(words, values, cut)", () => {
  const words = {label: "WBC", unit: "10⁹/L"};

  it("cuts at declared values, the value itself in the upper group, and says so", () => {
    const {codes, levels, note} = numberGroups(words, Float64Array.of(5, 10, 20, NaN), {kind: "at", values: [10, 15]});
    expect([...codes]).toEqual([0, 1, 2, -1]);
    expect(levels.map(({label}) => label)).toEqual(["WBC < 10", "WBC 10 to < 15", "WBC ≥ 15"]);
    expect(note).toContain("no search for the best cut");
  });

  it("cuts at quantiles of the cohort; fewer groups where they coincide", () => {
    const values = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    expect([...numberGroups(words, values, {kind: "quantiles", groups: 4}).codes]).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
    const same = numberGroups(words, Float64Array.of(1, 1, 1, 1, 9), {kind: "quantiles", groups: 4});
    expect(same.levels.map(({label}) => label)).toEqual(["WBC known"]);
    expect(numberGroups(words, new Float64Array(0), {kind: "quantiles", groups: 2}).levels).toHaveLength(1);
  });
});
