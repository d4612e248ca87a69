import type {ReportBlock, SurvivalBlock} from "../../../src/model/report.js";
import {exposureRows, mantelByar} from "../../../src/stats/timeDependentExposure.js";
import {blockFrame} from "../blocks/blockFrame.js";
import {definedSet} from "../blocks/definedSet.js";
import {daysOfYears} from "../blocks/survivalResult.js";
import type {ReportCohort, ReportContext} from "../reportContext.js";
import {survivalGroup} from "./curves.js";
import {startedEndpoint} from "./endpointWords.js";
import {maskOf, sourceStrata} from "./followUp.js";
import type {Transplantation} from "./transplantation.js";
import type {TransplantCourse} from "./transplantCourse.js";
import {transplantMethod} from "./transplantWords.js";

/** Simon–Makuch curves of survival from remission: patients change the risk set on the day of their transplantation. */
export function transplantCurves(
  context: ReportContext,
  declared: Transplantation,
  cohort: ReportCohort,
  course: TransplantCourse
): ReportBlock[] {
  const data = {...course.survival, exposure: course.transplant};
  const split = exposureRows(data);
  const times = daysOfYears(declared.years);
  const groups = ["Not (yet) transplanted", "Transplanted in first remission"].map((label, g) => {
    const own = [...split.group.keys()].filter((k) => split.group[k] === g);
    const members = maskOf(
      context,
      own.map((k) => course.row[split.patient[k]])
    );
    const pick = (values: ArrayLike<number>) => Float64Array.from(own, (k) => values[k]);
    const set = context.within(course.set, definedSet(context, members));
    const status = pick(split.status);
    const dead = maskOf(
      context,
      own.filter((k) => split.status[k] === 1).map((k) => course.row[split.patient[k]])
    );
    return survivalGroup(
      {entry: pick(split.entry), time: pick(split.time), status},
      {
        label,
        code: g === 0 ? "false" : "true",
        n: {set: set.key, n: set.n},
        // Deaths after transplantation are those of the transplanted alone.
        events: context.count(set, definedSet(context, dead))
      },
      times
    );
  });
  if (groups[1].n.n === 0) return [];
  const strata = sourceStrata(context, course.row);
  const test = mantelByar({...data, ...(strata && {strata})});
  const block: SurvivalBlock = {
    ...blockFrame(
      context,
      declared,
      cohort,
      {
        subtitle: "Overall survival from complete remission, by transplantation in first remission as time passes",
        caption: "Simon–Makuch curves, log–log 95 % limits: of changing risk sets, not of two groups of patients. A patient counts in the first curve up to the transplantation, among its censored from then on, and in the second after it.", // prettier-ignore
        methods: [
          transplantMethod,
          `Curves after Simon and Makuch, test after Mantel and Byar${strata ? ", within sources" : ""}.`
        ],
        page: null
      },
      context.count(course.set)
    ),
    kind: "survival",
    endpoint: startedEndpoint(
      "Overall survival",
      "complete remission",
      "from complete remission to death from any cause"
    ),
    groups,
    times,
    test: test.df === 0 ? null : {method: test.method, statistic: test.statistic, df: test.df, p: test.p},
    contrasts: [],
    proportionality: null,
    restrictedMean: null
  };
  return [block];
}
