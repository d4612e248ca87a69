# Writes survival.json: what ../statistics/kaplan-meier.json and log-rank.json do not cover, by survival 3.5-3.
# Run in this folder: Rscript survival.R
library(survival)
library(jsonlite)
cases <- list()
put <- function(id, input, expected, call) cases[[length(cases) + 1]] <<- list(id = id, call = call, input = input, expected = expected)
v <- function(x) unname(as.vector(x))
curve <- function(f) list(time = f$time, n_risk = f$n.risk, n_event = f$n.event, n_censor = f$n.censor, surv = f$surv,
                          std_err_log = ifelse(f$surv > 0, f$std.err, NA), lower = f$lower, upper = f$upper)
part <- function(f, k) { # one stratum of a survfit
  at <- rep(seq_along(f$strata), f$strata) == k
  list(time = f$time[at], n_risk = f$n.risk[at], n_event = f$n.event[at], n_censor = f$n.censor[at], surv = f$surv[at],
       std_err_log = ifelse(f$surv[at] > 0, f$std.err[at], NA), lower = f$lower[at], upper = f$upper[at])
}

set.seed(3)
n <- 160
d <- data.frame(time = ceiling(rexp(n, 1 / 25)), status = rbinom(n, 1, .65), group = sample(0:2, n, TRUE),
                stratum = sample(0:1, n, TRUE), whole = sample(1:3, n, TRUE), broken = round(runif(n, .2, 3), 2))
d$entry <- pmax(0, d$time - ceiling(rexp(n, 1 / 15)))
d$exposure <- ifelse(runif(n) < .55, ceiling(rexp(n, 1 / 12)), NA)
d$exposure[1:3] <- 0                          # exposed from the start
d$exposure[4:9] <- d$time[4:9]                # exposed on the day follow-up ends: never exposed under observation
untied <- d
untied$time <- rank(d$time, ties.method = "first") / 2
untied$exposure <- ifelse(is.na(d$exposure), NA, d$exposure + .25)

# Case weights: whole and broken, with delayed entry and without; Greenwood's variance on weighted numbers.
weighted <- function(w, entry, type) {
  y <- if (entry) Surv(d$entry, d$time, d$status) else Surv(d$time, d$status)
  f <- survfit(y ~ 1, weights = w, robust = FALSE, conf.type = type)
  q <- quantile(f, c(.25, .5, .75))
  s <- summary(f, rmean = 40)$table
  c(curve(f), list(type = type, quantile = v(q$quantile), lower_q = v(q$lower), upper_q = v(q$upper), rmean = v(s[c("rmean", "se(rmean)")])))
}
for (w in c("whole", "broken")) for (entry in c(FALSE, TRUE)) {
  put(paste0("weights_", w, if (entry) "_entry"), list(time = d$time, status = d$status, entry = if (entry) d$entry, weights = d[[w]]),
      lapply(c("plain", "log", "log-log"), function(type) weighted(d[[w]], entry, type)),
      "survfit(Surv(entry, time, status) ~ 1, weights, robust = FALSE, conf.type)")
}

# Conditional survival: those at risk at a time, entered there.
conditional <- function(from, to, type, entry) {
  keep <- d$time > from
  e <- pmax(from, if (entry) d$entry else rep(0, n)) # somebody who enters later still does
  f <- survfit(Surv(e[keep], d$time[keep], d$status[keep]) ~ 1, conf.type = type)
  s <- summary(f, times = to, extend = TRUE)
  whole <- survfit((if (entry) Surv(d$entry, d$time, d$status) else Surv(d$time, d$status)) ~ 1)
  ratio <- summary(whole, times = c(from, to), extend = TRUE)$surv
  list(from = from, to = to, type = type, surv = s$surv, lower = s$lower, upper = s$upper, ratio = ratio[2] / ratio[1])
}
for (entry in c(FALSE, TRUE)) {
  grid <- expand.grid(from = c(0, 3, 10, 25), plus = c(5, 12, 30), type = c("plain", "log", "log-log"), stringsAsFactors = FALSE)
  if (entry) grid <- grid[grid$from > 0, ]
  put(if (entry) "conditional_entry" else "conditional", list(time = d$time, status = d$status, entry = if (entry) d$entry),
      lapply(seq_len(nrow(grid)), function(i) conditional(grid$from[i], grid$from[i] + grid$plus[i], grid$type[i], entry)),
      "survfit(Surv(pmax(from, entry), time, status) ~ 1, subset = time > from)")
}

