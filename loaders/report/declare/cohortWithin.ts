import {alterationStates, clauseKinds, cytogeneticStates} from "../../../src/cohort/filter.js";

/** Conditions that all hold where several are given; of any other key the values are alternatives. */
const conjunctive: ReadonlySet<string> = new Set([...alterationStates, ...cytogeneticStates, ...clauseKinds]);

/**
 * The cohort of a block within that of its report, both in the explorer's URL form: the conditions of the two together. Of
 * levels that both name those count that are in both; where there are none, or of a range, the inner condition.
 */
export function cohortWithin(outer: string, inner: string): string {
  const [around, within] = [new URLSearchParams(outer), new URLSearchParams(inner)];
  const made: [string, string][] = [];
  for (const [key, value] of around) if (conjunctive.has(key) || !within.has(key)) made.push([key, value]);
  for (const [key, value] of within) {
    const allowed = around.getAll(key);
    const shared = within.getAll(key).filter((d) => allowed.includes(d));
    if (conjunctive.has(key) || allowed.length === 0 || shared.length === 0 || shared.includes(value))
      made.push([key, value]);
  }
  return new URLSearchParams(made).toString();
}
