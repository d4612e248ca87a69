# R's answers for reports: contrasts within sources, limits of medians, and survival standardised by strata, on R's lung
# data. Sources are performance groups, or halves of the institutions. Writes reports.json beside this file.
library(survival)

d <- subset(lung, !is.na(ph.ecog))
d$status <- d$status - 1
d$sex <- ifelse(d$sex == 1, "male", "female")
input <- list(time = d$time, status = d$status, sex = d$sex, age = d$age, ecog = d$ph.ecog)

fit <- coxph(Surv(time, status) ~ I(sex == "male") + strata(ph.ecog), d, ties = "efron")
ci <- summary(fit)$conf.int
km <- survfit(Surv(time, status) ~ sex, d, conf.type = "log-log")
medians <- quantile(km, 0.5)
within <- list(
  hr = ci[1, 1], lower = ci[1, 3], upper = ci[1, 4], p = summary(fit)$coefficients[1, 5],
  chisq = survdiff(Surv(time, status) ~ sex + strata(ph.ecog), d)$chisq,
  zph = cox.zph(fit)$table["GLOBAL", "p"],
  median = as.vector(medians$quantile), medianLower = as.vector(medians$lower), medianUpper = as.vector(medians$upper)
)

# Source A is performance group 0, B all others; the standard is everybody in strata with ten of each source.
d$source <- ifelse(d$ph.ecog == 0, "A", "B")
d$cell <- paste(d$sex, d$age >= 65)
day <- 365
sizes <- table(d$cell, d$source)
cells <- rownames(sizes)[apply(sizes >= 10, 1, all)]
weights <- sapply(cells, function(k) sum(d$cell == k))
weights <- weights / sum(weights)
standard <- function(s) {
  at <- sapply(cells, function(k) {
    p <- summary(survfit(Surv(time, status) ~ 1, d[d$cell == k & d$source == s, ]), times = day)
    c(p$surv, p$std.err)
  })
  mean <- sum(weights * at[1, ])
  se <- sqrt(sum((weights * at[2, ])^2)) / mean
  shift <- qnorm(0.975) * se / log(mean)
  c(mean, exp(log(mean) * exp(-shift)), exp(log(mean) * exp(shift)))
}
standardised <- list(A = standard("A"), B = standard("B"), cells = length(cells))

# Performance groups are the sources: the score test of a common slope with an intercept for each of them.
trend <- {
  band <- as.integer(cut(d$age, c(0, 55, 65, 75, 200), right = FALSE))
  small <- glm(d$sex == "male" ~ factor(d$ph.ecog), family = binomial, control = glm.control(epsilon = 1e-14, maxit = 100))
  anova(small, update(small, . ~ . + band), test = "Rao")$`Pr(>Chi)`[2]
}

file <- "--file="
here <- dirname(sub(file, "", grep(file, commandArgs(), value = TRUE)))
generator <- paste(R.version.string, "survival", packageVersion("survival"))
json <- function(x) {
  if (is.list(x)) return(paste0("{", paste0('"', names(x), '":', sapply(x, json), collapse = ","), "}"))
  value <- if (is.character(x)) paste0('"', x, '"') else sprintf("%.17g", x)
  value[is.na(x)] <- "null"
  if (length(value) == 1) value else paste0("[", paste(value, collapse = ","), "]")
}
answers <- list(generator = generator, input = input, within = within, standardised = standardised, trend = trend)
writeLines(json(answers), file.path(here, "reports.json"))
