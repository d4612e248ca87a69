import type {ReportBlock, SurvivalBlock} from "../../../src/model/report.js";
import {coxFit} from "../../../src/stats/coxFit.js";
import {logRank} from "../../../src/stats/logRank.js";
import {landmarkCohort} from "../../../src/stats/timeDependentExposure.js";
import {blockFrame} from "../blocks/blockFrame.js";
import {definedSet} from "../blocks/definedSet.js";
import {daysOfYears} from "../blocks/survivalResult.js";
import type {PatientSet} from "../patientSets.js";
import type {ReportCohort, ReportContext} from "../reportContext.js";
import {definedCount} from "./counts.js";
import {survivalGroup} from "./curves.js";
import {startedEndpoint} from "./endpointWords.js";
import {ratioOf} from "./estimates.js";
import {maskOf, sourceStrata} from "./followUp.js";
import type {Transplantation} from "./transplantation.js";
import type {TransplantCourse} from "./transplantCourse.js";

/** Survival from a day after remission, of those still in remission then, by transplantation up to it; ids end in the day. */
export function transplantLandmark(
  context: ReportContext,
  declared: Transplantation,
  cohort: ReportCohort,
  course: TransplantCourse
): ReportBlock[] {
  return declared.landmarks.flatMap((day) => landmarkBlock(context, declared, cohort, course, day));
}

function landmarkBlock(
  context: ReportContext,
  declared: Transplantation,
  cohort: ReportCohort,
  course: TransplantCourse,
  day: number
): SurvivalBlock[] {
  // In remission and under observation beyond the landmark; from there on to death.
  const inRemission = [...course.row.keys()].filter((k) => course.time[k] > day && course.survival.time[k] > day);
  const pick = (values: ArrayLike<number>) => Float64Array.from(inRemission, (k) => values[k]);
  const {time, status, group} = landmarkCohort(
    {
      time: pick(course.survival.time),
      status: pick(course.survival.status),
      exposure: inRemission.map((k) => course.transplant[k])
    },
    day
  );
  if (!group.includes(0) || !group.includes(1)) return [];
  const rows = inRemission.map((k) => course.row[k]);
  const clause = definedSet(context, maskOf(context, rows));
  const used = context.within(course.set, clause);
  const sets = [0, 1].map((g): PatientSet => {
    const members = rows.filter((_, k) => group[k] === g);
    return context.within(course.set, definedSet(context, maskOf(context, members)));
  });
  const times = daysOfYears(declared.years);
  const groups = [`Not transplanted by day ${day}`, `Transplanted by day ${day}`].map((label, g) => {
    const own = [...group.keys()].filter((k) => group[k] === g);
    return survivalGroup(
      {time: own.map((k) => time[k]), status: own.map((k) => status[k])},
      {label, code: g === 0 ? "false" : "true", n: context.count(sets[g]), events: context.count(sets[g], "OS:event")},
      times
    );
  });
  const strata = sourceStrata(context, rows);
  const test = logRank({time, status, group, ...(strata && {strata})});
  const [coefficient] = coxFit({time, status, x: [{name: "transplanted", values: group}], ...(strata && {strata})}).coefficients; // prettier-ignore
  const tested = test.df === 0 ? null : {method: test.method, statistic: test.statistic, df: test.df, p: test.p};
  const out = maskOf(
    context,
    course.row.filter((_, k) => !(course.time[k] > day && course.survival.time[k] > day))
  );
  return [
    {
      ...blockFrame(
        context,
        {...declared, id: `${declared.id}-${day}`, title: `${declared.title}, day ${day}`},
        cohort,
        {
          subtitle: `Overall survival from day ${day} after remission, of those still in remission and under observation`,
          caption: "Kaplan–Meier, log–log 95 % limits. A transplantation after the landmark does not change the group.",
          methods: [
            `Landmark analysis at day ${day} after complete remission: groups by what was known on that day, time counted from it.`
          ],
          page: null
        },
        context.count(used)
      ),
      leftOut: [
        {
          label: `relapse, death or end of observation by day ${day}`,
          count: definedCount(context, course.set, out)
        }
      ],
      kind: "survival",
      endpoint: startedEndpoint(
        "Overall survival",
        `day ${day} after complete remission`,
        `from day ${day} after complete remission to death from any cause`
      ),
      groups,
      times,
      test: tested,
      contrasts: [
        {
          label: groups[1].label,
          reference: groups[0].label,
          adjustment: strata ? "stratified by source" : "unadjusted",
          hazardRatio: ratioOf(coefficient),
          n: context.count(used),
          events: context.count(used, "OS:event"),
          test: tested
        }
      ],
      proportionality: null,
      restrictedMean: null
    }
  ];
}
