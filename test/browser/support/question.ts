import {projectCohort} from "../../../loaders/extract/projectCohort.js";
import {readRelease} from "../../../loaders/release/readRelease.js";
import {rScript} from "../../../src/rscript/rScript.js";
import {coxFit, kaplanMeierByGroup, logRank, medianSurvival, survivalAt} from "../../../src/stats/index.js";
import type {Answers} from "../../rscript/runScript.js";

/** Follow-up of the patients of one question, an element each. */
export interface QuestionRows {
  readonly time: readonly number[];
  readonly status: readonly number[];
  /** 0 = DNMT3A wild type, 1 = mutated. */
  readonly group: readonly number[];
  /** Code of the patient's source. */
  readonly source: readonly number[];
  /** Patients of the cohort, those without follow-up or a test of DNMT3A too, and their events. */
  readonly cohort: {readonly n: number; readonly events: number};
}

const year = 365.25;

/** The patients of a release with NPM1 and FLT3-ITD mutated, aged 18 to 60, by DNMT3A. */
export async function questionRows(folder: string): Promise<QuestionRows> {
  const {rows, columns} = projectCohort(await readRelease(folder));
  const {age_years: age, OS_days: days, OS_status: status, DNMT3A, source_id} = columns;
  const cohort = Array.from({length: rows}, (_, i) => i).filter(
    (i) =>
      columns.NPM1[i] === 1 &&
      columns["FLT3-ITD"][i] === 1 &&
      age[i] !== null &&
      Number(age[i]) >= 18 &&
      Number(age[i]) <= 60
  );
  const drawn = cohort.filter((i) => days[i] !== null && DNMT3A[i] !== null);
  const names = [...new Set(drawn.map((i) => source_id[i]))];
  return {
    time: drawn.map((i) => Number(days[i])),
    status: drawn.map((i) => Number(status[i] === 1)),
    group: drawn.map((i) => Number(DNMT3A[i])),
    source: drawn.map((i) => names.indexOf(source_id[i])),
    cohort: {n: cohort.length, events: cohort.filter((i) => days[i] !== null && status[i] === 1).length}
  };
}

/** The numbers of the question from our statistics, patient by patient. */
export function ownAnswers({time, status, group, source}: QuestionRows): Answers {
  const curves = kaplanMeierByGroup({time, status, group}, {confType: "log-log"}, 2);
  const groups = curves.map((curve, k): Answers => {
    const median = medianSurvival(curve);
    return {
      [`n.${k}`]: curve.n,
      [`events.${k}`]: curve.events,
      [`median.${k}`]: median.time,
      [`lower.${k}`]: median.lower,
      [`upper.${k}`]: median.upper,
      [`year1.${k}`]: survivalAt(curve, [year])[0].survival
    };
  });
  const test = logRank({time, status, group, strata: source});
  const [ratio] = coxFit({time, status, x: [{name: "mutated", values: group}], strata: source}).coefficients;
  return {
    ...groups[0],
    ...groups[1],
    statistic: test.statistic,
    p: test.p,
    ratio: ratio.hazardRatio,
    ratio_lower: ratio.lower,
    ratio_upper: ratio.upper
  };
}

/** The rows of the question as a table, and the R script that answers it from them. */
export function askR({time, status, group, source}: QuestionRows) {
  return {
    table: {
      columns: ["time", "status", "group", "source"],
      rows: time.map((t, i) => [t, status[i], group[i], source[i]])
    },
    script: (csvName: string) =>
      rScript({
        does: "Survival of patients with NPM1 and FLT3-ITD mutated, aged 18 to 60, by DNMT3A.",
        csvName,
        packages: ["survival"],
        body: `
for (k in 0:1) {
  own <- d[d$group == k, ]
  fit <- survfit(Surv(time, status) ~ 1, data = own, conf.type = "log-log")
  median <- quantile(fit, 0.5)
  show(paste0("n.", k), nrow(own))
  show(paste0("events.", k), sum(own$status))
  show(paste0("median.", k), median$quantile)
  show(paste0("lower.", k), median$lower)
  show(paste0("upper.", k), median$upper)
  show(paste0("year1.", k), summary(fit, times = ${year})$surv)
}
test <- survdiff(Surv(time, status) ~ group + strata(source), data = d)
show("statistic", test$chisq)
show("p", pchisq(test$chisq, 1, lower.tail = FALSE))
# Iterated further than by default, where the ninth digit is not yet settled.
fit <- summary(coxph(Surv(time, status) ~ group + strata(source), data = d, control = coxph.control(eps = 1e-11)))
show("ratio", fit$conf.int[1, "exp(coef)"])
show("ratio_lower", fit$conf.int[1, "lower .95"])
show("ratio_upper", fit$conf.int[1, "upper .95"])`
      })
  };
}
