/** The cohort of a block within that of its report, both in the explorer's URL form: the conditions of the two together. */
export function cohortWithin(outer: string, inner: string): string {
  return [outer, inner].filter((query) => query !== "").join("&");
}
