import {sourceProfilesTable} from "../../../src/model/tables.js";
import {siteSources} from "../../extract/siteSources.js";
import type {Release} from "../../release/readRelease.js";
import {TableBuilder, type TableData} from "../../release/tableData.js";

/**
 * What pages say of each source of an exact release: counts as the registry shows them, median follow-up to whole months.
 *
 * @param shown patients of a source as they may be shown
 */
export function sourceProfiles(release: Release, shown: (source: string) => number): TableData {
  const table = new TableBuilder(sourceProfilesTable);
  for (const {id, indexEvent, followupMedianMonths, ...source} of siteSources(release))
    table.push({
      source_id: id,
      name: source.name,
      index_event: indexEvent,
      n_patients: shown(id),
      followup_months: followupMedianMonths === null ? null : Math.round(followupMedianMonths),
      simulated: source.simulated,
      version: source.version,
      citation: source.citation,
      licence: source.licence
    });
  return table.build();
}
