import type {LevelCount, HistogramBin, NumericSummary, SurvivalEndpoint} from "../../src/model/cohortResults.js";
import type {SiteSummaries} from "../../src/model/siteData.js";
import {rowsOf} from "../release/columnOf.js";
import type {Release} from "../release/readRelease.js";
import type {Cell} from "../release/tableData.js";
import {survivalBySource} from "./survivalBySource.js";
import {survivalEndpoints} from "./survivalEndpoints.js";

/** The release's summary tables in the form in which the pages' database answers. */
export function siteSummaries(release: Release): SiteSummaries {
  const levels: Record<string, LevelCount[]> = {};
  const bins: Record<string, HistogramBin[]> = {};
  const unknown = new Map<string, number>();
  for (const row of rowsOf(release.table("summary_levels"))) {
    const variable = String(row.variable);
    const n = Number(row.n);
    if (row.lower !== null) (bins[variable] ??= []).push({lower: Number(row.lower), upper: Number(row.upper), n});
    else if (row.level !== null) (levels[variable] ??= []).push({group: null, level: String(row.level), n});
    else unknown.set(variable, n);
  }
  const values: Record<string, NumericSummary> = {};
  for (const row of rowsOf(release.table("summary_values"))) {
    const variable = String(row.variable);
    values[variable] = {
      group: null,
      n: Number(row.n),
      missing: unknown.get(variable) ?? 0,
      minimum: numberOf(row.minimum),
      q1: numberOf(row.q1),
      median: numberOf(row.median),
      q3: numberOf(row.q3),
      maximum: numberOf(row.maximum)
    };
  }
  for (const [variable, n] of unknown) {
    if (!(variable in bins)) (levels[variable] ??= []).push(...(n > 0 ? [{group: null, level: null, n}] : []));
  }
  const alterations = rowsOf(release.table("summary_alterations")).map((row) => ({
    group: row.source_id === null ? null : String(row.source_id),
    alteration: String(row.alteration),
    nMutated: Number(row.n_mutated),
    nTested: Number(row.n_tested),
    nPatients: Number(row.n_patients)
  }));
  const days = rowsOf(release.table("summary_survival"));
  const endpoints = survivalEndpoints(release);
  const sources = (levels.source_id ?? []).flatMap(({level}) => level ?? []);
  const bySource = survivalBySource(release, endpoints, sources);
  return {
    levels,
    bins,
    values,
    alterations,
    survival: endpoints.map(({key}) => bySource?.get(key) ?? survivalSummary(key, days))
  };
}

function survivalSummary(endpoint: SurvivalEndpoint, days: readonly Record<string, Cell>[]) {
  const rows = days.filter((row) => row.endpoint === endpoint);
  return {
    endpoint,
    time: rows.map((row) => Number(row.time_days)),
    events: rows.map((row) => Number(row.events)),
    censored: rows.map((row) => Number(row.censored))
  };
}

function numberOf(cell: Cell): number | null {
  return typeof cell === "number" ? cell : null;
}
