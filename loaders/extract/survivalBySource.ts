import type {SiteEndpoint, SurvivalSummary} from "../../src/model/siteData.js";
import {columnOf} from "../release/columnOf.js";
import {duplicatePatients} from "../release/duplicatePatients.js";
import {hasTable} from "../release/hasTable.js";
import type {Release} from "../release/readRelease.js";

/**
 * Follow-up of all persons counted by source and day, by key of the endpoint, days ascending and of one day the sources in
 * their order. Null where one count for all sources will do, their index event being the same, or where the release has
 * no patients to count.
 *
 * @param sources codes in the order of the facet: a row names its source by its position there
 */
export function survivalBySource(
  release: Release,
  endpoints: readonly SiteEndpoint[],
  sources: readonly string[]
): ReadonlyMap<string, SurvivalSummary> | null {
  const starts = new Set(columnOf(release.table("sources"), "index_event"));
  if (starts.size < 2 || !hasTable(release, "patients") || !hasTable(release, "outcomes")) return null;
  const patients = release.table("patients");
  const duplicates = duplicatePatients(release);
  const position = new Map(sources.map((code, s) => [code, s]));
  const ids = columnOf(patients, "patient_id");
  const sourceOf = new Map(columnOf(patients, "source_id").map((code, i) => [ids[i], position.get(String(code))]));
  const outcomes = release.table("outcomes");
  const [persons, definitions, days, statuses] = ["patient_id", "definition", "time_days", "status"].map((name) =>
    columnOf(outcomes, name)
  );
  const keys = new Map(endpoints.map(({key, definition}) => [definition, key]));
  const counted = new Map(endpoints.map(({key}) => [key, new Map<number, {events: number; censored: number}>()]));
  const width = sources.length;
  definitions.forEach((definition, i) => {
    const counts = counted.get(keys.get(String(definition)) ?? "");
    const source = sourceOf.get(persons[i]);
    if (counts === undefined || source === undefined || days[i] === null || duplicates.has(persons[i])) return;
    const cell = Number(days[i]) * width + source;
    let row = counts.get(cell);
    if (row === undefined) counts.set(cell, (row = {events: 0, censored: 0}));
    if (statuses[i] === 1) ++row.events;
    else ++row.censored;
  });
  return new Map(Array.from(counted, ([endpoint, counts]) => [endpoint, summaryOf(endpoint, counts, width)]));
}

function summaryOf(
  endpoint: string,
  counts: ReadonlyMap<number, {readonly events: number; readonly censored: number}>,
  width: number
): SurvivalSummary {
  const rows = [...counts].sort(([a], [b]) => a - b);
  return {
    endpoint,
    time: rows.map(([cell]) => Math.floor(cell / width)),
    events: rows.map(([, {events}]) => events),
    censored: rows.map(([, {censored}]) => censored),
    source: rows.map(([cell]) => cell % width)
  };
}
