import type {SiteSource} from "../../src/model/siteData.js";
import {kaplanMeier} from "../../src/stats/kaplanMeier.js";
import {medianSurvival} from "../../src/stats/survivalQuantiles.js";
import {columnOf, rowsOf} from "../release/columnOf.js";
import {hasTable} from "../release/hasTable.js";
import type {Release} from "../release/readRelease.js";
import type {Cell} from "../release/tableData.js";
import {defaultDefinitions} from "./defaultDefinitions.js";
import {patientRows} from "./patientRows.js";

/** Days in a mean month: 365.25 / 12. */
const daysPerMonth = 30.4375;

/**
 * The sources of a release with their median follow-up, in the order of the table `sources`; of a release without patients
 * as its table `source_profiles` has them.
 */
export function siteSources(release: Release): SiteSource[] {
  if (hasTable(release, "source_profiles")) return profiledSources(release);
  const followup = medianFollowup(release);
  return rowsOf(release.table("sources")).map((row) => ({
    id: String(row.source_id),
    name: String(row.name),
    patients: Number(row.n_patients),
    simulated: row.simulated === true,
    indexEvent: String(row.index_event),
    followupMedianMonths: followup.get(row.source_id) ?? null,
    version: String(row.version),
    citation: text(row.citation),
    licence: text(row.licence)
  }));
}

function profiledSources(release: Release): SiteSource[] {
  return rowsOf(release.table("source_profiles")).map((row) => ({
    id: String(row.source_id),
    name: String(row.name),
    patients: Number(row.n_patients),
    simulated: row.simulated === true,
    indexEvent: String(row.index_event),
    followupMedianMonths: row.followup_months === null ? null : Number(row.followup_months),
    version: String(row.version),
    citation: text(row.citation),
    licence: text(row.licence)
  }));
}

function text(cell: Cell): string | null {
  return cell === null ? null : String(cell);
}

/**
 * Median follow-up in months by source: the reverse Kaplan–Meier estimate over OS, in which death ends the observation
 * and the end of follow-up is the event (Schemper and Smith, Control Clin Trials 1996;17:343). A source whose median
 * is not reached is absent.
 */
function medianFollowup(release: Release): Map<Cell, number> {
  const sources = columnOf(release.table("patients"), "source_id");
  const outcomes = release.table("outcomes");
  const rows = patientRows(release).rowsOf("outcomes");
  const days = columnOf(outcomes, "time_days");
  const died = columnOf(outcomes, "status");
  const bySource = new Map<Cell, {time: number[]; status: number[]}>();
  const wanted = defaultDefinitions(release).get("OS");
  columnOf(outcomes, "definition").forEach((definition, i) => {
    if (definition !== wanted) return;
    const source = sources[rows[i]];
    const data = bySource.get(source) ?? {time: [], status: []};
    bySource.set(source, data);
    data.time.push(Number(days[i]));
    data.status.push(died[i] === 1 ? 0 : 1);
  });
  const medians = new Map<Cell, number>();
  for (const [source, data] of bySource) {
    const {time} = medianSurvival(kaplanMeier(data));
    if (time !== null) medians.set(source, time / daysPerMonth);
  }
  return medians;
}
