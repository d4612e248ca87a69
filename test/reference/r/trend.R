# R's answers for trends in proportions within strata: the score test of a common slope in a logistic model with an
# intercept for each stratum. Writes trend.json beside this file.
library(jsonlite)

case <- function(id, strata) {
  d <- do.call(rbind, lapply(seq_along(strata), function(s) {
    with(strata[[s]], data.frame(stratum = factor(s, levels = seq_along(strata)), x, n, score))
  }))
  several <- length(strata) > 1
  null <- if (several) cbind(x, n - x) ~ stratum else cbind(x, n - x) ~ 1
  control <- glm.control(epsilon = 1e-14, maxit = 100)
  small <- glm(null, binomial, d, control = control)
  # Working weights are those of the last but one iteration: a second fit from the maximum has the exact ones.
  small <- update(small, start = coef(small))
  large <- update(small, . ~ . + score, start = c(coef(small), 0))
  test <- anova(small, large, test = "Rao")
  list(id = id, input = strata, expected = list(
    chisq = test$Rao[2], p = test$`Pr(>Chi)`[2], sign = sign(coef(large)["score"])[[1]]
  ))
}
s <- function(x, n, score = seq_along(x)) list(x = x, n = n, score = score)
cases <- list(
  case("one", list(s(c(12, 20, 31), c(100, 120, 130)))),
  case("two_opposite", list(s(c(12, 20, 31), c(100, 120, 130)), s(c(30, 21, 9), c(80, 60, 55)))),
  case("three_uneven", list(s(c(21, 36, 59, 32, 7), c(200, 310, 405, 290, 48)), s(c(3, 8, 14), c(60, 90, 120), c(2, 3, 5)), s(c(1, 2), c(40, 55), c(1, 2)))),
  case("confounded", list(s(c(5, 6), c(300, 90)), s(c(40, 41), c(150, 160)))),
  case("small_p", list(s(c(21, 54, 140, 71), c(552, 702, 967, 405)), s(c(2, 9, 30, 44), c(90, 100, 110, 120))))
)
write_json(list(generator = R.version.string, cases = cases), "trend.json", auto_unbox = TRUE, digits = I(17))
