# Writes pooling.json by metafor 3.8-1, its REML iterations carried on until they no longer move, and checked against the
# restricted likelihood maximised directly.
# metafor loses digits where variances differ by more than 1e7 (3e-10 in Q at a ratio of 2e8), so no case is like that.
# Run in this folder: Rscript pooling.R
suppressMessages(library(metafor))
library(jsonlite)
cases <- list()
v <- function(x) unname(as.vector(x))
reml <- function(y, s2) {
  ll <- function(t) { w <- 1 / (s2 + t); m <- sum(w * y) / sum(w); .5 * (sum(log(w)) - log(sum(w)) - sum(w * (y - m)^2)) }
  grid <- c(0, 10^seq(-8, 3, length.out = 2000)); i <- which.max(sapply(grid, ll))
  optimize(ll, c(grid[max(1, i - 1)], grid[i + 1]), maximum = TRUE, tol = 1e-12)$maximum
}
model <- function(f) list(estimate = v(f$beta), std_err = f$se, ci = c(f$ci.lb, f$ci.ub), z = f$zval, p = f$pval, weights = v(weights(f)) / 100)
put <- function(id, y, s, conf = .95, threshold = 1e-14) {
  dl <- rma(y, sei = s, method = "DL", level = 100 * conf)
  re <- rma(y, sei = s, method = "REML", level = 100 * conf, control = list(threshold = threshold, maxiter = 100000))
  fe <- rma(y, sei = s, method = "EE", level = 100 * conf)
  stopifnot(abs(re$tau2 - reml(y, s^2)) < 1e-6 * (1e-2 + re$tau2))
  cases[[length(cases) + 1]] <<- list(id = id, call = "metafor::rma(yi, sei, method = 'EE' | 'DL' | 'REML')", input = list(y = y, s = s, conf = conf),
    expected = list(fixed = model(fe), dl = c(model(dl), tau2 = dl$tau2), reml = c(model(re), tau2 = re$tau2),
                    q = fe$QE, p_q = fe$QEp, i2 = dl$I2 / 100))
}
d <- escalc(measure = "RR", ai = tpos, bi = tneg, ci = cpos, di = cneg, data = dat.bcg)
put("bcg", v(d$yi), sqrt(v(d$vi)))
put("bcg_90", v(d$yi), sqrt(v(d$vi)), .9)
put("homogeneous", c(.31, .29, .33, .30, .28), c(.12, .2, .15, .3, .11))
put("three_cohorts", c(-.42, -.13, -.77), c(.11, .16, .2))
put("two", c(.1, .9), c(.2, .25))
set.seed(8)
s <- exp(rnorm(40, -1, .8)); put("many", round(rnorm(40, .4, sqrt(s^2 + .09)), 6), round(s, 6))
put("wide_range", c(0, .001, 25, -14), c(.05, .3, 5, 8), threshold = 1e-9)
write_json(list(generator = paste(R.version.string, "; metafor", packageVersion("metafor")), cases = cases), "pooling.json", auto_unbox = TRUE, digits = I(17))
