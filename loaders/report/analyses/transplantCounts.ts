import type {Count, CountsBlock, ReportBlock} from "../../../src/model/report.js";
import {labelOf, vocabularies} from "../../../src/model/vocabulary.js";
import {blockFrame, sourcesOf} from "../blocks/blockFrame.js";
import type {PatientSet} from "../patientSets.js";
import type {ReportCohort, ReportContext} from "../reportContext.js";
import {definedCount} from "./counts.js";
import {transplants} from "./firstRemission.js";
import {maskOf} from "./followUp.js";
import type {Transplantation} from "./transplantation.js";
import type {TransplantCourse} from "./transplantCourse.js";

/** Days after remission that divide the transplantations in first remission. */
const cuts = [0, 60, 120, 180, 365, Infinity];

/** How many were transplanted, in which state of the disease, and how long after remission; all together and by source. */
export function transplantCounts(
  context: ReportContext,
  declared: Transplantation,
  cohort: ReportCohort,
  course: TransplantCourse
): ReportBlock[] {
  const {day, state, inFirstRemission} = transplants(context);
  if (!inFirstRemission.some((d) => !Number.isNaN(d))) return [];
  const ids = sourcesOf(context, cohort.set);
  const columns: {label: string; set: PatientSet}[] = [
    ...(ids.length > 1 ? [] : [{label: "All", set: cohort.set}]),
    ...(ids.length > 1
      ? [{label: "All", set: cohort.set}, ...ids.map((id) => ({label: id, set: context.within(cohort.set, `source_id=${id}`)}))] // prettier-ignore
      : [])
  ];
  const everybody = Array.from({length: context.patients}, (_, i) => i);
  const row = (label: string, heading: string, rows: readonly number[], of: (set: PatientSet) => Count) => {
    const mask = maskOf(context, rows);
    return {label, heading, cells: columns.map(({set}) => ({count: definedCount(context, set, mask), of: of(set)}))};
  };
  const all = (set: PatientSet) => context.count(set);
  const remitted = (set: PatientSet) => context.count(set, "RFS:followed", "OS:followed");
  const states = vocabularies.remissionAtHct.map(({code}) => code);
  const after = new Map(Array.from(course.row, (i, k) => [i, course.transplant[k]]));
  const heading = "In first remission, days after it";
  const rows = [
    row(
      "Any state",
      "First allogeneic transplantation",
      everybody.filter((i) => !Number.isNaN(day[i])),
      all
    ),
    ...states.map(
      (code) =>
      row(labelOf("remissionAtHct", code), "First allogeneic transplantation", everybody.filter((i) => state[i] === code), all) // prettier-ignore
    ),
    row("State not known", "First allogeneic transplantation", everybody.filter((i) => !Number.isNaN(day[i]) && state[i] === null), all), // prettier-ignore
    row("In first remission", "Of patients in remission", [...after.keys()].filter((i) => after.get(i) !== null), remitted), // prettier-ignore
    ...cuts.slice(1).map((to, j) => {
      const from = cuts[j];
      const within = [...after].flatMap(([i, at]) => (at != null && at >= (from === 0 ? 0 : from + 1) && at <= to ? [i] : [])); // prettier-ignore
      return row(to === Infinity ? `After day ${from}` : `Day ${from === 0 ? 0 : from + 1} to ${to}`, heading, within, remitted); // prettier-ignore
    })
  ];
  const block: CountsBlock = {
    ...blockFrame(context, declared, cohort, {
      subtitle: "Patients by state of the disease at transplantation and by its day",
      caption: "Percentages of all patients, in the lower part of those who came into remission and were followed.",
      methods: [
        "A transplantation counts as done in first remission from the day of remission up to a relapse, unless the source calls the disease otherwise."
      ],
      page: null
    }),
    kind: "counts",
    draw: "table",
    columns: columns.map(({label, set}) => ({label, set: context.count(set)})),
    rows: rows.filter(({cells}) => cells.some(({count}) => count.n !== 0))
  };
  return [block];
}
