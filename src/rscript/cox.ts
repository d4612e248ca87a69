import {rScript, rText, rVector} from "./rScript.js";

/** How a column of the file enters the model. */
export type CoxScriptTerm =
  | {readonly kind: "linear"; readonly column: string; readonly step: number}
  | {readonly kind: "log2"; readonly column: string}
  | {readonly kind: "spline"; readonly column: string; readonly knots: readonly number[]}
  /** Values as the file has them, the reference first. */
  | {readonly kind: "factor"; readonly column: string; readonly levels: readonly string[]};

/** What of a Cox model its script fits. */
export interface CoxScript {
  /** True if rows have an entry time, `start_days`. */
  readonly start: boolean;
  /** True if the column `stratum` has baseline hazards of its own. */
  readonly strata: boolean;
  readonly terms: readonly CoxScriptTerm[];
  /** Hazard ratios along a spline: the number of its term, from 1, and the values, each against the reference. */
  readonly curve?: {readonly term: number; readonly at: readonly number[]; readonly reference: number};
}

/** Names of the columns of a model's CSV file beside its covariates. */
export const coxColumns = {start: "start_days", time: "time_days", status: "status", stratum: "stratum"} as const;

/**
 * R script for a Cox model with ties after Efron. It reads one row per patient, or per interval of one, and prints `n`,
 * `events`, `loglik_null`, `loglik`; for coefficient k in the order of the terms `coef.k`, `se.k`, `hr.k`, `lower.k`,
 * `upper.k`, `p.k`; for term t its Wald test `wald.t`, `wald_df.t`, and the test of proportional hazards `ph.t`, then
 * `ph_global`; `concordance`, `concordance_se`; with a curve for its value i `curve_hr.i`, `curve_lower.i`, `curve_upper.i`.
 */
export function coxScript(csvName: string, {start, strata, terms, curve}: CoxScript): string {
  const body = `${coxModelCode({start, strata, terms})}
show("n", fit$n)
show("events", fit$nevent)
show("loglik_null", fit$loglik[1])
show("loglik", fit$loglik[2])
table <- summary(fit)
for (k in seq_along(coef(fit))) {
  say("coefficient", k, "is", names(coef(fit))[k])
  show(paste0("coef.", k), coef(fit)[k])
  show(paste0("se.", k), sqrt(fit$var[k, k]))
  show(paste0("hr.", k), table$conf.int[k, 1])
  show(paste0("lower.", k), table$conf.int[k, 3])
  show(paste0("upper.", k), table$conf.int[k, 4])
  show(paste0("p.", k), table$coefficients[k, 5])
}
hazards <- cox.zph(fit)$table
columns <- fit$assign[grep("^strata", names(fit$assign), invert = TRUE)]
for (t in seq_along(columns)) {
  j <- columns[[t]]
  show(paste0("wald.", t), coef(fit)[j] %*% solve(fit$var[j, j], coef(fit)[j]))
  show(paste0("wald_df.", t), length(j))
  show(paste0("ph.", t), hazards[t, 3])
}
show("ph_global", hazards["GLOBAL", 3])
show("concordance", table$concordance[1])
show("concordance_se", table$concordance[2])
${curve === undefined ? "" : curveCode(terms, curve)}`;
  return rScript({
    does: `Cox model, ties after Efron${strata ? ", stratified" : ""}${start ? ", with entry times" : ""}.`,
    csvName,
    packages: ["survival"],
    body
  });
}

/** R code that makes the terms of a model and fits it: `term1`, `term2` … and `fit`. */
export function coxModelCode({start, strata, terms}: Omit<CoxScript, "curve">): string {
  const {time, status, stratum} = coxColumns;
  const outcome = `Surv(${start ? `${coxColumns.start}, ` : ""}${time}, ${status})`;
  const right = [...terms.map((_, t) => `term${t + 1}`), ...(strata ? [`strata(${stratum})`] : [])].join(" + ");
  const splines = terms.some(({kind}) => kind === "spline");
  return `${splines ? spline : ""}${terms.map((term, t) => `d$term${t + 1} <- ${termCode(term)}\n`).join("")}
# Iterated to the maximum; R's default may stop a little short of it.
control <- suppressWarnings(coxph.control(eps = 1e-14, iter.max = 100))
fit <- coxph(${outcome} ~ ${right}, data = d, ties = "efron", control = control)`;
}

const spline = `# Restricted cubic spline: the value, and a cubic term for each knot but the last two.
rcs <- function(x, knots) {
  last <- length(knots)
  cube <- function(knot) pmax(x - knot, 0)^3
  cubic <- sapply(knots[seq_len(last - 2)], function(knot) {
    tail <- (cube(knots[last - 1]) * (knots[last] - knot) - cube(knots[last]) * (knots[last - 1] - knot)) /
      (knots[last] - knots[last - 1])
    (cube(knot) - tail) / (knots[last] - knots[1])^2
  })
  cbind(x, matrix(cubic, nrow = length(x)))
}
`;

function termCode(term: CoxScriptTerm): string {
  const values = `d[[${rText(term.column)}]]`;
  switch (term.kind) {
    case "linear":
      return `${values} / ${term.step}`;
    case "log2":
      return `log2(${values})`;
    case "spline":
      return `rcs(${values}, ${rVector(term.knots)})`;
    case "factor":
      return `factor(as.character(${values}), levels = c(${term.levels.map(rText).join(", ")}))`;
  }
}

function curveCode(terms: readonly CoxScriptTerm[], {term, at, reference}: NonNullable<CoxScript["curve"]>): string {
  const chosen = terms[term - 1];
  if (chosen.kind !== "spline") throw new RangeError(`not a spline: term ${term}`);
  return `
knots <- ${rVector(chosen.knots)}
at <- ${rVector(at)}
j <- columns[[${term}]]
for (i in seq_along(at)) {
  change <- drop(rcs(at[i], knots) - rcs(${reference}, knots))
  estimate <- sum(change * coef(fit)[j])
  margin <- qnorm(0.975) * sqrt(drop(change %*% fit$var[j, j] %*% change))
  show(paste0("curve_hr.", i), exp(estimate))
  show(paste0("curve_lower.", i), exp(estimate - margin))
  show(paste0("curve_upper.", i), exp(estimate + margin))
}
`;
}
