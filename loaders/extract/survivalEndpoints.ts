import type {SiteEndpoint} from "../../src/model/siteData.js";
import {rowsOf} from "../release/columnOf.js";
import {drawnEndpoints} from "../release/drawnEndpoints.js";
import type {Release} from "../release/readRelease.js";
import {countCell, numberCell, type OptionalRow, optionalRows, textCell} from "./optionalRows.js";

/**
 * The survival endpoints that a release offers: OS, EFS and RFS by their default definitions, under the endpoint's own
 * key, and every further definition under its own; then those that the disease pack declares. Overall survival is always offered, any other definition if some
 * source supports it. A release that does not say offers the definitions of its outcomes.
 */
export function survivalEndpoints(release: Release): SiteEndpoint[] {
  const rows = optionalRows(release, "endpoint_support");
  const {terms} = release.manifest;
  const drawn = drawnEndpoints(
    rows.map((row) => row.endpoint),
    rows.map((row) => row.n_competing)
  );
  return drawn.flatMap((endpoint): SiteEndpoint[] => {
    const own = rows.filter((row) => row.endpoint === endpoint);
    const supported = own.length > 0 ? own.filter((row) => countCell(row, "n") > 0) : undefined;
    const names = supported?.map((row) => textCell(row, "definition") ?? "") ?? definitionsOf(release, endpoint);
    const preferred =
      textCell(own.find((row) => row.is_default === true) ?? {}, "definition") ?? names.at(0) ?? endpoint;
    return [...new Set(endpoint === "OS" ? [preferred, ...names] : names)].map((definition) => ({
      key: definition === preferred ? endpoint : definition,
      endpoint,
      definition,
      ...(terms?.endpoint?.[endpoint] !== undefined && {label: terms.endpoint[endpoint]}),
      ...(terms?.endpointDefinition?.[definition] !== undefined && {words: terms.endpointDefinition[definition]}),
      support: own.filter((row) => row.definition === definition).map(supportOf)
    }));
  });
}

function supportOf(row: OptionalRow): SiteEndpoint["support"][number] {
  return {
    source: textCell(row, "source_id") ?? "",
    support: textCell(row, "support") ?? "none",
    reason: textCell(row, "reason"),
    landmarkDay: numberCell(row, "landmark_day")
  };
}

/** The definitions by which an endpoint was rebuilt. */
function definitionsOf(release: Release, endpoint: string): string[] {
  const rows = rowsOf(release.table("outcomes")).filter((row) => row.endpoint === endpoint);
  return [...new Set(rows.map((row) => String(row.definition)))];
}
