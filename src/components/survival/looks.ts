import type {Catalogue} from "../../cohort/catalogue.js";
import {groupingOf} from "../../cohort/catalogue.js";
import type {Look} from "../../cohort/ledger/ledger.js";
import {lookKey} from "../../cohort/ledger/lookKey.js";
import {cohortKey, prespecifiedOf} from "../../cohort/ledger/prespecifiedOf.js";
import {describeCohort} from "../../cohort/filterChips.js";
import type {SiteData} from "../../model/siteData.js";
import type {PageState} from "../pageState.js";
import {endpointName} from "./endpointWords.js";

/** Options that only change how something is drawn: the contrast stays the same. */
const appearance = new Set(["unit", "ci", "marks"]);

/**
 * A contrast of the survival page for the ledger. It is a pre-specified one only if the study file declares it and no
 * choice changes it.
 *
 * @param method name of the test, from the function that ran
 */
export function lookOf(
  {site, catalogue}: {readonly site: SiteData; readonly catalogue: Catalogue},
  state: PageState,
  method: string,
  p: number | null,
  part = ""
): Look {
  const {filter, group, endpoint, options} = state;
  const chosen = Object.entries(options)
    .filter(([key, value]) => !appearance.has(key) && value !== "" && value !== "source")
    .map(([key, value]) => `${key}=${value}`);
  const grouping = [group ?? options.by ?? "", ...chosen, part].filter((text) => text !== "").join(" ");
  const plain = chosen.length === 0 && part === "" && group !== null;
  const contrast = {endpoint, groupBy: group, filter};
  const name = endpointName(catalogue.endpoints.get(endpoint)!, site);
  const split = group === null ? (options.by ?? "") : groupingOf(catalogue, group).label;
  return {
    key: lookKey({page: "survival", endpoint, grouping, filter: cohortKey(filter), method}),
    question: `${name} by ${[split, part].filter((text) => text !== "").join(", ")} (${describeCohort(filter, catalogue)})`,
    method,
    p,
    prespecified: plain ? (prespecifiedOf(site.analyses, catalogue, contrast)?.id ?? null) : null
  };
}
