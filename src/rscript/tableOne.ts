import {rScript, rText} from "./rScript.js";

/** Tests that the script of a baseline table can run. */
export type TableOneTest = "wilcoxon" | "kruskal" | "fisher" | "chisq" | "chisq_small";

/**
 * R script for a baseline table. It reads the columns `variable`, `label`, `kind` (number, levels, finding), `group`,
 * `compared` (yes, no), `value` (empty: missing) and `patients`, one row per variable, group and distinct value, and prints for
 * variable k and group g, in the order of the file: `n.k.g` (with a value), `missing.k.g`; of numbers `median.k.g`,
 * `lower_quartile.k.g`, `upper_quartile.k.g`; of others `count.k.l.g` for level l. For the groups that are compared, `smd.k` (of
 * more than two the largest of all pairs), `p.k` and `q.k`.
 *
 * @param tests the test of each variable by its column; variables that are not tested are left out
 */
export function tableOneScript(csvName: string, tests: ReadonlyMap<string, TableOneTest>): string {
  const named = [...tests].map(([column, test]) => `${rText(column)} = ${rText(test)}`);
  const body = `
# Which test was made of which variable: Wilcoxon rank-sum or Kruskal-Wallis; chi-squared, or Fisher's exact test if any
# expected count is below 5. "chisq_small": chi-squared all the same, the exact test being too large.
tests <- list(${named.join(", ")})

${differences.trim()}

${testing.trim()}

groups <- unique(d$group)
compared <- groups[groups %in% d$group[d$compared == "yes"]]
columns <- unique(d$variable)
p <- rep(NA_real_, length(columns))
for (g in seq_along(groups)) say("group", g, "is", groups[g])
for (k in seq_along(columns)) {
  own <- d[d$variable == columns[k], ]
  kind <- own$kind[1]
  say("variable", k, "is", own$label[1])
  known <- own[!is.na(own$value), ]
  values <- lapply(groups, function(group) {
    mine <- known[known$group == group, ]
    if (kind == "number") rep(as.numeric(mine$value), mine$patients)
  })
  names(values) <- groups
  counts <- xtabs(patients ~ factor(value, unique(known$value)) + factor(group, groups), data = known)
  for (g in seq_along(groups)) {
    show(paste("n", k, g, sep = "."), sum(known$patients[known$group == groups[g]]))
    show(paste("missing", k, g, sep = "."), sum(own$patients[is.na(own$value) & own$group == groups[g]]))
    if (kind == "number") {
      quartiles <- if (length(values[[g]]) > 0) quantile(values[[g]], c(0.25, 0.5, 0.75)) else c(NA, NA, NA)
      show(paste("lower_quartile", k, g, sep = "."), quartiles[1])
      show(paste("median", k, g, sep = "."), quartiles[2])
      show(paste("upper_quartile", k, g, sep = "."), quartiles[3])
    } else {
      for (l in seq_len(nrow(counts))) show(paste("count", k, l, g, sep = "."), counts[l, g])
    }
  }
  if (length(compared) > 1) {
    show(paste("smd", k, sep = "."), difference_of_all(kind, values[compared], counts[, compared, drop = FALSE]))
    p[k] <- test_of(tests[[columns[k]]], values[compared], counts[, compared, drop = FALSE])
  }
}
if (length(compared) > 1) {
  q <- p.adjust(p, "BH")
  for (k in seq_along(columns)) {
    show(paste("p", k, sep = "."), p[k])
    show(paste("q", k, sep = "."), q[k])
  }
}`;
  return rScript({
    does: "Baseline table: quartiles, counts, standardised mean differences, tests, Benjamini-Hochberg adjustment.",
    csvName,
    packages: [],
    body
  });
}

/** Austin (2009) for numbers and findings, Yang and Dalton (2012) for levels. */
const differences = `
difference <- function(kind, x, y, m) {
  if (kind == "number") {
    if (length(x) < 2 || length(y) < 2) return(NA)
    spread <- (var(x) + var(y)) / 2
    return(if (spread > 0) (mean(x) - mean(y)) / sqrt(spread) else NA)
  }
  if (any(colSums(m) == 0)) return(NA)
  if (kind == "finding") {
    share <- m[1, ] / colSums(m)
    spread <- sum(share * (1 - share)) / 2
    if (spread == 0) return(if (share[1] == share[2]) 0 else NA)
    return((share[1] - share[2]) / sqrt(spread))
  }
  m <- m[rowSums(m) > 0, , drop = FALSE]
  if (!any(m[, 1] > 0 & m[, 2] > 0)) return(NA)
  if (nrow(m) == 1) return(0)
  share <- sweep(m, 2, colSums(m), "/")[-1, , drop = FALSE]
  spread <- function(q) diag(q, length(q)) - q %*% t(q)
  s <- (spread(share[, 1]) + spread(share[, 2])) / 2
  apart <- share[, 1] - share[, 2]
  sqrt(drop(t(apart) %*% solve(s, apart)))
}
difference_of_all <- function(kind, values, m) {
  pairs <- combn(ncol(m), 2)
  all <- apply(pairs, 2, function(at) difference(kind, values[[at[1]]], values[[at[2]]], m[, at, drop = FALSE]))
  if (length(all) == 1) return(all)
  if (all(is.na(all))) NA else max(abs(all), na.rm = TRUE)
}`;

const testing = `
test_of <- function(test, values, m) {
  if (is.null(test)) return(NA)
  values <- unname(values[lengths(values) > 0])
  m <- m[rowSums(m) > 0, colSums(m) > 0, drop = FALSE]
  suppressWarnings(switch(test,
    wilcoxon = wilcox.test(values[[1]], values[[2]])$p.value,
    kruskal = kruskal.test(values)$p.value,
    fisher = fisher.test(m, workspace = 2e7)$p.value,
    chisq = , chisq_small = chisq.test(m, correct = FALSE)$p.value
  ))
}`;
