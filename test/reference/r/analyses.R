# Prints, as JSON, R's answers to the analyses of the demo's reports from the CSV files that the test writes.
# Run by test/report/analyses/demo.test.ts: Rscript analyses.R FOLDER
suppressPackageStartupMessages({library(survival); library(cmprsk)})
folder <- commandArgs(TRUE)[1]
exact <- suppressWarnings(coxph.control(eps = 1e-14, iter.max = 100))
read <- function(name) read.csv(file.path(folder, name), stringsAsFactors = FALSE)
year <- 365.25
out <- list()
put <- function(name, value) out[[name]] <<- unname(value)
ratio <- function(name, f, j) { b <- coef(f)[j]; s <- sqrt(vcov(f)[j, j]); put(name, c(exp(b), exp(b - qnorm(.975) * s), exp(b + qnorm(.975) * s))) }

# ELN: AMLSG and HOVON, patients whose group both versions tell.
d <- read("patients.csv")
risk <- c("favourable", "intermediate", "adverse")
d$e17 <- factor(d$eln2017, risk); d$e22 <- factor(d$eln2022, risk)
e <- subset(d, source != "RATIFY" & !is.na(e17) & !is.na(e22) & !is.na(os_time))
f17 <- coxph(Surv(os_time, os_status) ~ e17 + strata(source), e, control = exact)
f22 <- coxph(Surv(os_time, os_status) ~ e22 + strata(source), e, control = exact)
lp <- function(f, g) c(0, coef(f))[as.integer(g)]
uno <- function(score) concordance(Surv(os_time, os_status) ~ score + strata(source), e, timewt = "n/G2", ymax = 5 * year, reverse = TRUE)$concordance
harrell <- function(score) concordance(Surv(os_time, os_status) ~ score + strata(source), e, reverse = TRUE)$concordance
put("eln.n", nrow(e)); put("eln.changed", sum(e$e17 != e$e22))
put("eln.harrell.difference", harrell(lp(f22, e$e22)) - harrell(lp(f17, e$e17)))
put("eln.uno.difference", uno(lp(f22, e$e22)) - uno(lp(f17, e$e17)))
a <- subset(d, source != "RATIFY" & !is.na(e22) & !is.na(os_time) & !is.na(age))
a$old <- as.numeric(a$age >= 60)
full <- coxph(Surv(os_time, os_status) ~ e22 * old + strata(source), a, control = exact)
less <- coxph(Surv(os_time, os_status) ~ e22 + old + strata(source), a, control = exact)
lr <- 2 * (full$loglik[2] - less$loglik[2]); put("eln.age", c(lr, pchisq(lr, 2, lower.tail = FALSE)))
put("eln.age.adverse.old", exp(coef(full)["e22adverse"] + coef(full)["e22adverse:old"]))

# The model of the other sources in the one left out.
replay <- function(name, group, left) {
  x <- subset(e, !is.na(age)); x$g <- x[[group]]
  train <- subset(x, source != left); test <- subset(x, source == left)
  f <- coxph(Surv(os_time, os_status) ~ g + age, train, control = exact)
  test$lp <- drop(model.matrix(~ g + age, test)[, -1] %*% coef(f))
  s <- coxph(Surv(os_time, os_status) ~ lp, test, control = exact)
  put(paste0(name, ".slope"), coef(s) + c(0, -1, 1) * qnorm(.975) * sqrt(drop(vcov(s))))
  k <- concordance(s); put(paste0(name, ".concordance"), k$concordance + c(0, -1, 1) * qnorm(.975) * sqrt(k$var))
  predicted <- mean(summary(survfit(f, newdata = test), times = 3 * year)$surv)
  m <- summary(survfit(Surv(os_time, os_status) ~ 1, test, conf.type = "log-log"), times = 3 * year)
  put(paste0(name, ".difference"), 100 * (c(m$surv, m$lower, m$upper) - predicted))
}
replay("replay.2022", "e22", "AMLSG"); replay("replay.2017", "e17", "HOVON")

# Definite groups alone.
w <- subset(d, source != "RATIFY" & !is.na(e17) & !is.na(os_time) & eln2017_status == "definite")
f <- coxph(Surv(os_time, os_status) ~ e17 + strata(source), w, control = exact)
ratio("readings.definite", f, "e17adverse")
k <- concordance(f); put("readings.definite.concordance", k$concordance + c(0, -1, 1) * qnorm(.975) * sqrt(k$var))

# Genotypes.
g <- subset(d, !is.na(os_time) & !is.na(npm1) & !is.na(itd) & !is.na(dnmt3a) & !is.na(age) & !is.na(wbc) & !is.na(sex) & !is.na(aml_type))
g <- subset(g, source != "RATIFY")
full <- coxph(Surv(os_time, os_status) ~ npm1 * itd * dnmt3a + I(age / 10) + log2(wbc) + factor(sex) + factor(aml_type) + strata(source), g, control = exact)
less <- update(full, . ~ . - npm1:itd:dnmt3a)
lr <- 2 * (full$loglik[2] - less$loglik[2]); put("genotype.three-way", c(lr, pchisq(lr, 1, lower.tail = FALSE)))
b <- coef(full); v <- vcov(full); w <- setNames(numeric(length(b)), names(b))
w[c("itd", "dnmt3a", "npm1:itd", "npm1:dnmt3a", "itd:dnmt3a", "npm1:itd:dnmt3a")] <- 1
s <- sqrt(drop(w %*% v %*% w)); put("genotype.triple", exp(sum(w * b) + c(0, -1, 1) * qnorm(.975) * s))
cell <- function(...) { x <- setNames(numeric(length(b)), names(b)); x[c(...)] <- 1; x }
both <- w; one <- cell("itd", "npm1:itd"); two <- cell("dnmt3a", "npm1:dnmt3a")
hr <- exp(c(sum(both * b), sum(one * b), sum(two * b))); gr <- both * hr[1] - one * hr[2] - two * hr[3]
put("genotype.reri", hr[1] - hr[2] - hr[3] + 1 + c(0, -1, 1) * qnorm(.975) * sqrt(drop(gr %*% v %*% gr)))

