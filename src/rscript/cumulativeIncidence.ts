import {rScript, rVector} from "./rScript.js";

/** What of a figure of cumulative incidence its script reproduces. */
export interface CumulativeIncidenceScript {
  /** Times at which incidence is read off, in days. */
  readonly times: readonly number[];
  /** True if there are two or more groups, and each event has two or more of them to compare. */
  readonly gray: boolean;
  /** True if groups are compared within sources. */
  readonly stratified: boolean;
}

/**
 * R script for cumulative incidence of two competing events and Gray’s test. It reads the columns `group`, `source`,
 * `time_days`, `relapses`, `deaths`, `censored`; one row per distinct combination. For group k in the order of the file
 * it prints `n.k`, `relapses.k`, `deaths.k`; for event e (1 relapse, 2 death) and the time number t `incidence.k.e.t` and
 * `variance.k.e.t` (NA beyond the group’s own follow-up); then `gray_statistic.e`, `gray_p.e`.
 */
export function cumulativeIncidenceScript(
  csvName: string,
  {times, gray, stratified}: CumulativeIncidenceScript
): string {
  const body = `
d$group[is.na(d$group)] <- ""
exits <- function(n, status) data.frame(
  group = rep(d$group, n), source = rep(d$source, n), time = rep(d$time_days, n), status = rep(status, sum(n)))
patients <- rbind(exits(d$censored, 0), exits(d$relapses, 1), exits(d$deaths, 2))
groups <- unique(d$group)
times <- ${rVector(times)}

for (k in seq_along(groups)) {
  say("group", k, "is", groups[k])
  own <- patients[patients$group == groups[k], ]
  show(paste0("n.", k), nrow(own))
  show(paste0("relapses.", k), sum(own$status == 1))
  show(paste0("deaths.", k), sum(own$status == 2))
  fit <- if (any(own$status > 0)) timepoints(cuminc(own$time, own$status), times) else NULL
  for (e in 1:2) {
    row <- paste(1, e)
    for (t in seq_along(times)) {
      seen <- times[t] <= max(own$time)
      known <- seen && !is.null(fit) && row %in% rownames(fit$est)
      show(paste("incidence", k, e, t, sep = "."), if (known) fit$est[row, t] else if (seen) 0 else NA)
      show(paste("variance", k, e, t, sep = "."), if (known) fit$var[row, t] else if (seen) 0 else NA)
    }
  }
}
${
  gray
    ? `
tests <- cuminc(patients$time, patients$status, factor(patients$group, levels = groups)${stratified ? ", patients$source" : ""})$Tests
for (e in rownames(tests)) {
  show(paste0("gray_statistic.", e), tests[e, "stat"])
  # The table’s own p is 1 − P and vanishes where it is small.
  show(paste0("gray_p.", e), pchisq(tests[e, "stat"], tests[e, "df"], lower.tail = FALSE))
}
`
    : ""
}`;
  return rScript({
    does: `Cumulative incidence of relapse and of death without relapse${gray ? `, Gray’s test${stratified ? " within sources" : ""}` : ""}, from counts by day.`,
    csvName,
    packages: ["cmprsk"],
    body
  });
}
