import fc from "fast-check";
import {canonicalFilter} from "../../src/cohort/canonicalFilter.js";
import {catalogueOf} from "../../src/cohort/catalogue.js";
import {
  alterationStates,
  type Bounds,
  clauseKinds,
  type CohortFilter,
  cytogeneticStates
} from "../../src/cohort/filter.js";
import {testSite} from "./testSite.js";

export const catalogue = catalogueOf(testSite);

const levelsOf = (column: string) => [...(catalogue.facets.get(column)?.levels.map(({code}) => code) ?? []), "unknown"];
const listOf = (column: string) => fc.array(fc.constantFrom(...levelsOf(column)), {maxLength: 3});
const ascending = (a: number | null, b: number | null): Bounds => (a !== null && b !== null && a > b ? [b, a] : [a, b]);
const boundsFrom = (values: fc.Arbitrary<number>) =>
  fc.tuple(fc.option(values, {nil: null}), fc.option(values, {nil: null})).map(([a, b]) => ascending(a, b));
const someGenes = fc.array(fc.constantFrom(...catalogue.alterations.keys()), {maxLength: 3});

/** Any filter that the test catalogue can express, not yet in canonical form. */
export const anyFilter: fc.Arbitrary<CohortFilter> = fc.record({
  levels: fc.record(Object.fromEntries([...catalogue.facets.keys()].map((column) => [column, listOf(column)]))),
  ranges: fc.record({
    age_years: boundsFrom(fc.integer({min: 0, max: 110})),
    wbc: boundsFrom(fc.integer({min: 0, max: 1000}).map((tenths) => tenths / 10))
  }),
  alterations: fc.dictionary(
    fc.constantFrom(...catalogue.alterations.keys()),
    fc.array(fc.constantFrom(...alterationStates), {maxLength: 3})
  ),
  cytogenetics: fc.dictionary(
    fc.constantFrom(...catalogue.cytogenetics.keys()),
    fc.array(fc.constantFrom(...cytogeneticStates), {maxLength: 3})
  ),
  clauses: fc.array(fc.record({kind: fc.constantFrom(...clauseKinds), alterations: someGenes}), {maxLength: 2})
});

/** The same in canonical form. */
export const canonical = anyFilter.map((filter) => canonicalFilter(filter, catalogue));
