# Writes spline.json: Cox regression with restricted cubic splines, contrasts and Wald tests of terms.
# Run in this folder: Rscript spline.R
library(survival)
library(splines)
exact <- suppressWarnings(coxph.control(eps = 1e-14, iter.max = 100))
json <- function(x) {
  if (is.list(x)) {
    parts <- vapply(x, json, "")
    if (is.null(names(x))) paste0("[", paste(parts, collapse = ","), "]")
    else paste0("{", paste0('"', names(x), '":', parts, collapse = ","), "}")
  } else if (is.character(x)) paste0('"', x, '"')
  else {
    text <- ifelse(is.na(x), "null", sprintf("%.17g", x))
    if (length(x) == 1) text else paste0("[", paste(text, collapse = ","), "]")
  }
}

# The truncated power basis, written out.
rcs <- function(x, t) {
  k <- length(t); plus <- function(u) pmax(u, 0)^3
  cubic <- sapply(seq_len(k - 2), function(j)
    (plus(x - t[j]) - (plus(x - t[k - 1]) * (t[k] - t[j]) - plus(x - t[k]) * (t[k - 1] - t[j])) / (t[k] - t[k - 1])) / (t[k] - t[1])^2)
  cbind(x, matrix(cubic, nrow = length(x)))
}
places <- list(`3` = c(.1, .5, .9), `4` = c(.05, .35, .65, .95), `5` = c(.05, .275, .5, .725, .95))

set.seed(7)
n <- 240
age <- round(pmin(85, pmax(18, rnorm(n, 56, 14))))
group <- rbinom(n, 1, 0.4)
stratum <- rep(0:1, length.out = n)
hazard <- exp(0.0009 * (age - 45)^2 + 0.5 * group + 0.4 * stratum) / 900
event <- rexp(n, hazard)
end <- runif(n, 200, 2500)
time <- ceiling(pmin(event, end))
status <- as.numeric(event <= end)
age[c(5, 77)] <- NA

cases <- lapply(3:5, function(k) {
  knots <- unname(quantile(age, places[[as.character(k)]], na.rm = TRUE))
  basis <- rcs(age, knots)
  f <- coxph(Surv(time, status) ~ basis + group + strata(stratum), control = exact)
  natural <- coxph(Surv(time, status) ~ ns(age, knots = knots[-c(1, k)], Boundary.knots = knots[c(1, k)]) + group + strata(stratum), control = exact)
  stopifnot(abs(f$loglik[2] - natural$loglik[2]) < 1e-9)
  wald <- function(j) { b <- coef(f)[j]; v <- f$var[j, j, drop = FALSE]; c(drop(b %*% solve(v, b)), length(j)) }
  at <- c(20, 40, 65, 80)
  contrasts <- lapply(at, function(a) {
    c0 <- c(rcs(a, knots) - rcs(50, knots), 0)
    est <- sum(c0 * coef(f)); se <- sqrt(drop(c0 %*% f$var %*% c0))
    c(est, se, exp(est), exp(est - qnorm(.975) * se), exp(est + qnorm(.975) * se))
  })
  list(id = paste0("knots_", k), call = "coxph(Surv(time, status) ~ rcs(age, knots) + group + strata(stratum)); loglik also of splines::ns",
    input = list(time = time, status = status, age = age, group = group, stratum = stratum, count = k),
    expected = list(knots = knots, coef = unname(coef(f)), se = sqrt(diag(f$var)), loglik = natural$loglik,
      at = at, reference = 50, contrasts = unname(contrasts), term = wald(seq_len(k - 1)), curved = wald(2:(k - 1))))
})
writeLines(json(list(method = "spline", generator = paste(R.version.string, "survival", packageVersion("survival")), cases = cases)), "spline.json")
