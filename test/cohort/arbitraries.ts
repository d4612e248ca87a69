import fc from "fast-check";
import {canonicalFilter} from "../../src/cohort/canonicalFilter.js";
import {catalogueOf} from "../../src/cohort/catalogue.js";
import {alterationStates, type CohortFilter, cytogeneticStates} from "../../src/cohort/filter.js";
import {testSite} from "./testSite.js";

export const catalogue = catalogueOf(testSite);

const levelsOf = (column: string) => [...(catalogue.facets.get(column)?.levels.map(({code}) => code) ?? []), "unknown"];
const listOf = (column: string) => fc.array(fc.constantFrom(...levelsOf(column)), {maxLength: 3});
const years = fc.option(fc.integer({min: 0, max: 110}), {nil: null});

/** Any filter that the test catalogue can express, not yet in canonical form. */
export const anyFilter: fc.Arbitrary<CohortFilter> = fc.record({
  source: listOf("source_id"),
  study: listOf("study_code"),
  disease: listOf("disease"),
  sex: listOf("sex"),
  amlType: listOf("aml_type"),
  risk: listOf("risk_eln2010_reported"),
  age: fc
    .tuple(years, years)
    .map(([a, b]): [number | null, number | null] => (a !== null && b !== null && a > b ? [b, a] : [a, b])),
  alterations: fc.dictionary(
    fc.constantFrom(...catalogue.alterations.keys()),
    fc.array(fc.constantFrom(...alterationStates), {maxLength: 3})
  ),
  cytogenetics: fc.dictionary(
    fc.constantFrom(...catalogue.cytogenetics.keys()),
    fc.array(fc.constantFrom(...cytogeneticStates), {maxLength: 3})
  )
});

/** The same in canonical form. */
export const canonical = anyFilter.map((filter) => canonicalFilter(filter, catalogue));
