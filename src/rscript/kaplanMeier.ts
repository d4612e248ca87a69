import {rScript, rText, rVector} from "./rScript.js";

/** What of a survival figure its script reproduces. */
export interface KaplanMeierScript {
  /** Times at which survival is read off, in the unit of the column `time_days`. */
  readonly times: readonly number[];
  /** Confidence intervals as `survfit` names them. */
  readonly confType: "log" | "log-log" | "plain";
  /** True if the groups are compared by the log-rank test. */
  readonly logRank: boolean;
}

/**
 * R script for Kaplan–Meier curves and the log-rank test. It reads the columns `group`, `time_days`, `events` and
 * `censored`, one row per group and distinct time, and prints for group k, in the order of the file: `n.k`, `events.k`,
 * `median.k`, `median_lower.k`, `median_upper.k`; for the time number t `survival.k.t`, `lower.k.t`, `upper.k.t` (NA beyond
 * the group's own follow-up); then `logrank_statistic`, `logrank_df`, `logrank_p`.
 */
export function kaplanMeierScript(csvName: string, {times, confType, logRank}: KaplanMeierScript): string {
  const body = `
# One row per patient again.
d$group[is.na(d$group)] <- ""
exits <- function(n, status) data.frame(group = rep(d$group, n), time = rep(d$time_days, n), status = rep(status, sum(n)))
patients <- rbind(exits(d$events, 1), exits(d$censored, 0))
groups <- unique(d$group)
patients$group <- factor(patients$group, levels = groups)
times <- ${rVector(times)}

for (k in seq_along(groups)) {
  say("group", k, "is", groups[k])
  own <- patients[patients$group == groups[k], ]
  fit <- survfit(Surv(time, status) ~ 1, data = own, conf.type = ${rText(confType)})
  median <- quantile(fit, 0.5)
  show(paste0("n.", k), nrow(own))
  show(paste0("events.", k), sum(own$status))
  show(paste0("median.", k), median$quantile)
  show(paste0("median_lower.", k), median$lower)
  show(paste0("median_upper.", k), median$upper)
  for (t in seq_along(times)) {
    at <- if (times[t] <= max(own$time)) summary(fit, times = times[t]) else list(surv = NA, lower = NA, upper = NA)
    show(paste("survival", k, t, sep = "."), at$surv)
    show(paste("lower", k, t, sep = "."), at$lower)
    show(paste("upper", k, t, sep = "."), at$upper)
  }
}
${
  logRank
    ? `
test <- survdiff(Surv(time, status) ~ group, data = patients)
df <- length(test$n) - 1
show("logrank_statistic", test$chisq)
show("logrank_df", df)
show("logrank_p", pchisq(test$chisq, df, lower.tail = FALSE))
`
    : ""
}`;
  return rScript({
    does: `Kaplan–Meier estimate (${confType} intervals)${logRank ? " and log-rank test" : ""} from counts by day.`,
    csvName,
    packages: ["survival"],
    body
  });
}
