import type {PrespecifiedAnalysis} from "../../model/prespecified.js";
import type {Catalogue} from "../catalogue.js";
import {formatFilter, parseFilter} from "../filterUrl.js";
import type {CohortFilter} from "../filter.js";

/** What a figure compares. */
export interface Contrast {
  readonly endpoint: string;
  readonly groupBy: string | null;
  readonly filter: CohortFilter;
}

/** The declared analysis that a contrast is; null if it is exploration. */
export function prespecifiedOf(
  analyses: readonly PrespecifiedAnalysis[],
  catalogue: Catalogue,
  {endpoint, groupBy, filter}: Contrast
): PrespecifiedAnalysis | null {
  const wanted = cohortKey(filter);
  const same = (analysis: PrespecifiedAnalysis): boolean => {
    if (analysis.endpoint !== endpoint || analysis.groupBy !== groupBy) return false;
    const {filter: declared, problems} = declaredFilter(analysis, catalogue);
    return problems.length === 0 && cohortKey(declared) === wanted;
  };
  return analyses.find(same) ?? null;
}

/** The cohort of a declared analysis, with what of it this release does not know. */
export function declaredFilter(
  {filter}: PrespecifiedAnalysis,
  catalogue: Catalogue
): {readonly filter: CohortFilter; readonly problems: readonly string[]} {
  const params = new URLSearchParams();
  for (const [key, values] of Object.entries(filter)) for (const value of values) params.append(key, value);
  return parseFilter(params, catalogue);
}

/** The canonical text of a cohort for {@link lookKey}: its query without the release. */
export function cohortKey(filter: CohortFilter): string {
  const params = formatFilter(filter, "");
  params.delete("release");
  return params.toString();
}
