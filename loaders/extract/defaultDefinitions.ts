import {columnOf} from "../release/columnOf.js";
import {hasTable} from "../release/hasTable.js";
import type {Release} from "../release/readRelease.js";
import type {Cell} from "../release/tableData.js";

/**
 * The definition of each endpoint that is shown where none is asked for, as the release says; for a release that does not
 * say, the only one of its outcomes.
 */
export function defaultDefinitions(release: Release): Map<string, string> {
  const table = release.table(hasTable(release, "endpoint_support") ? "endpoint_support" : "outcomes");
  const definitions = columnOf(table, "definition");
  const chosen: Cell[] | undefined = table.getChild("is_default") ? columnOf(table, "is_default") : undefined;
  const result = new Map<string, string>();
  columnOf(table, "endpoint").forEach((endpoint, i) => {
    if (chosen && chosen[i] !== true) return;
    result.set(String(endpoint), String(definitions[i]));
  });
  return result;
}
