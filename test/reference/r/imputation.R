# R's answers for multiple imputation: Rubin's rules (mice::pool.scalar), Nelson and Aalen's hazard (survival::survfit),
# logistic and multinomial regression (glm, nnet), and coxph over data sets completed by mice, on R's lung data with the
# values that are missing in it and some more. Writes imputation.json beside this file.
library(survival)
library(jsonlite)
suppressMessages(library(mice))
library(nnet)

v <- as.numeric
rubin <- list(
  list(q = c(0.41, 0.38, 0.47, 0.44, 0.35), u = c(0.012, 0.011, 0.013, 0.012, 0.010), df = 120),
  list(q = c(-1.2, -0.9, -1.5, -1.1, -0.4, -2.1), u = c(0.05, 0.06, 0.04, 0.05, 0.07, 0.05), df = 40),
  list(q = c(0.10, 0.21, 0.02), u = c(0.2, 0.2, 0.2), df = 900)
)
rubin <- lapply(rubin, function(d) {
  r <- pool.scalar(d$q, d$u, n = d$df + 1, k = 1)
  reach <- qt(.975, r$df) * sqrt(r$t)
  list(input = list(q = d$q, u = d$u, df = d$df), expected = list(
    estimate = r$qbar, within = r$ubar, between = r$b, total = r$t, df = r$df, riv = r$r, fmi = r$fmi,
    lower = r$qbar - reach, upper = r$qbar + reach, p = 2 * pt(abs(r$qbar) / sqrt(r$t), r$df, lower.tail = FALSE)))
})

d <- subset(lung, !is.na(inst))
d$status <- d$status - 1
d$male <- as.integer(d$sex == 1)
d$ecog <- pmin(d$ph.ecog, 2)
fit <- survfit(Surv(time, status) ~ male, d)
at <- function(g) { f <- fit[g]; stepfun(f$time, c(0, f$cumhaz)) }
hazard <- ifelse(d$male == 0, at(1)(d$time), at(2)(d$time))

# More is missing where the event was seen early: at random given what is known.
set.seed(20260711)
d$wt <- d$wt.loss
d$karno <- d$ph.karno
gone <- runif(nrow(d)) < plogis(-1.6 + 1.4 * d$status - 0.002 * d$time)
d$karno[gone] <- NA
lost <- runif(nrow(d)) < plogis(-2 + 0.03 * (d$age - 62))
d$ecog[lost] <- NA
unsure <- runif(nrow(d)) < 0.12
d$malem <- d$male
d$malem[unsure] <- NA
d$H <- hazard

whole <- d[complete.cases(d[, c("age", "wt", "karno", "ecog")]), ]
logistic <- glm(male ~ age + wt + karno, binomial, whole, control = glm.control(epsilon = 1e-12))
poly <- multinom(factor(ecog) ~ age + wt + karno, whole, trace = FALSE, maxit = 2000, reltol = 1e-14)

input <- data.frame(age = d$age, wt = d$wt, karno = d$karno, ecog = factor(d$ecog), male = factor(d$malem), status = d$status, H = d$H)
m <- 400
imputed <- mice(input, m = m, maxit = 5, seed = 1, printFlag = FALSE, method = c("", "pmm", "pmm", "polyreg", "logreg", "", ""))
models <- lapply(seq_len(m), function(k) {
  x <- complete(imputed, k)
  x$time <- d$time
  coxph(Surv(time, status) ~ age + wt + karno + ecog + male, x)
})
q <- sapply(models, coef)
u <- sapply(models, function(f) diag(vcov(f)))
pooled <- lapply(seq_len(nrow(q)), function(j) { r <- pool.scalar(q[j, ], u[j, ], n = Inf); list(name = rownames(q)[j], estimate = r$qbar, se = sqrt(r$t), between = r$b) })
cc <- coxph(Surv(time, status) ~ age + wt + karno + factor(ecog) + malem, d)

answers <- list(
  generator = paste(R.version.string, "; mice", packageVersion("mice")),
  rubin = rubin,
  input = list(time = d$time, status = d$status, male = d$male, age = d$age, wt = d$wt, karno = d$karno, ecog = d$ecog, malem = d$malem),
  hazard = hazard,
  logistic = v(coef(logistic)),
  multinomial = v(t(coef(poly))),
  pooled = pooled,
  completeCases = list(n = cc$n, coef = v(coef(cc)))
)
write_json(answers, "imputation.json", auto_unbox = TRUE, digits = I(17), na = "null")
