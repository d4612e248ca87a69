# Writes validation.json: Uno's C, time-dependent AUC, pseudo-observations, local regression, RERI.
# Run in this folder: Rscript validation.R
library(survival)
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

# Censoring just before u, events first where tied, written out.
G <- function(time, status, w, u) {
  g <- 1
  for (v in sort(unique(time[time < u & status == 0])))
    g <- g * (1 - sum(w[time == v & status == 0]) / (sum(w[time >= v]) - sum(w[time == v & status == 1])))
  g
}
# Cumulative/dynamic AUC by its definition, a loop over pairs.
auc <- function(time, status, score, w, stratum, at) {
  won <- 0; all <- 0
  for (s in unique(stratum)) {
    k <- which(stratum == s)
    gAt <- G(time[k], status[k], w[k], at + 1e-9)
    for (i in k[time[k] <= at & status[k] == 1]) for (j in k[time[k] > at]) {
      pair <- w[i] * w[j] / (G(time[k], status[k], w[k], time[i]) * gAt)
      all <- all + pair
      won <- won + pair * ((score[i] > score[j]) + (score[i] == score[j]) / 2)
    }
  }
  won / all
}

set.seed(20)
draw <- function(n, levels, whole) {
  score <- if (is.na(levels)) rnorm(n) else sample(seq_len(levels), n, TRUE)
  t <- rexp(n, exp(0.5 * score) / 600); c <- runif(n, 100, 2200)
  time <- pmin(t, c); if (whole > 0) time <- ceiling(time / whole) * whole
  list(time = time, status = as.numeric(t <= c), score = score, weight = rep(1, n), stratum = rep(0, n))
}
data <- list(groups = draw(150, 3, 1), tied = draw(90, 4, 60), number = draw(120, NA, 0), strata = draw(140, 3, 7), counts = draw(100, 5, 15))
data$strata$stratum <- rep(0:2, length.out = 140)
data$counts$weight <- as.numeric(rpois(100, 1.2) + (seq_len(100) %% 3 == 0))
kept <- data$counts$weight > 0
data$counts <- lapply(data$counts, function(v) v[kept])

discrimination <- lapply(names(data), function(id) {
  d <- data[[id]]
  horizon <- c(250, 700)
  uno <- sapply(c(horizon, 1e6), function(h) concordance(Surv(time, status) ~ score + strata(stratum), d, weights = weight,
    timewt = "n/G2", ymax = h, reverse = TRUE)$concordance)
  list(id = id, input = d, expected = list(horizon = c(horizon, 1e6), uno = uno, at = horizon,
    auc = sapply(horizon, function(a) auc(d$time, d$status, d$score, d$weight, d$stratum, a))))
})

at <- function(d, t, keep = TRUE) summary(survfit(Surv(d$time[keep], d$status[keep]) ~ 1), times = t, extend = TRUE)$surv
pseudo <- lapply(c("groups", "tied", "number"), function(id) {
  d <- data[[id]]; n <- length(d$time)
  times <- c(0, 240, 800, 5000)
  values <- lapply(times, function(t) sapply(seq_len(n), function(i) n * at(d, t) - (n - 1) * at(d, t, -i)))
  list(id = id, input = d, expected = list(at = times, pseudo = values))
})

smooth <- lapply(c(0.3, 0.75, 1), function(span) {
  x <- round(runif(80), 2); y <- x^2 + rnorm(80) / 5; points <- c(0.05, 0.33, 0.5, 0.97)
  f <- loess(y ~ x, span = span, degree = 1, control = loess.control(surface = "direct"))
  q <- floor(80 * span + 1e-5)
  se <- sapply(points, function(p) {
    d <- abs(x - p); h <- sort(d)[q]
    w <- ifelse(d >= 0.999 * h, 0, ifelse(d <= 0.001 * h, 1, (1 - (d / h)^3)^3))
    X <- cbind(1, x - p); bread <- solve(t(X) %*% (w * X)); e <- y - X %*% (bread %*% t(X) %*% (w * y))
    sqrt((bread %*% (t(X) %*% (as.vector(w * e)^2 * X)) %*% bread)[1, 1])
  })
  list(id = paste0("span_", span), input = list(x = x, y = y, span = span),
    expected = list(points = points, estimate = unname(predict(f, data.frame(x = points))), se = se))
})

n <- 300
a <- rbinom(n, 1, .4); b <- rbinom(n, 1, .3); age <- round(rnorm(n, 55, 12))
t <- rexp(n, exp(.4 * a + .5 * b + .4 * a * b + .02 * (age - 55)) / 500); c <- runif(n, 100, 2000)
time <- ceiling(pmin(t, c)); status <- as.numeric(t <= c)
f <- coxph(Surv(time, status) ~ a + b + a:b + age, control = exact)
# coxph puts the interaction last.
beta <- coef(f)[c("a", "b", "a:b", "age")]; v <- vcov(f)[c("a", "b", "a:b", "age"), c("a", "b", "a:b", "age")]
hr <- exp(c(sum(beta[1:3]), beta[1], beta[2]))
g <- c(hr[1] - hr[2], hr[1] - hr[3], hr[1], 0)
reri <- hr[1] - hr[2] - hr[3] + 1; se <- sqrt(drop(g %*% v %*% g))
writeLines(json(list(method = "validation", generator = paste(R.version.string, "survival", packageVersion("survival")),
  discrimination = discrimination, pseudo = pseudo, smooth = smooth,
  reri = list(list(id = "reri", input = list(time = time, status = status, a = a, b = b, age = age),
    expected = unname(c(reri, se, reri - qnorm(.975) * se, reri + qnorm(.975) * se)))))), "validation.json")
