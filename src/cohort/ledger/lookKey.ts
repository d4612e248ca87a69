/** What makes two views views of the same contrast. */
export interface LookParts {
  /** Page or kind of figure: `survival`, `regression`. */
  readonly page: string;
  /** Key of the endpoint; null where none is involved. */
  readonly endpoint: string | null;
  /** What is compared: key of the grouping, gene, or the terms of a model. */
  readonly grouping: string | null;
  /** The cohort's query in its canonical form, without release and page parameters; empty for all patients. */
  readonly filter: string;
  /** Name of the test. */
  readonly method: string;
}

/** Canonical text of a contrast: equal for equal parts, different for different ones. */
export function lookKey({page, endpoint, grouping, filter, method}: LookParts): string {
  return JSON.stringify([page, endpoint, grouping, filter, method]);
}
