import {associationInR} from "./associationInR.js";
import {rScript} from "./rScript.js";

/**
 * R script for frequencies in two groups. It reads the columns `mutated_1`, `tested_1`, `mutated_2`, `tested_2` and
 * `strata` (tables "mutated_1 wild_type_1 mutated_2 wild_type_2", separated by semicolons), one row per alteration, and
 * prints for row k `difference.k`, `difference_lower.k`, `difference_upper.k` (Newcombe), `odds_ratio.k`, `lower.k`,
 * `upper.k`, `p.k`, `q.k` (Benjamini–Hochberg over all p).
 */
export function subgroupFrequenciesScript(csvName: string, {stratified}: {readonly stratified: boolean}): string {
  return rScript({
    does: `Difference of two shares with Newcombe's interval; ${stratified ? "Mantel-Haenszel odds ratio and Cochran-Mantel-Haenszel test within strata" : "odds ratio with Woolf's interval and Fisher's exact test, two-sided"}.`,
    csvName,
    packages: [],
    body: `${associationInR}
wilson <- function(x, n) {
  interval <- suppressWarnings(prop.test(x, n, correct = FALSE))$conf.int
  c(if (x == 0) 0 else interval[1], if (x == n) 1 else interval[2])
}
newcombe <- function(x1, n1, x2, n2) {
  if (n1 == 0 || n2 == 0) return(c(NA, NA, NA))
  w1 <- wilson(x1, n1)
  w2 <- wilson(x2, n2)
  p1 <- x1 / n1
  p2 <- x2 / n2
  p1 - p2 + c(0, -sqrt((p1 - w1[1])^2 + (w2[2] - p2)^2), sqrt((w1[2] - p1)^2 + (p2 - w2[1])^2))
}
found <- lapply(seq_len(nrow(d)), function(k) associate(read_strata(d$strata[k]), ${stratified ? "TRUE" : "FALSE"}))
q <- p.adjust(sapply(found, function(e) e[["p"]]), "BH")
for (k in seq_len(nrow(d))) {
  e <- found[[k]]
  say("row", k, "is", d$alteration[k])
  difference <- newcombe(d$mutated_1[k], d$tested_1[k], d$mutated_2[k], d$tested_2[k])
  show(paste0("difference.", k), difference[1])
  show(paste0("difference_lower.", k), difference[2])
  show(paste0("difference_upper.", k), difference[3])
  show(paste0("odds_ratio.", k), e[["or"]])
  show(paste0("lower.", k), e[["lower"]])
  show(paste0("upper.", k), e[["upper"]])
  show(paste0("p.", k), e[["p"]])
  show(paste0("q.", k), q[k])
}`
  });
}
