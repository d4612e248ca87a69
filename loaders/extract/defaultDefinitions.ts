import {columnOf} from "../release/columnOf.js";
import type {Release} from "../release/readRelease.js";
import {optionalRows} from "./optionalRows.js";

/**
 * The definition of each endpoint that is shown where none is asked for, as the release says; for a release that does not
 * say, that of its outcomes.
 */
export function defaultDefinitions(release: Release): Map<string, string> {
  const declared = optionalRows(release, "endpoint_support").filter((row) => row.is_default === true);
  if (declared.length > 0) return new Map(declared.map((row) => [String(row.endpoint), String(row.definition)]));
  const outcomes = release.table("outcomes");
  const definitions = columnOf(outcomes, "definition");
  return new Map(columnOf(outcomes, "endpoint").map((endpoint, i) => [String(endpoint), String(definitions[i])]));
}
