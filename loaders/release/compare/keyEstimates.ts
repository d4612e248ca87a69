import type {Estimate, EstimateChange} from "../../../src/model/releaseComparison.js";
import {kaplanMeier} from "../../../src/stats/kaplanMeier.js";
import {survivalAt} from "../../../src/stats/survivalAt.js";
import {medianSurvival} from "../../../src/stats/survivalQuantiles.js";
import {wilsonInterval} from "../../../src/stats/wilsonInterval.js";
import {columnOf, rowsOf} from "../columnOf.js";
import {duplicatePatients} from "../duplicatePatients.js";
import type {Release} from "../readRelease.js";
import type {Cell} from "../tableData.js";
import {classesOf} from "./compareClasses.js";

/** A key estimate of one release. */
export type KeyEstimate = Omit<EstimateChange, "before" | "after"> & {readonly estimate: Estimate};

/** Days in a mean month: 365.25 / 12. */
const daysPerMonth = 30.4375;
const fiveYears = 5 * 365.25;

/**
 * The numbers by which a reader judges a release: patients, deaths, median and 5-year overall survival (Kaplan–Meier, 95 %
 * limits on the log scale as on the site), share of patients with each alteration among those tested and in each class of
 * each classification (Wilson 95 % limits). Over all sources, a person counting once, and by source if there are several.
 */
export function keyEstimates(release: Release): KeyEstimate[] {
  const ids = release.manifest.sources.map(({id}) => id);
  const groups = ids.length > 1 ? [null, ...ids] : [null];
  const sources = columnOf(release.table("patients"), "source_id");
  const sourceOf = new Map(columnOf(release.table("patients"), "patient_id").map((id, row) => [id, sources[row]]));
  const duplicates = duplicatePatients(release);
  const members = (source: string | null): Set<Cell> =>
    new Set(
      [...sourceOf].flatMap(([id, own]) => ((source === null ? !duplicates.has(id) : own === source) ? [id] : []))
    );
  return [
    ...groups.flatMap((source) => survivalEstimates(release, source, members(source))),
    ...alterationEstimates(release, new Set<string | null>(groups)),
    ...groups.flatMap((source) => classEstimates(release, source, members(source)))
  ];
}

function survivalEstimates(release: Release, source: string | null, members: ReadonlySet<Cell>): KeyEstimate[] {
  const outcomes = release.table("outcomes");
  const patients = columnOf(outcomes, "patient_id");
  const endpoints = columnOf(outcomes, "endpoint");
  const days = columnOf(outcomes, "time_days");
  const events = columnOf(outcomes, "status");
  const time: number[] = [];
  const status: number[] = [];
  endpoints.forEach((endpoint, row) => {
    // Overall survival has one definition.
    if (endpoint !== "OS" || !members.has(patients[row])) return;
    time.push(Number(days[row]));
    status.push(events[row] === 1 ? 1 : 0);
  });
  const n = members.size;
  const deaths = status.reduce((sum, d) => sum + d, 0);
  const curve = kaplanMeier({time, status});
  const median = medianSurvival(curve);
  const [at5] = survivalAt(curve, [fiveYears]);
  // Nobody was watched that long: the curve's last value says nothing of that time, unless all have died.
  const watched = at5.atRisk > 0 || at5.survival === 0;
  const months = (value: number | null) => (value === null ? null : value / daysPerMonth);
  const percent = (value: number | null) => (value === null || !watched ? null : value * 100);
  const total = time.length;
  const count = (value: number, of: number): Estimate => ({value, lower: null, upper: null, n: value, total: of});
  return [
    {measure: "patients", label: "Patients", source, unit: "patients", estimate: count(n, n)},
    {measure: "deaths", label: "Deaths", source, unit: "patients", estimate: count(deaths, total)},
    {
      measure: "os_median",
      label: "Median overall survival",
      source,
      unit: "months",
      estimate: {
        value: months(median.time),
        lower: months(median.lower),
        upper: months(median.upper),
        n: deaths,
        total
      }
    },
    {
      measure: "os_5y",
      label: "5-year overall survival",
      source,
      unit: "%",
      estimate: {
        value: percent(at5.survival),
        lower: percent(at5.lower),
        upper: percent(at5.upper),
        n: deaths,
        total
      }
    }
  ];
}

function alterationEstimates(release: Release, groups: ReadonlySet<string | null>): KeyEstimate[] {
  return rowsOf(release.table("summary_alterations")).flatMap((row): KeyEstimate[] => {
    const source = row.source_id === null ? null : String(row.source_id);
    if (!groups.has(source)) return [];
    const estimate = share(Number(row.n_mutated), Number(row.n_tested));
    return [{measure: "alteration_frequency", label: String(row.alteration), source, unit: "%", estimate}];
  });
}

function classEstimates(release: Release, source: string | null, members: ReadonlySet<Cell>): KeyEstimate[] {
  return [...classesOf(release)].flatMap(([system, classes]): KeyEstimate[] => {
    const counts = new Map<string, number>();
    let total = 0;
    for (const [patient, value] of classes) {
      if (!members.has(patient)) continue;
      ++total;
      const name = value ?? "not resolved";
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    return [...counts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, n]) => ({
        measure: "class_frequency",
        label: `${system}: ${name}`,
        source,
        unit: "%",
        estimate: share(n, total)
      }));
  });
}

function share(n: number, total: number): Estimate {
  const {estimate, lower, upper} = wilsonInterval(n, total);
  const percent = (value: number | null) => (value === null ? null : value * 100);
  return {value: percent(estimate), lower: percent(lower), upper: percent(upper), n, total};
}
