import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type CohortFilter, emptyFilter} from "../../src/cohort/filter.js";
import {filterSql} from "../../src/cohort/filterSql.js";
import {parseFilter} from "../../src/cohort/filterUrl.js";
import {anyFilter, catalogue} from "./arbitraries.js";

describe("filterSql", () => {
  it("selects everyone for the empty filter", () => {
    expect(filterSql(emptyFilter, catalogue)).toEqual({where: "true", parameters: []});
  });

  it("binds every value and names only columns of the catalogue", () => {
    const filter: CohortFilter = {
      ...emptyFilter,
      levels: {sex: ["female", "unknown"]},
      ranges: {age_years: [18, 60]},
      alterations: {"FLT3-ITD": ["mutated", "not_tested"]},
      cytogenetics: {cyto_t_8_21: ["absent"]},
      clauses: [{kind: "none", alterations: ["NPM1", "TP53"]}]
    };
    expect(filterSql(filter, catalogue)).toEqual({
      where:
        'coalesce(("sex"::VARCHAR IN (?) OR "sex" IS NULL) AND "age_years" >= ? AND "age_years" <= ? AND ' +
        '("FLT3-ITD" = 1 OR "FLT3-ITD" IS NULL) AND ("cyto_t_8_21" = false) AND ("NPM1" = 0 AND "TP53" = 0), false)',
      parameters: ["female", 18, 60]
    });
  });

  it("has as many placeholders as parameters", () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        const {where, parameters} = filterSql(filter, catalogue);
        expect(where.split("?").length - 1).toBe(parameters.length);
      })
    );
  });

  it("puts no text of an address into the statement", () => {
    const words = /^(?:coalesce|IN|OR|AND|IS|NULL|::VARCHAR|true|false|\d|[\s(),?=<>]|"[^"]+")*$/;
    const columns = new Set([...catalogue.facets.keys(), ...catalogue.alterations.keys(), ...catalogue.numbers.keys()]);
    for (const column of catalogue.cytogenetics.keys()) columns.add(column);
    const attack = fc.oneof(fc.string(), fc.constantFrom("' OR 1=1 --", '"; DROP TABLE cohort; --', "NPM1", "female"));
    const key = fc.constantFrom(
      "source",
      "study",
      "sex",
      "amlType",
      "risk",
      "age",
      "wbc",
      "any",
      "none",
      "mutated",
      "wild_type",
      "present"
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(key, attack)), (pairs) => {
        const {filter} = parseFilter(new URLSearchParams(pairs), catalogue);
        const {where} = filterSql(filter, catalogue);
        expect(where).toMatch(words);
        for (const [, name] of where.matchAll(/"([^"]+)"/g)) expect(columns).toContain(name);
      })
    );
  });

  it("refuses columns and states that do not exist, even if a filter was not read from an address", () => {
    const filter = (alterations: object): CohortFilter => ({...emptyFilter, ...({alterations} as object)});
    expect(() => filterSql(filter({'x" OR true --': ["mutated"]}), catalogue)).toThrow(RangeError);
    expect(() => filterSql(filter({NPM1: ["= 1 OR true"]}), catalogue)).toThrow(/unknown state of NPM1/);
    expect(() => filterSql(filter({NPM1: ["toString"]}), catalogue)).toThrow(RangeError);
  });
});
