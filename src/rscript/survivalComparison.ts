import {rScript, rText, rVector} from "./rScript.js";

/** What of a comparison of survival its script reproduces. */
export interface SurvivalComparisonScript {
  /** Times at which survival is read off, in days. */
  readonly times: readonly number[];
  /** Confidence intervals as `survfit` names them. */
  readonly confType: "log" | "log-log";
  /** True if the CSV has a column `entry_days`: patients enter on the way, or change the group. */
  readonly entry: boolean;
  /** True if groups are compared within sources. */
  readonly stratified: boolean;
  /** Position, from 1, of the group against which hazard ratios are taken; null: no comparison. */
  readonly reference: number | null;
  /** Horizon of the restricted means in days; null: none. */
  readonly restrictedTo: number | null;
  /** Log-rank tests of all pairs of groups. */
  readonly pairs?: boolean;
  /** Hazard ratios in each source, and how far they agree. */
  readonly bySource?: boolean;
  /** Names of the sources by the event at which their time starts, where there are several: curves are by clock. */
  readonly clocks?: readonly (readonly string[])[] | null;
}

/**
 * R script for a figure of survival. It reads the columns `group`, `source`, `time_days`, `events`, `censored` and, where
 * patients enter on the way, `entry_days`; one row per distinct combination. For group k in the order of the file it
 * prints `n.k`, `events.k`, `median.k`, `median_lower.k`, `median_upper.k`; for the time number t `survival.k.t`,
 * `lower.k.t`, `upper.k.t` (NA beyond the group’s own follow-up). Where sources have several clocks, all of these for each
 * clock c with patients of the group, as `n.k.c`, `survival.k.c.t`. For the comparison `logrank_statistic`, `logrank_df`,
 * `logrank_p`; for every group but the reference `hr.k`, `hr_lower.k`, `hr_upper.k`; `ph_chisq`, `ph_p` (Schoenfeld).
 * For restricted means `rmst.k`, `rmst_se.k`; for pairs `pair_statistic.k.l`, `pair_p.k.l`; by source, sources in the
 * order of the alphabet, `hr_source.k.s`, `hr_source_lower.k.s`, `hr_source_upper.k.s`, and `q.k`, `i2.k`.
 */
export function survivalComparisonScript(csvName: string, options: SurvivalComparisonScript): string {
  const {times, confType, entry, stratified, reference} = options;
  const surv = entry ? "Surv(entry, time, status)" : "Surv(time, status)";
  const body = `
# One row per patient (or per stretch of a patient in one group) again.
d$group[is.na(d$group)] <- ""
exits <- function(n, status) data.frame(
  group = rep(d$group, n), source = rep(d$source, n), time = rep(d$time_days, n), status = rep(status, sum(n))${entry ? ", entry = rep(d$entry_days, n)" : ""})
patients <- rbind(exits(d$events, 1), exits(d$censored, 0))
groups <- unique(d$group)
patients$group <- factor(patients$group, levels = groups)
times <- ${rVector(times)}

${curvesOf(surv, options)}
${reference === null ? "" : comparisonOf(surv, reference, options)}`;
  const what = reference === null ? "" : `, ${stratified ? "within sources: " : ""}log-rank test, hazard ratios`;
  return rScript({
    does: `Kaplan–Meier estimate (${confType} intervals)${what} from counts by day.`,
    csvName,
    packages: ["survival"],
    body
  });
}

/** Curves of every group, or of every group and clock. */
function curvesOf(surv: string, {confType, restrictedTo, clocks = null}: SurvivalComparisonScript): string {
  const mean = `
  mean <- summary(fit, rmean = ${restrictedTo})$table
  show(name("rmst"), mean["rmean"])
  show(name("rmst_se"), mean["se(rmean)"])`;
  const describe = `describe <- function(own, part) {
  name <- function(what, ...) paste(c(what, part, ...), collapse = ".")
  fit <- survfit(${surv} ~ 1, data = own, conf.type = ${rText(confType)})
  median <- quantile(fit, 0.5)
  show(name("n"), nrow(own))
  show(name("events"), sum(own$status))
  show(name("median"), median$quantile)
  show(name("median_lower"), median$lower)
  show(name("median_upper"), median$upper)
  for (t in seq_along(times)) {
    at <- if (times[t] <= max(own$time)) summary(fit, times = times[t], extend = TRUE) else list(surv = NA, lower = NA, upper = NA)
    show(name("survival", t), at$surv)
    show(name("lower", t), at$lower)
    show(name("upper", t), at$upper)
  }${restrictedTo === null ? "" : mean}
}`;
  if (clocks === null) {
    return `${describe}
for (k in seq_along(groups)) {
  say("group", k, "is", groups[k])
  describe(patients[patients$group == groups[k], ], k)
}`;
  }
  return `# Time starts at another event in each of these: no curve is of several of them.
clocks <- list(${clocks.map((sources) => `c(${sources.map(rText).join(", ")})`).join(", ")})
${describe}
for (k in seq_along(groups)) for (c in seq_along(clocks)) {
  own <- patients[patients$group == groups[k] & patients$source %in% clocks[[c]], ]
  if (nrow(own) == 0) next
  say("group", k, "clock", c, "is", groups[k], "in", clocks[[c]])
  describe(own, c(k, c))
}`;
}

