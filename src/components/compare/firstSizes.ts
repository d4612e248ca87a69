import {formatCount, formatShare} from "../../charts/format.js";
import type {Catalogue} from "../../cohort/catalogue.js";
import {isEmpty} from "../../cohort/filter.js";
import type {SiteData} from "../../model/siteData.js";
import {releaseLevels} from "../cohort/releaseLevels.js";
import {dataOf} from "../disclosure/dataOf.js";
import {el} from "../dom.js";
import {reflowTable, type ReflowRow} from "../reflowTable.js";
import {levelOf} from "./cohortChoice.js";
import type {ComparedCohort, CompareRequest} from "./compareRequest.js";

/**
 * How many patients of the release each cohort has, from the release’s summaries: what the page shows until the rows are
 * there. A cohort of several conditions, or within others, cannot be counted from summaries and has a dash.
 */
export function firstSizes({cohorts, within}: CompareRequest, site: SiteData, catalogue: Catalogue): HTMLElement {
  const {patients} = site.counts;
  const rows = cohorts.map((cohort, i): ReflowRow => {
    const n = within ? null : sizeOf(cohort, site, catalogue);
    const letter = "ABCD".charAt(i);
    const cells = [`${letter}: ${cohort.label}`, n === null ? null : `${formatCount(n)} (${formatShare(n, patients)})`];
    return {cells, data: n === null ? {} : dataOf({n})};
  });
  return el(
    "div",
    {class: "overlap", "data-testid": "first-sizes"},
    reflowTable(
      [{label: "Cohort"}, {label: "Patients", number: true}],
      rows,
      "Cohorts, before the patients of the release are loaded"
    ),
    el(
      "p",
      {class: "note"},
      "Whom they share, and how they differ, follows when the patients of the release are loaded."
    )
  );
}

function sizeOf({choice, filter}: ComparedCohort, site: SiteData, catalogue: Catalogue): number | null {
  if (isEmpty(filter)) return site.counts.patients;
  const level = levelOf(choice, catalogue);
  if (level === null) return null;
  return releaseLevels(site, level.key)?.levels.find(({code}) => code === level.code)?.n ?? null;
}
