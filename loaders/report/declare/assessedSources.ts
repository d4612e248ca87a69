import {sourcesOf} from "../blocks/blockFrame.js";
import type {ReportContext} from "../reportContext.js";
import {cohortWithin} from "./cohortWithin.js";

/** A variable that must be known for enough patients of a source for the source to be in a report. */
export interface Assessed {
  readonly variable: string;
  /** Share of the source's patients, 0–1. */
  readonly share: number;
}

/** The cohort of a report, and the names of the sources that are not in it. */
export interface AssessedCohort {
  /** In the explorer's URL form. */
  readonly query: string;
  readonly left: readonly string[];
}

/**
 * Leaves out sources in which a variable is known for too few patients: those in whom it is known are then a choice, as
 * where genes alone tell the class of a few. An alteration that a source's eligibility fixes is not assessed there.
 *
 * @param query cohort of the report
 */
export function assessedSources(context: ReportContext, query: string, assessed: readonly Assessed[]): AssessedCohort {
  const {set} = context.cohort(query);
  const present = sourcesOf(context, set);
  const isAssessed = (source: string) =>
    assessed.every(({variable, share}) => {
      if (context.catalogue.alterations.get(variable)?.byDesign?.includes(source) === true) return false;
      const all = context.within(set, `source_id=${source}`);
      return context.within(all, `${variable}=known`).n >= share * all.n;
    });
  const kept = present.filter(isAssessed);
  if (kept.length === present.length || kept.length === 0) return {query, left: []};
  const names = new Map(context.site.sources.map(({id, name}) => [id, name]));
  return {
    query: cohortWithin(query, kept.map((id) => `source=${id}`).join("&")),
    left: present.filter((id) => !kept.includes(id)).map((id) => names.get(id) ?? id)
  };
}
