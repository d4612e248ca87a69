# Writes counts.json: what ../statistics/contingency.json does not cover, by R 4.2.2 and metafor 3.8-1.
# Infinity is written "Inf".
# Run in this folder: Rscript counts.R
suppressMessages(library(metafor))
library(jsonlite)
cases <- list()
put <- function(id, call, input, expected) cases[[length(cases) + 1]] <<- list(id = id, call = call, input = input, expected = expected)
v <- function(x) unname(as.vector(x))

# Fisher 2x2 with the estimate and limits solved to the last digit: noncentral hypergeometric by uniroot on log psi.
tight <- function(m, conf, alternative) {
  a <- m[1, 1]; s <- sum(m[, 1]); n <- sum(m[, 2]); k <- sum(m[1, ])
  support <- max(0, k - n):min(k, s)
  w <- dhyper(support, s, n, k, log = TRUE)
  at <- function(theta) { d <- w + support * theta; d <- exp(d - max(d)); d / sum(d) }
  solve <- function(f) exp(uniroot(f, c(-60, 60), tol = 1e-15, maxiter = 10000)$root)
  low <- function(alpha) if (a == min(support)) 0 else solve(function(t) log(sum(at(t)[support >= a])) - log(alpha))
  up <- function(alpha) if (a == max(support)) Inf else solve(function(t) log(sum(at(t)[support <= a])) - log(alpha))
  est <- if (a == min(support)) 0 else if (a == max(support)) Inf else solve(function(t) sum(support * at(t)) - a)
  ci <- switch(alternative, two.sided = c(low((1 - conf) / 2), up((1 - conf) / 2)), less = c(0, up(1 - conf)), greater = c(low(1 - conf), Inf))
  list(alternative = alternative, conf = conf, p = fisher.test(m, alternative = alternative)$p.value, odds_ratio = est, ci = ci)
}
tables <- list(tea = rbind(c(3, 1), c(1, 3)), zero = rbind(c(10, 0), c(3, 7)), lung = rbind(c(26, 112), c(37, 53)),
               large = rbind(c(1523, 842), c(1410, 990)), far = rbind(c(90, 10), c(5, 120)), lopsided = rbind(c(1, 900), c(7, 500)))
for (name in names(tables)) {
  m <- tables[[name]]
  put(paste0("fisher_", name), "fisher.test(m, alternative, conf.level); limits by uniroot(tol = 1e-15)", list(table = m),
      do.call(c, lapply(c("two.sided", "less", "greater"), function(alt) lapply(c(.9, .95), function(conf) tight(m, conf, alt)))))
}

# r x c: p by fisher.test; those with few tables enumerated in full as well, which settles the digits.
enumerate <- function(m) {
  rs <- rowSums(m); cs <- colSums(m); nc <- length(cs)
  const <- sum(lfactorial(rs)) + sum(lfactorial(cs)) - lfactorial(sum(m))
  bound <- const - sum(lfactorial(m)) + log1p(1e-7)
  total <- 0; p <- 0
  fill <- function(i, left, logp) {
    if (i > length(rs)) { total <<- total + exp(logp); if (logp <= bound) p <<- p + exp(logp); return(invisible()) }
    row <- function(j, rest, x) {
      if (j == nc) { if (rest <= left[j]) { x <- c(x, rest); fill(i + 1, left - x, logp - sum(lfactorial(x))) } }
      else for (k in 0:min(rest, left[j])) row(j + 1, rest - k, c(x, k))
      invisible()
    }
    row(1, rs[i], numeric(0))
  }
  fill(1, cs, const)
  stopifnot(abs(total - 1) < 1e-10)
  p
}
set.seed(3)
small <- list(three = rbind(c(3, 0, 2), c(1, 5, 1), c(0, 2, 4)), four = rbind(c(2, 0, 1, 3), c(0, 4, 1, 0), c(1, 1, 3, 0)),
              tall = rbind(c(6, 1), c(2, 4), c(0, 5), c(3, 3), c(4, 0)), ties = rbind(c(2, 2, 2), c(2, 2, 2)),
              empty = rbind(c(3, 0, 1), c(0, 0, 0), c(1, 0, 5)), extreme = rbind(c(12, 0, 0), c(0, 9, 0), c(0, 0, 7)))
for (name in names(small)) {
  m <- small[[name]]
  put(paste0("rxc_", name), "fisher.test(m)$p.value; all tables enumerated", list(table = m), list(p = enumerate(m), p_fisher = fisher.test(m)$p.value))
}
big <- list(genotype = rbind(c(210, 340), c(150, 420), c(95, 325)), risk = rbind(c(40, 22, 9), c(31, 35, 14), c(12, 40, 33)),
            wide = rbind(c(14, 9, 22, 5, 11), c(8, 16, 7, 12, 9)), large2 = rbind(c(300, 420), c(280, 540)))
