# Writes distributions.json: tails with large parameters, around the mean and far from it, where libraries go wrong and
# ../statistics/distributions.json does not look, by R 4.2.2. Points are rounded first, so that the file holds them exactly.
# Run in this folder: Rscript distributions.R
library(jsonlite)
cases <- list()
put <- function(id, point, lower, upper, lower_log, upper_log)
  cases[[length(cases) + 1]] <<- list(id = id, point = point, lower = lower, upper = upper, lower_log = lower_log, upper_log = upper_log)
steps <- c(-12, -6, -3, -1, -.1, .1, 1, 3, 6, 12)
for (df in c(100, 700, 800, 801, 1000, 2000, 4000, 1e4, 1e5, 1e6)) for (z in steps) {
  x <- signif(df + z * sqrt(2 * df), 12)
  if (x <= 0) next
  put("pchisq", c(x, df), pchisq(x, df), pchisq(x, df, lower = FALSE), pchisq(x, df, log = TRUE), pchisq(x, df, lower = FALSE, log = TRUE))
}
for (lambda in c(300, 5000, 1e5)) for (z in steps) {
  q <- round(lambda + z * sqrt(lambda))
  put("ppois", c(q, lambda), ppois(q, lambda), ppois(q, lambda, lower = FALSE), ppois(q, lambda, log = TRUE), ppois(q, lambda, lower = FALSE, log = TRUE))
}
for (a in c(.5, 1, 5, 30, 200, 1000, 5000, 5e4)) for (b in c(30, 200, 1000, 5000, 5e4)) for (z in steps) {
  m <- a / (a + b)
  x <- signif(m + z * sqrt(m * (1 - m) / (a + b + 1)), 12)
  # Close to 1 a double does not hold enough of 1 - x to compare digits.
  if (x <= 0 || x > .99) next
  put("pbeta", c(x, a, b), pbeta(x, a, b), pbeta(x, a, b, lower = FALSE), pbeta(x, a, b, log = TRUE), pbeta(x, a, b, lower = FALSE, log = TRUE))
}
for (df in c(500, 5000, 1e5, 1e7)) for (t in c(-20, -5, -1, -.001, .001, 1, 5, 20)) {
  put("pt", c(t, df), pt(t, df), pt(t, df, lower = FALSE), pt(t, df, log = TRUE), pt(t, df, lower = FALSE, log = TRUE))
}
write_json(list(generator = R.version.string, cases = cases), "distributions.json", auto_unbox = TRUE, digits = I(17))
