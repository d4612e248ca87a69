/** Parameters of which each names a condition of its own. */
const repeatable = new Set([
  "mutated",
  "wild_type",
  "not_tested",
  "present",
  "absent",
  "not_evaluable",
  "any",
  "all",
  "none"
]);

/**
 * The cohort of a block within that of its report, both in the explorer's URL form: the conditions of the two together. Where both
 * name the same variable, that of the block stands.
 */
export function cohortWithin(outer: string, inner: string): string {
  const own = new URLSearchParams(inner);
  const kept = [...new URLSearchParams(outer)].filter(([key]) => repeatable.has(key) || !own.has(key));
  return new URLSearchParams([...kept, ...own]).toString();
}
