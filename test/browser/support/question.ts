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
  /** Names of the sources by code. In the demo each has its own index event. */
  readonly sources: readonly string[];
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
  const names = [...new Set(drawn.map((i) => String(source_id[i])))];
  return {
    time: drawn.map((i) => Number(days[i])),
    status: drawn.map((i) => Number(status[i] === 1)),
    group: drawn.map((i) => Number(DNMT3A[i])),
    source: drawn.map((i) => names.indexOf(String(source_id[i]))),
    sources: names,
    cohort: {n: cohort.length, events: cohort.filter((i) => days[i] !== null && status[i] === 1).length}
  };
}

/**
 * The numbers of the question from our statistics, patient by patient: curves in each source, where time starts at another
 * event; test and ratio within sources.
 */
export function ownAnswers({time, status, group, source, sources}: QuestionRows): Answers {
  const curves = sources.flatMap((name, s) => {
    const own = [...time.keys()].filter((i) => source[i] === s);
    const of = (values: readonly number[]) => own.map((i) => values[i]);
    const rows = {time: of(time), status: of(status), group: of(group)};
    return kaplanMeierByGroup(rows, {confType: "log-log"}, 2).map((curve, k) => ({curve, part: `${k}.${name}`}));
  });
  const groups = curves.map(({curve, part}): Answers => {
    const median = medianSurvival(curve);
    return {
      [`n.${part}`]: curve.n,
      [`events.${part}`]: curve.events,
      [`median.${part}`]: median.time,
      [`lower.${part}`]: median.lower,
      [`upper.${part}`]: median.upper,
      [`year1.${part}`]: survivalAt(curve, [year])[0].survival
    };
  });
  const test = logRank({time, status, group, strata: source});
  const [ratio] = coxFit({time, status, x: [{name: "mutated", values: group}], strata: source}).coefficients;
  return {
    ...(Object.assign({}, ...groups) as Answers),
    statistic: test.statistic,
    p: test.p,
    ratio: ratio.hazardRatio,
    ratio_lower: ratio.lower,
    ratio_upper: ratio.upper
  };
}

/** The rows of the question as a table, and the R script that answers it from them. */
export function askR({time, status, group, source, sources}: QuestionRows) {
  return {
    table: {
      columns: ["time", "status", "group", "source"],
      rows: time.map((t, i) => [t, status[i], group[i], sources[source[i]]])
    },
    script: (csvName: string) =>
      rScript({
        does: "Survival of patients with NPM1 and FLT3-ITD mutated, aged 18 to 60, by DNMT3A.",
        csvName,
        packages: ["survival"],
        body: `
for (source in unique(d$source)) for (k in 0:1) {
  own <- d[d$group == k & d$source == source, ]
  part <- paste0(k, ".", source)
  fit <- survfit(Surv(time, status) ~ 1, data = own, conf.type = "log-log")
  median <- quantile(fit, 0.5)
  show(paste0("n.", part), nrow(own))
  show(paste0("events.", part), sum(own$status))
  show(paste0("median.", part), median$quantile)
  show(paste0("lower.", part), median$lower)
  show(paste0("upper.", part), median$upper)
  show(paste0("year1.", part), summary(fit, times = ${year})$surv)
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
