import type {Catalogue} from "../cohort/catalogue.js";
import type {CohortSelection} from "../cohort/cohortSelection.js";
import type {LevelCount} from "../model/cohortResults.js";
import type {SiteData} from "../model/siteData.js";
import type {PanelCounts} from "./filterPanel.js";

/** Counts of the panel over all patients, from the release's own tables. */
export function wholeCounts(site: SiteData, catalogue: Catalogue, columns: readonly string[]): PanelCounts {
  const levels = columns.map((column): [string, LevelCount[]] => {
    const facet = catalogue.facets.get(column);
    const known = facet?.levels.map(({code, n}) => ({group: null, level: code, n})) ?? [];
    return [column, [...known, {group: null, level: null, n: facet?.nUnknown ?? 0}]];
  });
  return {levels: new Map(levels), ages: site.summaries.bins.age_years ?? []};
}

/** Counts of the panel over nobody. */
export const noCounts: PanelCounts = {levels: new Map(), ages: []};

/** Counts of the panel over a cohort. */
export async function cohortCounts(
  site: SiteData,
  selection: CohortSelection,
  columns: readonly string[]
): Promise<PanelCounts> {
  const levels = new Map<string, LevelCount[]>();
  for (const column of columns) levels.set(column, await selection.levels(column));
  const bins = site.summaries.bins.age_years;
  const edges = bins === undefined ? [] : [...bins.map(({lower}) => lower), bins[bins.length - 1].upper];
  return {levels, ages: edges.length < 2 ? [] : await selection.histogram("age_years", edges)};
}
