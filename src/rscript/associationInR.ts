/**
 * R functions for 2×2 tables, each a vector c(a, b, c, d) by rows. `read_strata` reads the column `strata`: tables
 * separated by semicolons. `associate` gives odds ratio, 95 % limits and p: one table by its sample odds ratio, Woolf's
 * interval and `fisher.test`; several by `mantelhaen.test` without correction. `tarone` is the Breslow–Day test with
 * Tarone's correction, which base R does not have.
 */
export const associationInR = `
read_strata <- function(text) lapply(strsplit(text, ";")[[1]], function(s) as.numeric(strsplit(trimws(s), " +")[[1]]))
nothing <- c(or = NA, lower = NA, upper = NA, p = NA)
crude <- function(t) {
  a <- t[1]; b <- t[2]; c <- t[3]; d <- t[4]
  or <- if (b * c > 0) a * d / (b * c) else if (a * d > 0) Inf else NA
  margin <- qnorm(0.975) * sqrt(sum(1 / t))
  limits <- if (all(t > 0)) exp(log(or) + c(-margin, margin)) else c(NA, NA)
  c(or = or, lower = limits[1], upper = limits[2], p = fisher.test(matrix(t, 2, byrow = TRUE), conf.int = FALSE)$p.value)
}
within <- function(tables) {
  tables <- Filter(function(t) sum(t) >= 2, tables)
  informative <- Filter(function(t) (t[1] + t[2]) * (t[3] + t[4]) * (t[1] + t[3]) * (t[2] + t[4]) > 0, tables)
  if (length(informative) == 0) return(nothing)
  # mantelhaen.test needs two strata; one without information changes nothing.
  if (length(tables) == 1) tables <- c(tables, list(c(1, 1, 0, 0)))
  x <- array(unlist(lapply(tables, function(t) t[c(1, 3, 2, 4)])), c(2, 2, length(tables)))
  m <- suppressWarnings(mantelhaen.test(x, correct = FALSE))
  or <- m$estimate[[1]]
  known <- is.finite(or) && or > 0
  c(or = if (is.nan(or)) NA else or, lower = if (known) m$conf.int[1] else NA, upper = if (known) m$conf.int[2] else NA, p = m$p.value)
}
associate <- function(tables, stratified) if (stratified) within(tables) else {
  t <- Reduce("+", tables)
  if ((t[1] + t[2]) * (t[3] + t[4]) * (t[1] + t[3]) * (t[2] + t[4]) == 0) nothing else crude(t)
}
tarone <- function(tables, or) {
  tables <- Filter(function(t) (t[1] + t[2]) * (t[3] + t[4]) * (t[1] + t[3]) * (t[2] + t[4]) > 0, tables)
  if (length(tables) < 2 || !is.finite(or) || or == 0) return(NA)
  parts <- sapply(tables, function(t) {
    n1 <- t[1] + t[2]; n2 <- t[3] + t[4]; m <- t[1] + t[3]
    linear <- n2 - m + or * (n1 + m)
    fitted <- 2 * or * n1 * m / (linear + sqrt(linear^2 + 4 * (1 - or) * or * n1 * m))
    c(t[1] - fitted, 1 / (1 / fitted + 1 / (n1 - fitted) + 1 / (m - fitted) + 1 / (n2 - m + fitted)))
  })
  statistic <- sum(parts[1, ]^2 / parts[2, ]) - sum(parts[1, ])^2 / sum(parts[2, ])
  pchisq(statistic, length(tables) - 1, lower.tail = FALSE)
}
`;
