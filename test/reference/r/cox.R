# Writes cox.json: Cox regression as survival 3.5-3 does it, for what ../statistics/cox.json does not cover.
# Run in this folder: Rscript cox.R
library(survival)
library(jsonlite)
exact <- suppressWarnings(coxph.control(eps = 1e-14, iter.max = 100))
cases <- list()
put <- function(id, input, expected, ...) {
  cases[[length(cases) + 1]] <<- list(id = id, input = input, expected = expected, ...)
}
v <- function(x) unname(as.vector(x))
rows <- function(x) unname(as.matrix(x))
lists <- function(d) lapply(as.list(d), function(x) if (is.factor(x)) as.character(x) else x)

summaries <- function(f) {
  s <- summary(f)
  list(
    terms = I(names(coef(f))), coef = I(v(coef(f))), vcov = rows(f$var),
    naive_vcov = if (is.null(f$naive.var)) rows(f$var) else rows(f$naive.var),
    p = I(v(s$coefficients[, ncol(s$coefficients)])),
    loglik = f$loglik, wald = f$wald.test[[1]], score = f$score,
    rscore = if (is.null(f$rscore)) NULL else f$rscore,
    concordance = v(f$concordance[c("concordance", "concordant", "discordant", "tied.x", "tied.y", "tied.xy")]),
    concordance_se = v(f$concordance["std"])
  )
}
residual_set <- function(f) list(
  martingale = v(residuals(f)), deviance = v(residuals(f, "deviance")),
  score_residuals = rows(residuals(f, "score")), dfbeta = rows(residuals(f, "dfbeta", weighted = TRUE)),
  schoenfeld = rows(residuals(f, "schoenfeld")), scaledsch = rows(residuals(f, "scaledsch"))
)
zph_set <- function(f) {
  out <- lapply(c(km = "km", identity = "identity", log = "log", rank = "rank"), function(g) {
    t <- cox.zph(f, transform = g)$table
    list(term = rownames(t), chisq = v(t[, 1]), df = v(t[, 2]), p = v(t[, 3]))
  })
  out
}
curve <- function(f, new, conf.type = "log", conf.int = 0.95) {
  s <- survfit(f, newdata = new, conf.type = conf.type, conf.int = conf.int)
  list(newdata = as.list(new), conf_type = conf.type, conf_int = conf.int, time = s$time, surv = v(s$surv),
       cumhaz = v(s$cumhaz), std_err = v(s$std.err), lower = v(s$lower), upper = v(s$upper))
}

# Lung cancer: clusters (institution), weights, offset.
lu <- na.omit(lung[, c("time", "status", "age", "sex", "ph.ecog", "inst")])
lu$status <- lu$status - 1
lu$half <- rep(c(0.5, 1, 2.25, 1.75), length.out = nrow(lu))
lu$whole <- as.numeric(rep(1:3, length.out = nrow(lu)))
lu$off <- (lu$age - 60) / 50
for (ties in c("efron", "breslow")) {
  f <- coxph(Surv(time, status) ~ age + sex + ph.ecog, lu, cluster = inst, ties = ties, control = exact)
  put(paste0("cluster_", ties), lists(lu[, c("time", "status", "age", "sex", "ph.ecog", "inst")]),
      c(summaries(f), list(curves = list(curve(f, data.frame(age = 70, sex = 1, ph.ecog = 2))))),
      ties = ties, x = c("age", "sex", "ph.ecog"), cluster = "inst",
      call = "coxph(Surv(time, status) ~ age + sex + ph.ecog, cluster = inst)")
  f <- coxph(Surv(time, status) ~ age + sex + ph.ecog, lu, weights = half, ties = ties, control = exact)
  put(paste0("fractional_weights_", ties), lists(lu[, c("time", "status", "age", "sex", "ph.ecog", "half")]),
      c(summaries(f), residual_set(f), list(zph = zph_set(f), curves = list(curve(f, data.frame(age = 70, sex = 1, ph.ecog = 2))))),
      ties = ties, x = c("age", "sex", "ph.ecog"), weights = "half",
      call = "coxph(Surv(time, status) ~ age + sex + ph.ecog, weights = half): robust because weights are fractions")
  f <- coxph(Surv(time, status) ~ age + sex, lu, weights = whole, ties = ties, control = exact)
  put(paste0("whole_weights_", ties), lists(lu[, c("time", "status", "age", "sex", "whole")]),
      c(summaries(f), list(zph = zph_set(f), basehaz = list(time = basehaz(f, centered = FALSE)$time, hazard = basehaz(f, centered = FALSE)$hazard))),
      ties = ties, x = c("age", "sex"), weights = "whole",
      call = "coxph(Surv(time, status) ~ age + sex, weights = whole)")
  f <- coxph(Surv(time, status) ~ sex + ph.ecog + offset(off), lu, ties = ties, control = exact)
  put(paste0("offset_", ties), lists(lu[, c("time", "status", "sex", "ph.ecog", "off")]),
      c(summaries(f), list(martingale = v(residuals(f)))),
      ties = ties, x = c("sex", "ph.ecog"), offset = "off", call = "coxph(Surv(time, status) ~ sex + ph.ecog + offset(off))")
}

