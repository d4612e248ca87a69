# Times R on the data of stats.ts, called by it: Rscript stats.R TASK DATA.csv RUNS
# Prints lines "name numbers": seconds (processor, median, around the calls only) and what was computed, for comparison.
args <- commandArgs(TRUE)
task <- args[1]
needed <- c("survival", if (task == "incidence") "cmprsk")
if (!all(vapply(needed, requireNamespace, NA, quietly = TRUE))) quit(status = 3)
library(survival)
if (task == "incidence") library(cmprsk)
d <- read.csv(args[2], colClasses = "numeric")
runs <- as.integer(args[3])
show <- function(name, v) cat(name, sprintf("%.17g", as.vector(v)), "\n")
seconds <- function(call) {
  call()
  show("seconds", median(vapply(seq_len(runs), function(i) {
    gc()
    sum(system.time(call(), gcFirst = FALSE)[c("user.self", "sys.self")])
  }, 0)))
}
at <- c(100, 365, 730, 1500)
if (task == "log-rank") {
  d$group <- factor(d$group)
  seconds(function() {
    curves <<- survfit(Surv(time, status) ~ group, d)
    test <<- survdiff(Surv(time, status) ~ group, d)
  })
  s <- summary(curves, times = at)
  show("survival", s$surv)
  show("std_err", s$std.err)
  show("lower", s$lower)
  show("chisq", test$chisq)
  show("observed", test$obs)
  show("expected", test$exp)
} else if (task == "cox") {
  seconds(function() fit <<- coxph(Surv(time, status) ~ ., d))
  show("coef", coef(fit))
  show("se", sqrt(diag(vcov(fit))))
  show("loglik", fit$loglik)
  show("concordance", fit$concordance[c("concordance", "std")])
} else if (task == "incidence") {
  seconds(function() fit <<- cuminc(d$time, d$status, d$group))
  tp <- timepoints(fit, at)
  show("incidence", t(tp$est))
  show("variance", t(tp$var))
  show("gray", fit$Tests[, "stat"])
} else stop("unknown task: ", task)
