# Writes values.json: what ../statistics/continuous.json does not cover, by R 4.2.2.
# Run in this folder: Rscript values.R
library(jsonlite)
cases <- list()
put <- function(id, call, input, expected) cases[[length(cases) + 1]] <<- list(id = id, call = call, input = input, expected = expected)
v <- function(x) unname(as.vector(x))
set.seed(5)

# Rank-sum, exact (no ties, both below 50), forced approximate, forced exact at 50 and more.
for (k in list(c(1, 1), c(2, 3), c(5, 4), c(8, 11), c(20, 15), c(49, 49), c(49, 60), c(55, 52))) {
  x <- round(rnorm(k[1]), 6); y <- round(rnorm(k[2], .7), 6)
  stopifnot(!anyDuplicated(c(x, y)))
  default <- wilcox.test(x, y); exact <- wilcox.test(x, y, exact = TRUE); approximate <- wilcox.test(x, y, exact = FALSE)
  put(paste0("rank_sum_", k[1], "_", k[2]), "wilcox.test(x, y); exact = TRUE; exact = FALSE", list(x = I(x), y = I(y)),
      list(w = v(default$statistic), p = default$p.value, p_exact = exact$p.value, p_approximate = approximate$p.value))
}
x <- c(1.5, 2, 2, 7); y <- c(2, 3, 8, 9, 9)
put("rank_sum_ties", "wilcox.test(x, y)", list(x = x, y = y),
    with(suppressWarnings(wilcox.test(x, y)), list(w = v(statistic), p = p.value, p_exact = p.value, p_approximate = p.value)))

# Spearman: enumerated to n = 9, Edgeworth beyond, t with ties and above 1290.
for (n in c(2, 3, 5, 8, 9, 10, 11, 25, 80, 400, 1290, 1291)) {
  x <- rnorm(n); y <- x * .3 + rnorm(n)
  if (n > 100) { x <- rank(x); y <- rank(y) } else { x <- round(x, 6); y <- round(y, 6) }
  t <- suppressWarnings(cor.test(x, y, method = "spearman"))
  put(paste0("spearman_", n), "cor.test(x, y, method = 'spearman')", list(x = x, y = y), list(rho = v(t$estimate), p = t$p.value))
}
for (n in c(5, 10, 25)) for (r in c(-1, 1)) {
  x <- 1:n; y <- r * x
  t <- cor.test(x, y, method = "spearman")
  put(paste0("spearman_perfect_", n, "_", r), "cor.test(x, y, method = 'spearman')", list(x = x, y = y), list(rho = v(t$estimate), p = t$p.value))
}
x <- sample(1:12, 60, TRUE); y <- x + sample(0:15, 60, TRUE); x[7] <- NA; y[20] <- NA
t <- suppressWarnings(cor.test(x, y, method = "spearman"))
put("spearman_ties_missing", "cor.test(x, y, method = 'spearman')", list(x = x, y = y), list(rho = v(t$estimate), p = t$p.value))
t <- suppressWarnings(cor.test(c(1, 2, 2, 4), c(3, 1, 4, 4), method = "spearman"))
put("spearman_ties_4", "cor.test(x, y, method = 'spearman')", list(x = c(1, 2, 2, 4), y = c(3, 1, 4, 4)), list(rho = v(t$estimate), p = t$p.value))

write_json(list(generator = R.version.string, cases = cases), "values.json", auto_unbox = TRUE, digits = I(17), na = "null")
