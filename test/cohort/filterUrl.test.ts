import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {canonicalFilter} from "../../src/cohort/canonicalFilter.js";
import {emptyFilter, isEmpty} from "../../src/cohort/filter.js";
import {formatFilter, parseFilter} from "../../src/cohort/filterUrl.js";
import {anyFilter, canonical, catalogue} from "./arbitraries.js";

const parse = (query: string) => parseFilter(new URLSearchParams(query), catalogue);

describe("formatFilter and parseFilter", () => {
  it("are inverse to each other for every filter, through the text of an address", () => {
    fc.assert(
      fc.property(canonical, (filter) => {
        const {filter: back, problems, madeOn} = parse(formatFilter(filter, "feed").toString());
        expect(back).toEqual(filter);
        expect(problems).toEqual([]);
        expect(madeOn).toBe(isEmpty(filter) ? null : "feed");
      })
    );
  });

  it("give one address to filters that say the same", () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        const reversed = {
          ...filter,
          levels: Object.fromEntries(
            Object.entries(filter.levels)
              .reverse()
              .map(([column, levels]) => [column, [...levels, ...levels].reverse()])
          ),
          clauses: [...filter.clauses, ...filter.clauses].reverse()
        };
        const address = (f: typeof filter) => formatFilter(canonicalFilter(f, catalogue), "x").toString();
        expect(address(reversed)).toBe(address(filter));
      })
    );
  });

  it("write an address that a person can read", () => {
    const filter = {
      ...emptyFilter,
      levels: {sex: ["female"]},
      ranges: {age_years: [18, 60] as const},
      alterations: {NPM1: ["mutated" as const]},
      cytogenetics: {cyto_t_8_21: ["absent" as const]}
    };
    expect(formatFilter(filter, "feed").toString()).toBe(
      "sex=female&age=18-60&mutated=NPM1&absent=t_8_21&release=feed"
    );
    expect(formatFilter(emptyFilter, "feed").toString()).toBe("");
  });
});

describe("parseFilter", () => {
  it("reports a gene that the release does not have, and leaves it out", () => {
    const {filter, problems} = parse("mutated=NPM1&mutated=BRCA9");
    expect(filter.alterations).toEqual({NPM1: ["mutated"]});
    expect(problems).toEqual(["unknown gene or alteration: BRCA9"]);
  });

  it("reports unknown values, findings, conditions and impossible ages", () => {
    const {filter, problems} = parse("sex=divers&present=t_99&colour=red&age=70-60");
    expect(isEmpty(filter)).toBe(true);
    expect(problems).toEqual([
      "unknown value of sex: divers",
      "unknown cytogenetic finding: t_99",
      "unknown condition: colour",
      "invalid age: 70-60"
    ]);
  });

  it.each(["18", "-", "a-b", "18-60-70", "1e2-", "18.5-", "-1-5", "9999-", "151-", ""])(
    "refuses %j as bounds of age",
    (age) => expect(parse(`age=${age}`).problems).toHaveLength(1)
  );

  it.each([
    ["18-", [18, null]],
    ["-60", [null, 60]],
    ["60-60", [60, 60]],
    ["0-150", [0, 150]]
  ])("reads %j as bounds of age", (age, bounds) => expect(parse(`age=${age}`).filter.ranges.age_years).toEqual(bounds));

  it("takes the page's own parameters without comment", () => {
    expect(parse("group=sex&endpoint=OS&release=abc")).toMatchObject({problems: [], madeOn: "abc"});
  });

  it("survives names that are special to JavaScript", () => {
    for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
      const {filter, problems} = parse(`${name}=x&mutated=${name}&present=${name}&sex=${name}`);
      expect(isEmpty(filter)).toBe(true);
      expect(problems).toHaveLength(4);
    }
  });

  it("never throws, whatever an address holds", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string())), (pairs) => {
        const {filter, problems} = parseFilter(new URLSearchParams(pairs), catalogue);
        expect(isEmpty(filter) || pairs.length > 0).toBe(true);
        expect(problems.length).toBeLessThanOrEqual(pairs.length);
      })
    );
  });

  it("shortens what it quotes", () => {
    const [problem] = parse(`sex=${"x".repeat(10_000)}`).problems;
    expect(problem.length).toBeLessThan(100);
  });
});
