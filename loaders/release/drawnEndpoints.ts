import {vocabularies} from "../../src/model/vocabulary.js";

/** Endpoints of the model drawn as survival curves; those with competing events are not. */
const drawn = ["OS", "EFS", "RFS"];

/**
 * Endpoints drawn as survival curves, in the order in which they are offered: those of the model, then those that the
 * disease pack declares and that no competing event ended.
 *
 * @param endpoints endpoint of every row of `endpoint_support`
 * @param competing its competing events, row by row
 */
export function drawnEndpoints(endpoints: readonly unknown[], competing: readonly unknown[]): string[] {
  const known = new Set<unknown>(vocabularies.endpoint.map(({code}) => code));
  const declared = [...new Set(endpoints)].filter((d): d is string => typeof d === "string" && !known.has(d));
  return [...drawn, ...declared.filter((d) => endpoints.every((e, i) => e !== d || Number(competing[i]) === 0))];
}
