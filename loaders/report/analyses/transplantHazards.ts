import type {ForestBlock, ReportBlock, TestResult} from "../../../src/model/report.js";
import {coxFit} from "../../../src/stats/coxFit.js";
import {mantelByar} from "../../../src/stats/timeDependentExposure.js";
import {blockFrame} from "../blocks/blockFrame.js";
import {withheldWords} from "../blocks/survivalWords.js";
import type {ReportCohort, ReportContext} from "../reportContext.js";
import {adjustmentClauses} from "./adjustment.js";
import {modelFit} from "./counts.js";
import {ratioOf, waldOf} from "./estimates.js";
import {sourceStrata} from "./followUp.js";
import type {Transplantation} from "./transplantation.js";
import {courseTimes, splitCourse, type TransplantCourse} from "./transplantCourse.js";
import {courseEvents, courseModel, transplantMethod} from "./transplantWords.js";

/**
 * Hazard ratio of transplantation in first remission as a time-dependent covariate for death, relapse and death without
 * relapse, with Mantel and Byar's tests within sources.
 */
export function transplantHazards(
  context: ReportContext,
  declared: Transplantation,
  cohort: ReportCohort,
  course: TransplantCourse
): ReportBlock[] {
  const {adjust, strata, words} = courseModel(context, declared, course);
  const used = context.within(course.set, ...adjustmentClauses(adjust), ...strata.map((d) => `${d}=known`));
  const rows = courseEvents.map(({code, label, clause}): ForestBlock["rows"][number] => {
    const split = splitCourse(context, course, code, {adjust, strata});
    const {entry, time, status, group, x} = split;
    const fit = coxFit({
      start: entry,
      time,
      status,
      x: [{name: "transplanted", values: group}, ...x],
      strata: split.strata
    });
    const [coefficient] = fit.coefficients;
    const withheld = withheldWords({events: fit.events, parameters: fit.coefficients.length});
    const test = waldOf(coefficient.z, coefficient.p);
    return {
      label,
      n: context.count(used),
      events: context.count(used, clause),
      effect: ratioOf(coefficient),
      test: test === null || withheld === undefined ? test : {...test, statistic: null, p: null, withheld}
    };
  });
  const layers = sourceStrata(context, course.row);
  const tests = courseEvents.flatMap(({code, label}): TestResult[] => {
    const {time, status} = courseTimes(course, code);
    const test = mantelByar({time, status, exposure: course.transplant, ...(layers && {strata: layers})});
    return test.df === 0
      ? []
      : [{method: `${test.method}: ${label.toLowerCase()}`, statistic: test.statistic, df: test.df, p: test.p}];
  });
  const block: ForestBlock = {
    ...blockFrame(
      context,
      declared,
      cohort,
      {
        subtitle: `Transplanted in first remission against not (yet) transplanted${words === "" ? "" : `; ${words}`}`,
        caption: "Hazard ratios of a covariate that changes with time; relapse and death without relapse are cause-specific hazards. Who is transplanted was not left to chance.", // prettier-ignore
        methods: [
          transplantMethod,
          `Hazard ratios come from Cox models (ties after Efron)${words === "" ? "" : `, ${words}`}; Mantel and Byar’s test is unadjusted.`
        ],
        page: null
      },
      context.count(used)
    ),
    kind: "forest",
    measure: "Hazard ratio",
    scale: "log",
    none: 1,
    rows,
    heterogeneity: null,
    tests,
    fit: modelFit(context, {
      population: course.set,
      used,
      event: "OS:event",
      parameters: 1 + adjust.length
    })
  };
  return [block];
}
