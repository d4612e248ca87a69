import {groupingOf} from "../../../src/cohort/catalogue.js";
import type {ForestBlock, ReportBlock} from "../../../src/model/report.js";
import {compareNested} from "../../../src/stats/compareNested.js";
import {coxContrast} from "../../../src/stats/coxContrast.js";
import {coxFit} from "../../../src/stats/coxFit.js";
import type {Covariate} from "../../../src/stats/coxInput.js";
import {factorColumns, interactionColumns} from "../../../src/stats/designMatrix.js";
import {blockFrame} from "../blocks/blockFrame.js";
import type {ReportCohort, ReportContext} from "../reportContext.js";
import {adjustmentClauses} from "./adjustment.js";
import {modelFit} from "./counts.js";
import {chiSquared, contrastOf} from "./estimates.js";
import {levelCodes} from "./followUp.js";
import type {Transplantation} from "./transplantation.js";
import {splitCourse, type TransplantCourse} from "./transplantCourse.js";
import {courseEvents, courseModel, transplantMethod} from "./transplantWords.js";

/** Time-dependent hazard ratios of transplantation within the levels of a variable, from one model with the interaction. */
export function transplantModified(
  context: ReportContext,
  declared: Transplantation,
  cohort: ReportCohort,
  course: TransplantCourse
): ReportBlock[] {
  const {by, levels} = declared;
  if (by === undefined || levels.length < 2 || !context.catalogue.groupings.some(({key}) => key === by)) return [];
  const {adjust, strata, words} = courseModel(context, declared, course);
  const used = context.within(
    course.set,
    `${by}=${levels.join("|")}`,
    ...adjustmentClauses(adjust),
    ...strata.map((d) => `${d}=known`)
  );
  const grouping = groupingOf(context.catalogue, by);
  const labelOf = (code: string) => grouping.levels.find((d) => d.code === code)?.label ?? code;
  const made = courseEvents.map(({code, label, clause}) => {
    const {entry, time, status, group, x, strata: layers, row} = splitCourse(context, course, code, {adjust, strata});
    const main: Covariate[] = [{name: "transplanted", values: group}];
    const factor = factorColumns(by, levelCodes(context, by, row, levels).codes, levels);
    const product = interactionColumns(main, factor);
    const fitted = (columns: readonly Covariate[]) => coxFit({start: entry, time, status, x: columns, strata: layers});
    const full = fitted([...main, ...factor, ...x, ...product]);
    const estimable = ["transplanted", ...product.map(({name}) => name)].every(
      (name) => full.coefficients.find((d) => d.name === name)?.status === "estimated"
    );
    const tested = estimable ? compareNested(fitted([...main, ...factor, ...x]), full) : null;
    return {
      test: chiSquared(`Likelihood-ratio test of the interaction: ${label.toLowerCase()}`, tested),
      parameters: full.coefficients.length,
      rows: levels.map((level): ForestBlock["rows"][number] => {
        const wanted = ["transplanted", `transplanted:${by}${level}`];
        return {
          label: labelOf(level),
          heading: label,
          n: context.count(used, `${by}=${level}`),
          events: context.count(used, `${by}=${level}`, clause),
          effect: contrastOf(
            coxContrast(
              full,
              full.coefficients.map(({name}) => Number(wanted.includes(name)))
            )
          )
        };
      })
    };
  });
  const block: ForestBlock = {
    ...blockFrame(
      context,
      declared,
      cohort,
      {
        subtitle: `Transplanted in first remission against not (yet) transplanted, by ${grouping.label}${words === "" ? "" : `; ${words}`}`,
        caption:
          "Hazard ratios of a covariate that changes with time. Not a comparison of treatments that chance allotted.",
        methods: [
          transplantMethod,
          `One Cox model for each event with the interaction of transplantation and ${grouping.label}${words === "" ? "" : `, ${words}`}; the interaction is tested by the likelihood ratio.`
        ],
        page: null
      },
      context.count(used)
    ),
    kind: "forest",
    measure: "Hazard ratio",
    scale: "log",
    none: 1,
    rows: made.flatMap(({rows}) => rows),
    heterogeneity: null,
    tests: made.flatMap(({test}) => (test === null ? [] : [test])),
    fit: modelFit(context, {population: course.set, used, event: "OS:event", parameters: made[0].parameters})
  };
  return [block];
}
