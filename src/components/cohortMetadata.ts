import type {Catalogue} from "../cohort/catalogue.js";
import {isEmpty} from "../cohort/filter.js";
import {describeCohort} from "../cohort/filterChips.js";
import type {SiteData} from "../model/siteData.js";
import type {FigureMetadata} from "./figureMetadata.js";
import type {PageState} from "./pageState.js";

/** The metadata of a figure of an explorer page: its cohort, its state without what a link got wrong, and the method in words. */
export function cohortMetadata(
  {site, catalogue}: {readonly site: Pick<SiteData, "versions">; readonly catalogue: Catalogue},
  state: PageState,
  method: string
): FigureMetadata {
  const kept = Object.entries(state).filter(([key]) => key !== "problems" && key !== "madeOn");
  return {
    cohort: describeCohort(state.filter, catalogue),
    everybody: isEmpty(state.filter),
    state: Object.fromEntries(kept),
    method,
    versions: site.versions
  };
}
