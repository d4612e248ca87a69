import type {Terms} from "../../src/model/release.js";
import {harmonisedTables, type HarmonisedTables} from "./harmonisedTables.js";
import type {ReasonedTable} from "./reasonedTable.js";
import type {SourceResult} from "./sourceResult.js";

/**
 * The tables of all sources below each other, in the study's order. The results must not be used afterwards: the first
 * one's arrays are taken over.
 */
export function mergeSources(
  results: readonly SourceResult[],
  alterations: readonly string[],
  terms: Terms
): HarmonisedTables {
  const merged = harmonisedTables(alterations, terms);
  for (const {tables} of results)
    for (const name of Object.keys(merged) as (keyof HarmonisedTables)[]) appendTable(merged[name], tables[name]);
  return merged;
}

function appendTable(to: ReasonedTable, from: ReasonedTable): void {
  for (const {name} of to.schema.columns) to.column(name).append(from.column(name));
}