for (name in names(big)) {
  m <- big[[name]]
  put(paste0("rxc_", name), "fisher.test(m, workspace = 2e8)$p.value", list(table = m), list(p_fisher = fisher.test(m, workspace = 2e8)$p.value))
}

# Stratified 2x2 tables.
strata <- list(
  alike = list(rbind(c(12, 20), c(8, 30)), rbind(c(25, 31), c(14, 40)), rbind(c(7, 9), c(5, 18)), rbind(c(30, 22), c(25, 33))),
  apart = list(rbind(c(30, 10), c(8, 30)), rbind(c(9, 31), c(24, 20)), rbind(c(17, 19), c(5, 18))),
  sparse = list(rbind(c(2, 3), c(1, 6)), rbind(c(1, 0), c(2, 2)), rbind(c(0, 3), c(1, 2)), rbind(c(3, 1), c(1, 4)), rbind(c(1, 2), c(0, 3))),
  two = list(rbind(c(512, 900), c(331, 1100)), rbind(c(10, 15), c(9, 30)))
)
for (name in names(strata)) {
  s <- strata[[name]]
  x <- array(unlist(s), c(2, 2, length(s)))
  test <- function(correct, conf) {
    t <- mantelhaen.test(x, correct = correct, conf.level = conf)
    list(correct = correct, conf = conf, chisq = v(t$statistic), p = t$p.value, odds_ratio = v(t$estimate), ci = v(t$conf.int))
  }
  # metafor adds a half to no cell here and drops nothing.
  f <- rma.mh(measure = "OR", ai = x[1, 1, ], bi = x[1, 2, ], ci = x[2, 1, ], di = x[2, 2, ], add = 0, to = "none", drop00 = FALSE)
  put(paste0("strata_", name), "mantelhaen.test(x, correct, conf.level = conf); metafor::rma.mh(measure = 'OR')$BD, $TA", list(strata = s),
      list(tests = list(test(FALSE, .95), test(TRUE, .95), test(TRUE, .9)),
           breslow_day = list(chisq = f$BD, p = f$BDp, chisq_tarone = f$TA, p_tarone = f$TAp, df = length(s) - 1)))
}

# Paired, difference of proportions, binomial at other p.
for (m in list(rbind(c(20, 5), c(15, 60)), rbind(c(3, 8), c(8, 1)), rbind(c(0, 12), c(0, 4)), rbind(c(4, 1), c(2, 4)))) {
  b <- m[1, 2]; c <- m[2, 1]
  ci <- binom.test(b, b + c)$conf.int
  put(paste0("mcnemar_", b, "_", c), "binom.test(b, b + c); mcnemar.test(m, correct)", list(table = m),
      list(p = binom.test(b, b + c)$p.value, chisq = v(mcnemar.test(m, correct = FALSE)$statistic), p_asymptotic = mcnemar.test(m, correct = FALSE)$p.value,
           chisq_corrected = v(mcnemar.test(m)$statistic), p_corrected = mcnemar.test(m)$p.value, odds_ratio = b / c, ci = v(ci / (1 - ci))))
}
wilson <- function(x, n, conf) v(prop.test(x, n, correct = FALSE, conf.level = conf)$conf.int)
for (k in list(c(56, 70, 48, 80), c(9, 10, 3, 10), c(0, 10, 0, 20), c(10, 10, 0, 10), c(5, 56, 0, 29))) for (conf in c(.95, .9)) {
  one <- suppressWarnings(wilson(k[1], k[2], conf)); two <- suppressWarnings(wilson(k[3], k[4], conf))
  p <- k[c(1, 3)] / k[c(2, 4)]; d <- p[1] - p[2]
  put(paste0("newcombe_", paste(k, collapse = "_"), "_", conf), "Newcombe (1998), method 10, on prop.test(correct = FALSE)$conf.int", list(x = k[c(1, 3)], n = k[c(2, 4)], conf = conf),
      list(estimate = d, ci = c(d - sqrt((p[1] - one[1])^2 + (two[2] - p[2])^2), d + sqrt((one[2] - p[1])^2 + (p[2] - two[1])^2))))
}
for (k in list(c(3, 40, .2), c(17, 40, .2), c(0, 25, .03), c(25, 25, .97), c(430, 1000, .4), c(4, 10, 0), c(10, 10, 1))) {
  put(paste0("binomial_", paste(k, collapse = "_")), "binom.test(x, n, p)$p.value", list(x = k[1], n = k[2], p = k[3]), list(p = as.numeric(binom.test(k[1], k[2], k[3])$p.value)))
}

write_json(list(generator = paste(R.version.string, "; metafor", packageVersion("metafor")), cases = cases), "counts.json", auto_unbox = TRUE, digits = I(17), na = "string")