function comparisonOf(surv: string, reference: number, options: SurvivalComparisonScript): string {
  const {entry, stratified, pairs = false, bySource = false} = options;
  const strata = stratified ? " + strata(source)" : "";
  return `
${entry ? delayedTest(stratified) : plainTest(strata)}
all <- compare(patients)
show("logrank_statistic", all["statistic"])
show("logrank_df", all["df"])
show("logrank_p", pchisq(all["statistic"], all["df"], lower.tail = FALSE))
patients$against <- relevel(patients$group, ref = ${reference})
fit <- coxph(${surv} ~ against${strata}, data = patients, control = coxph.control(eps = 1e-11, toler.chol = 1e-12))
ratios <- summary(fit)$conf.int
for (k in seq_along(groups)[-${reference}]) {
  row <- ratios[paste0("against", groups[k]), ]
  show(paste0("hr.", k), row["exp(coef)"])
  show(paste0("hr_lower.", k), row["lower .95"])
  show(paste0("hr_upper.", k), row["upper .95"])
}
proportional <- cox.zph(fit)$table["GLOBAL", ]
show("ph_chisq", proportional["chisq"])
show("ph_p", proportional["p"])
${pairs ? pairTests : ""}${bySource ? sourceRatios(surv, reference) : ""}`;
}

const pairTests = `
for (k in seq_along(groups)) for (l in seq_along(groups)) {
  if (k >= l) next
  two <- patients[as.integer(patients$group) %in% c(k, l), ]
  two$group <- droplevels(two$group)
  pair <- compare(two)
  show(paste("pair_statistic", k, l, sep = "."), pair["statistic"])
  show(paste("pair_p", k, l, sep = "."), pchisq(pair["statistic"], 1, lower.tail = FALSE))
}
`;

/** The model of all groups in each source; fixed-effect pooling gives Cochran’s Q and I². */
function sourceRatios(surv: string, reference: number): string {
  return `
sources <- sort(unique(patients$source))
for (k in seq_along(groups)[-${reference}]) {
  estimate <- error <- numeric(0)
  for (s in seq_along(sources)) {
    own <- droplevels(patients[patients$source == sources[s], ])
    if (!all(groups[c(${reference}, k)] %in% levels(own$group))) next
    own$against <- relevel(own$group, ref = groups[${reference}])
    fit <- coxph(${surv} ~ against, data = own, control = coxph.control(eps = 1e-11, toler.chol = 1e-12))
    name <- paste0("against", groups[k])
    row <- summary(fit)$conf.int[name, ]
    show(paste("hr_source", k, s, sep = "."), row["exp(coef)"])
    show(paste("hr_source_lower", k, s, sep = "."), row["lower .95"])
    show(paste("hr_source_upper", k, s, sep = "."), row["upper .95"])
    estimate <- c(estimate, coef(fit)[name])
    error <- c(error, sqrt(vcov(fit)[name, name]))
  }
  if (length(estimate) < 2) next
  weight <- 1 / error^2
  q <- sum(weight * (estimate - sum(weight * estimate) / sum(weight))^2)
  show(paste0("q.", k), q)
  show(paste0("i2.", k), if (q > 0) max(0, (q - length(estimate) + 1) / q) else 0)
}
`;
}

function plainTest(strata: string): string {
  return `compare <- function(rows) {
  test <- survdiff(Surv(time, status) ~ group${strata}, data = rows)
  c(statistic = test$chisq, df = nlevels(rows$group) - 1)
}`;
}

/** \`survdiff\` has no form for delayed entry: the same sums over the patients then at risk. */
function delayedTest(stratified: boolean): string {
  return `# survdiff has no form for delayed entry: the same sums over those at risk then.
compare <- function(rows) {
  k <- nlevels(rows$group)
  difference <- numeric(k)
  variance <- matrix(0, k, k)
  for (part in split(rows, ${stratified ? "rows$source" : "rep(1, nrow(rows))"})) {
    for (t in sort(unique(part$time[part$status == 1]))) {
      risk <- as.numeric(table(part$group[part$entry < t & part$time >= t]))
      deaths <- as.numeric(table(part$group[part$time == t & part$status == 1]))
      n <- sum(risk)
      m <- sum(deaths)
      difference <- difference + deaths - m * risk / n
      if (n > 1) variance <- variance + m * (n - m) / (n - 1) * (diag(risk / n, k) - tcrossprod(risk / n))
    }
  }
  statistic <- drop(difference[-k] %*% solve(variance[-k, -k, drop = FALSE], difference[-k]))
  c(statistic = statistic, df = k - 1)
}`;
}
