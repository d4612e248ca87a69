# Writes adam-pilot.json: what survival 3.5-3 says of the time to the first dermatologic event of the CDISC pilot, by actual
# treatment, the first day of treatment being day 1. Aggregates only; the file with the patients is not part of the repository.
# Limits are those of the log of survival, R's default. Run in this folder: Rscript adam-pilot.R <folder of the data set>/cdisc_pilot_original/adtte.xpt.csv
library(survival)
json <- function(x) {
  if (is.list(x)) {
    if (is.data.frame(x)) return(sprintf("[%s]", paste(vapply(seq_len(nrow(x)), function(i) json(as.list(x[i, ])), ""), collapse = ",")))
    return(sprintf("{%s}", paste(sprintf("\"%s\":%s", names(x), vapply(x, json, "")), collapse = ",")))
  }
  cells <- if (is.character(x)) sprintf("\"%s\"", x) else ifelse(is.na(x), "null", sprintf("%.17g", x))
  if (length(cells) == 1) cells else sprintf("[%s]", paste(cells, collapse = ","))
}
d <- read.csv(commandArgs(trailingOnly = TRUE)[1])
d <- d[d$PARAMCD == "TTDE", ]
d$status <- as.integer(d$CNSR == 0)
arms <- c(placebo = "Placebo", xanomeline_low = "Xanomeline Low Dose", xanomeline_high = "Xanomeline High Dose")
d$arm <- factor(d$TRTA, levels = arms)
times <- c(1, 7, 30, 90, 180)
plain <- function(x) unname(as.vector(x))
curve <- function(own) {
  fit <- survfit(Surv(AVAL, status) ~ 1, data = own)
  at <- summary(fit, times = times, extend = TRUE)
  median <- quantile(fit, 0.5)
  mean <- survival:::survmean(fit, rmean = 180)$matrix
  list(n = nrow(own), events = sum(own$status), steps = length(fit$time),
    median = plain(median$quantile), lower = plain(median$lower), upper = plain(median$upper),
    rmean = plain(mean["rmean"]), rmeanStdErr = plain(mean["se(rmean)"]),
    at = data.frame(time = times, atRisk = at$n.risk, survival = at$surv, stdErr = at$std.err, lower = at$lower, upper = at$upper),
    # Over all steps of the curve, so that none of them may differ.
    sum = list(survival = sum(fit$surv), stdErr = sum(summary(fit, censored = TRUE)$std.err), product = sum(fit$surv * fit$time)))
}
difference <- survdiff(Surv(AVAL, status) ~ arm, data = d)
cox <- coxph(Surv(AVAL, status) ~ arm, data = d, eps = 1e-13, toler.chol = 1e-15)
limits <- summary(cox)$conf.int
result <- list(
  software = sprintf("R %s, survival %s", getRversion(), packageVersion("survival")),
  arms = lapply(arms, function(arm) curve(d[d$TRTA == arm, ])),
  all = curve(d),
  logRank = list(statistic = difference$chisq, p = pchisq(difference$chisq, 2, lower.tail = FALSE),
    observed = plain(difference$obs), expected = plain(difference$exp)),
  cox = list(coefficient = plain(coef(cox)), stdErr = plain(sqrt(diag(vcov(cox)))), hazardRatio = plain(limits[, 1]),
    lower = plain(limits[, 3]), upper = plain(limits[, 4]), logLik = plain(cox$loglik)))
writeLines(json(result), "adam-pilot.json")