# Veterans: factor with a named reference, interaction, strata, heavy residual checks.
ve <- veteran
ve$celltype <- relevel(ve$celltype, ref = "large")
for (ties in c("efron", "breslow")) {
  f <- coxph(Surv(time, status) ~ celltype + karno, ve, ties = ties, control = exact)
  full <- coxph(Surv(time, status) ~ celltype * karno, ve, ties = ties, control = exact)
  a <- anova(f, full)
  put(paste0("factor_reference_", ties), lists(ve[, c("time", "status", "celltype", "karno")]),
      c(summaries(f), residual_set(f), list(zph = zph_set(f),
        curves = c(lapply(c("log", "log-log", "plain"), function(ct) {
            out <- curve(f, data.frame(celltype = factor("adeno", levels(ve$celltype)), karno = 40), ct, 0.9)
            out$newdata <- list(celltypesquamous = 0, celltypesmallcell = 0, celltypeadeno = 1, karno = 40); out })),
        nested = list(terms = names(coef(full)), coef = v(coef(full)), chisq = a$Chisq[2], df = a$Df[2], p = a[["Pr(>|Chi|)"]][2]))),
      ties = ties, factor = "celltype", levels = levels(ve$celltype), x = "karno",
      call = "coxph(Surv(time, status) ~ relevel(celltype, 'large') + karno); anova against celltype * karno")
  f <- coxph(Surv(time, status) ~ karno + age + strata(trt), ve, ties = ties, control = exact)
  curves <- lapply(1:2, function(s) {
    c(curve(f, data.frame(karno = 70, age = 50, trt = s)), list(stratum = s))
  })
  curves <- lapply(curves, function(k) { k$newdata$trt <- NULL; k })
  put(paste0("strata_", ties), lists(ve[, c("time", "status", "karno", "age", "trt")]),
      c(summaries(f), residual_set(f), list(zph = zph_set(f), curves = curves)),
      ties = ties, x = c("karno", "age"), strata = "trt", call = "coxph(Surv(time, status) ~ karno + age + strata(trt))")
}

# Stanford heart transplants: delayed entry, several rows a patient.
he <- heart
he$transplant <- as.numeric(he$transplant) - 1
for (ties in c("efron", "breslow")) {
  f <- coxph(Surv(start, stop, event) ~ age + surgery + transplant, he, cluster = id, ties = ties, control = exact)
  put(paste0("start_stop_cluster_", ties), lists(setNames(he[, c("start", "stop", "event", "age", "surgery", "transplant", "id")],
        c("start", "time", "status", "age", "surgery", "transplant", "id"))),
      c(summaries(f), residual_set(f), list(zph = zph_set(f),
        curves = list(curve(f, data.frame(age = 0, surgery = 0, transplant = 1))))),
      ties = ties, x = c("age", "surgery", "transplant"), cluster = "id",
      call = "coxph(Surv(start, stop, event) ~ age + surgery + transplant, cluster = id)")
}

# Log likelihood flat while a coefficient still grows: R says so, no number is to be shown.
set.seed(3)
n <- 60
mo <- data.frame(time = round(rexp(n) * 100) + 1, status = rbinom(n, 1, 0.7), x = rep(0:1, length.out = n), y = round(rnorm(n), 2))
mo$status[mo$x == 1] <- 0
message <- tryCatch(coxph(Surv(time, status) ~ x + y, mo), warning = conditionMessage)
f <- suppressWarnings(coxph(Surv(time, status) ~ x + y, mo))
put("infinite", lists(mo), list(warning = message, loglik = f$loglik, y = v(coef(f)[2]), y_se = sqrt(f$var[2, 2])),
    ties = "efron", x = c("x", "y"), call = "coxph(Surv(time, status) ~ x + y), default control: warns")

writeLines(toJSON(list(method = "cox", generator = paste(R.version.string, "survival", packageVersion("survival")), cases = cases),
  digits = I(17), auto_unbox = TRUE, na = "null", null = "null"), "cox.json")