# Transplantation in first remission; days from remission.
r <- subset(d, !is.na(cir_time) & !is.na(os_time) & source != "RATIFY")
split <- function(time, status) {
  before <- is.na(r$hct) | r$hct >= time
  start <- ifelse(!before & r$hct == 0, NA, -1)
  rbind(
    data.frame(r, start = -1, stop = ifelse(before, time, r$hct), event = ifelse(before, status, 0), t = 0)[before | r$hct > 0, ],
    data.frame(r, start = ifelse(r$hct == 0, -1, r$hct), stop = time, event = status, t = 1)[!before, ])
}
td <- function(name, time, status) {
  x <- split(time, status)
  f <- coxph(Surv(start, stop, event) ~ t + I(age / 10) + log2(wbc) + strata(source, nejm2016), x, control = exact)
  ratio(name, f, "t")
}
td("hct.death", r$os_from_cr, r$os_status); td("hct.relapse", r$cir_time, r$cir_status == 1); td("hct.nrm", r$cir_time, r$cir_status == 2)
x <- split(r$os_from_cr, r$os_status)
sm <- summary(survfit(Surv(start, stop, event) ~ t, x, conf.type = "log-log"), times = 1096, extend = TRUE)$surv; put("simon-makuch", sm)
l <- subset(r, cir_time > 120 & os_from_cr > 120); l$by <- as.numeric(!is.na(l$hct) & l$hct <= 120)
f <- coxph(Surv(os_from_cr - 120, os_status) ~ by + strata(source), l, control = exact); put("landmark.n", nrow(l)); ratio("landmark.hct", f, "by")
put("landmark.test", survdiff(Surv(os_from_cr - 120, os_status) ~ by + strata(source), l)$chisq)
ci <- timepoints(cuminc(r$cir_time, r$cir_status), c(365, 1096, 1826))$est; put("cir", ci[1, ]); put("nrm", ci[2, ])

# After relapse.
p <- subset(d, !is.na(cir_time) & cir_status == 1 & !is.na(os_time))
k <- summary(survfit(Surv(os_from_relapse, os_status) ~ 1, p, conf.type = "log-log"))$table
put("relapse.median", c(k["median"], k["0.95LCL"], k["0.95UCL"]))
p$short <- as.numeric(p$cir_time < 365.25)
f <- coxph(Surv(os_from_relapse, os_status) ~ short + strata(source), p, control = exact); ratio("relapse.short", f, "short")

# Residual disease.
m <- read("mrd.csv"); m$group <- factor(m$group, c("none", "dta_only", "non_dta"))
f <- coxph(Surv(time, status == 1) ~ group + factor(eln2022) + log2(wbc) + I(age / 10), subset(m, !is.na(eln2022) & !is.na(wbc) & !is.na(age)), control = exact)
ratio("mrd.non_dta", f, "groupnon_dta"); ratio("mrd.dta_only", f, "groupdta_only")
gray <- cuminc(m$time, m$status, m$group)$Tests; put("mrd.gray", gray["1", "stat"])

# The trial.
t <- subset(d, source == "RATIFY" & !is.na(arm)); t$mido <- as.numeric(t$arm == "midostaurin")
f <- coxph(Surv(os_time, os_status) ~ mido + strata(stratum), t, control = exact); ratio("ratify.os", f, "mido")
sd <- survdiff(Surv(os_time, os_status) ~ mido + strata(stratum), t); put("ratify.logrank", sd$chisq)
obs <- rowSums(as.matrix(sd$obs)); ex <- rowSums(as.matrix(sd$exp)); put("ratify.one-sided", pnorm((obs - ex)[2] / sqrt(sd$var[2, 2])))
horizon <- 48 * 30.4375
rm <- summary(survfit(Surv(os_time, os_status) ~ mido, t), rmean = horizon)$table
put("ratify.rmst", rm[2, "rmean"] - rm[1, "rmean"])
full <- coxph(Surv(os_time, os_status) ~ mido * factor(stratum) + strata(stratum), t, control = exact)
lr <- 2 * (full$loglik[2] - f$loglik[2]); put("ratify.interaction", c(lr, pchisq(lr, 2, lower.tail = FALSE)))

text <- function(x) paste0("[", paste(ifelse(is.na(x), "null", sprintf("%.17g", x)), collapse = ","), "]")
# The trial within a stratum, from remission on, and remission over the strata.
f <- coxph(Surv(os_time, os_status) ~ mido, subset(t, stratum == "FLT3-TKD"), control = exact); ratio("ratify.tkd", f, "mido")
v <- subset(t, !is.na(rfs_time))
f <- coxph(Surv(rfs_time, rfs_status) ~ mido + strata(stratum), v, control = exact); ratio("ratify.rfs", f, "mido")
put("ratify.rfs.logrank", survdiff(Surv(rfs_time, rfs_status) ~ mido + strata(stratum), v)$chisq)
h <- mantelhaen.test(table(factor(t$mido, 1:0), factor(t$cr60, 1:0), t$stratum), correct = FALSE)
put("ratify.cmh", c(h$statistic, h$p.value)); put("ratify.odds", c(h$estimate, h$conf.int))

cat("{", paste0('"', names(out), '":', vapply(out, text, ""), collapse = ",\n"), "}\n", sep = "")
