# Writes competing-risks.json: what ../statistics/competing-risks.json does not cover, by cmprsk 2.2-11 and survival 3.5-3.
# Run in this folder: Rscript competing-risks.R
library(survival)
library(cmprsk)
library(jsonlite)
cases <- list()
put <- function(id, input, expected, call) cases[[length(cases) + 1]] <<- list(id = id, call = call, input = input, expected = expected)
v <- function(x) unname(as.vector(x))

# Three causes, whole and broken times, ties of every kind, three groups, two strata.
set.seed(11)
n <- 150
d <- data.frame(time = ceiling(rexp(n, 1 / 20)), status = sample(0:3, n, TRUE, c(.3, .35, .2, .15)),
                group = sample(0:2, n, TRUE), stratum = sample(0:1, n, TRUE), a = round(rnorm(n), 3), b = rbinom(n, 1, .4))
d$broken <- round(d$time * runif(n, .8, 1.2), 2)

gray <- function(time, rho, strata) {
  t <- (if (strata) cuminc(time, d$status, d$group, d$stratum, rho = rho) else cuminc(time, d$status, d$group, rho = rho))$Tests
  list(rho = rho, strata = strata, cause = as.numeric(rownames(t)), stat = v(t[, "stat"]), df = v(t[, "df"]),
       p = v(pchisq(t[, "stat"], t[, "df"], lower.tail = FALSE)))
}
for (which in c("time", "broken")) {
  put(paste0("gray_", which), list(time = d[[which]], status = d$status, group = d$group, strata = d$stratum),
      lapply(list(c(0, 0), c(0, 1), c(0.5, 0), c(1, 1), c(-1, 0)), function(k) gray(d[[which]], k[1], k[2] == 1)),
      "cuminc(time, status, group, strata, rho)$Tests, p from the upper tail")
}

# Intervals and jackknife variance at every time, three causes.
interval <- function(which, type, level) {
  f <- survfit(Surv(d[[which]], factor(d$status)) ~ 1, conf.type = type, conf.int = level)
  z <- qnorm((1 + level) / 2)
  list(type = type, level = level, time = f$time, pstate = unname(f$pstate), std_err = unname(f$std.err),
       lower = unname(f$lower), upper = unname(f$upper))
}
for (which in c("time", "broken")) {
  out <- lapply(list(list("log", .95), list("log-log", .95), list("plain", .9)), function(k) interval(which, k[[1]], k[[2]]))
  # Complementary log-log: the log-log interval of 1 - p, turned over.
  f <- survfit(Surv(d[[which]], factor(d$status)) ~ 1)
  ci <- survival:::survfit_confint(1 - f$pstate, f$std.err, logse = FALSE, "log-log", .95)
  out[[4]] <- list(type = "complementary-log-log", level = .95, time = f$time, pstate = unname(f$pstate),
                   std_err = unname(f$std.err), lower = unname(1 - ci$upper), upper = unname(1 - ci$lower))
  put(paste0("intervals_", which), list(time = d[[which]], status = d$status), out, "survfit(Surv(time, factor(status)) ~ 1, conf.type)")
}

# Aalen variance with three causes.
f <- cuminc(d$time, d$status, d$group)
at <- c(5, 10, 20, 40, 60)
tp <- timepoints(f, at)
put("aalen_three_causes", list(time = d$time, status = d$status, group = d$group),
    list(times = at, curve = rownames(tp$est), est = unname(tp$est), var = unname(tp$var)), "timepoints(cuminc(time, status, group))")

# Fine-Gray with three causes, for each; and without censoring. Fitted by crr from its own maximum until it no longer moves.
fg <- function(time, status, cause) {
  x <- as.matrix(d[, c("a", "b")])
  f <- crr(time, status, x, failcode = cause, gtol = 1e-12, maxiter = 50)
  for (k in 1:5) {
    step <- v(f$invinf %*% f$score)
    f <- crr(time, status, x, failcode = cause, gtol = 1e-15, maxiter = 0, init = v(f$coef) + step)
  }
  list(cause = cause, coef = v(f$coef), var = unname(f$var), loglik = c(f$loglik.null, f$loglik), last_step = max(abs(step)))
}
for (which in c("time", "broken")) {
  put(paste0("fine_gray_", which), list(time = d[[which]], status = d$status, a = d$a, b = d$b),
      lapply(1:3, function(k) fg(d[[which]], d$status, k)), "crr(time, status, cbind(a, b), failcode)")
}
uncensored <- ifelse(d$status == 0, 3, d$status)
put("fine_gray_uncensored", list(time = d$time, status = uncensored, a = d$a, b = d$b), list(fg(d$time, uncensored, 1)),
    "crr(time, status, cbind(a, b), failcode = 1), nobody censored")
zero <- pmax(0, d$time - 3)
put("fine_gray_time_zero", list(time = zero, status = d$status, a = d$a, b = d$b), list(fg(zero, d$status, 1)),
    "crr(time, status, cbind(a, b), failcode = 1), events and censorings at time 0")

writeLines(toJSON(list(method = "competing-risks", generator = paste(R.version.string, "survival", packageVersion("survival"), "cmprsk",
  packageVersion("cmprsk")), cases = cases), digits = I(17), auto_unbox = TRUE, na = "null", null = "null"), "competing-risks.json")
