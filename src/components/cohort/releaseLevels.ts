import {restOf} from "../../model/hiddenCounts.js";
import type {SiteData} from "../../model/siteData.js";

/** Patients of the release by level of a category, and those whose level is not known. */
export interface ReleaseLevels {
  readonly levels: readonly {readonly code: string; readonly label: string; readonly n: number}[];
  readonly nUnknown: number;
}

/** How the patients of the release are distributed over a category, from its summaries; null for any other column. */
export function releaseLevels(site: SiteData, column: string): ReleaseLevels | null {
  const facet = site.facets.find(({variable}) => variable === column);
  if (facet !== undefined) return facet;
  const {patients} = site.counts;
  if (Object.hasOwn(site.alterationStates, column)) {
    const {mutated, wildType} = site.alterationStates[column];
    const levels = [
      {code: "mutated", label: "mutated", n: mutated},
      {code: "wild_type", label: "wild type", n: wildType}
    ];
    return {levels, nUnknown: restOf(patients, mutated, wildType)};
  }
  const flag = site.cytogenetics.find((d) => d.column === column);
  if (flag === undefined) return null;
  const levels = [
    {code: "present", label: "present", n: flag.nPresent},
    {code: "absent", label: "absent", n: restOf(flag.nTested, flag.nPresent)}
  ];
  return {levels, nUnknown: restOf(patients, flag.nTested)};
}