# Start-stop rows of a time-dependent exposure, made by tmerge's rule: exposure counts from just after its time.
split_rows <- function(d) do.call(rbind, lapply(seq_len(nrow(d)), function(i) with(d[i, ], {
  if (is.na(exposure) || exposure >= time) data.frame(entry = 0, time, status, exposed = 0, stratum)
  else if (exposure == 0) data.frame(entry = 0, time, status, exposed = 1, stratum)
  else data.frame(entry = c(0, exposure), time = c(exposure, time), status = c(0, status), exposed = 0:1, stratum)
})))
# Mantel and Byar's test written out: hypergeometric variance at each event time over the rows then at risk.
mantel_byar <- function(rows) {
  o <- e <- v <- c(0)
  for (s in unique(rows$stratum)) {
    r <- rows[rows$stratum == s, ]
    for (t in sort(unique(r$time[r$status == 1]))) {
      at <- r$entry < t & r$time >= t
      m <- sum(at); m1 <- sum(at & r$exposed == 1); k <- sum(at & r$time == t & r$status == 1)
      o <- o + sum(at & r$time == t & r$status == 1 & r$exposed == 1)
      e <- e + k * m1 / m
      if (m > 1) v <- v + k * (m - k) / (m - 1) * (m1 / m) * (1 - m1 / m)
    }
  }
  chisq <- (o - e)^2 / v
  list(observed = o, expected = e, variance = v, chisq = chisq, p = pchisq(chisq, 1, lower.tail = FALSE))
}
landmark <- function(d, at, type) {
  keep <- d$time > at
  exposed <- as.integer(!is.na(d$exposure[keep]) & d$exposure[keep] <= at)
  f <- survfit(Surv(d$time[keep] - at, d$status[keep]) ~ exposed, conf.type = type)
  test <- survdiff(Surv(d$time[keep] - at, d$status[keep]) ~ exposed)
  list(landmark = at, n = v(table(exposed)), patient = which(keep) - 1, events_before = sum(!keep & d$status == 1),
       censored_before = sum(!keep & d$status == 0), unexposed = part(f, 1), exposed = part(f, 2), chisq = test$chisq,
       p = pchisq(test$chisq, 1, lower.tail = FALSE))
}
for (name in c("tied", "untied")) {
  x <- if (name == "tied") d else untied
  rows <- split_rows(x)
  f <- survfit(Surv(entry, time, status) ~ exposed, rows)
  cox <- function(formula) unname(coxph(formula, rows, ties = "breslow")$score)
  put(paste0("exposure_", name), list(time = x$time, status = x$status, exposure = x$exposure, strata = x$stratum),
      list(unexposed = part(f, 1), exposed = part(f, 2), n_exposed = sum(rows$exposed),
           mantel_byar = mantel_byar(transform(rows, stratum = 0)), stratified = mantel_byar(rows),
           cox_score = if (name == "untied") c(cox(Surv(entry, time, status) ~ exposed), cox(Surv(entry, time, status) ~ exposed + strata(stratum))),
           landmarks = lapply(c(if (name == "tied") 0 else 1, 5, 10), function(at) landmark(x, at, "log"))),
      "survfit on start-stop rows; Mantel-Byar written out and coxph()$score; survfit and survdiff after the landmark")
}

# Restricted means: survRM2's formulas on survfit's rmean and its standard error.
rmst <- function(tau, level) {
  s <- summary(survfit(Surv(time, status) ~ group, d, subset = group < 2), rmean = tau)$table
  m <- s[, "rmean"]; se <- s[, "se(rmean)"]; z <- qnorm((1 + level) / 2)
  diff <- m[2] - m[1]; sed <- sqrt(sum(se^2))
  lr <- log(m[2] / m[1]); sel <- sqrt(sum((se / m)^2))
  list(tau = tau, level = level, mean = v(m), se = v(se),
       difference = v(c(diff, diff - z * sed, diff + z * sed, 2 * pnorm(-abs(diff) / sed))),
       ratio = v(c(exp(lr), exp(lr - z * sel), exp(lr + z * sel), 2 * pnorm(-abs(lr) / sel))))
}
put("restricted_mean", list(time = d$time, status = d$status, group = d$group),
    lapply(list(c(10, .95), c(25, .95), c(40, .9)), function(k) rmst(k[1], k[2])), "summary(survfit(Surv(time, status) ~ group), rmean = tau)$table")

# G-rho between log-rank and Wilcoxon, with strata and without.
rho <- function(rho, strata) {
  t <- if (strata) survdiff(Surv(time, status) ~ group + strata(stratum), d, rho = rho) else survdiff(Surv(time, status) ~ group, d, rho = rho)
  total <- function(x) v(if (is.matrix(x)) rowSums(x) else x)
  list(rho = rho, strata = strata, observed = total(t$obs), expected = total(t$exp), variance = unname(t$var), chisq = t$chisq,
       p = pchisq(t$chisq, 2, lower.tail = FALSE))
}
put("g_rho", list(time = d$time, status = d$status, group = d$group, strata = d$stratum),
    lapply(list(c(.5, 0), c(.5, 1), c(1, 1), c(0, 1), c(2, 0)), function(k) rho(k[1], k[2] == 1)), "survdiff(Surv(time, status) ~ group + strata(stratum), rho)")

# Far tail: p far below what 1 - p can hold; the last is below the smallest double.
for (size in c(60, 400, 3000)) {
  time <- c(seq_len(size), size + seq_len(size)); group <- rep(0:1, each = size)
  t <- survdiff(Surv(time, rep(1, 2 * size)) ~ group)
  put(paste0("far_tail_", size), list(time = time, status = rep(1, 2 * size), group = group),
      list(chisq = t$chisq, p = pchisq(t$chisq, 1, lower.tail = FALSE)), "survdiff(Surv(time, status) ~ group)")
}

writeLines(toJSON(list(method = "survival", generator = paste(R.version.string, "survival", packageVersion("survival")), cases = cases),
  digits = I(17), auto_unbox = TRUE, na = "null", null = "null"), "survival.json")
