import {associationInR} from "./associationInR.js";
import {rScript} from "./rScript.js";

/**
 * R script for a co-mutation matrix. It reads the columns `state` and `strata` (tables "both first_only second_only
 * neither", separated by semicolons), one row per pair, and prints for the estimated pair k, in the order of the file,
 * `odds_ratio.k`, `lower.k`, `upper.k`, `p.k`, `q.k` (Benjamini–Hochberg over all p) and, if stratified,
 * `heterogeneity_p.k`.
 */
export function coMutationScript(csvName: string, {stratified}: {readonly stratified: boolean}): string {
  return rScript({
    does: stratified
      ? "Co-mutation within strata: Mantel-Haenszel odds ratio, Cochran-Mantel-Haenszel test, Breslow-Day test with Tarone's correction."
      : "Co-mutation: odds ratio with Woolf's interval and Fisher's exact test, two-sided.",
    csvName,
    packages: [],
    body: `${associationInR}
rows <- which(d$state == "estimated")
found <- lapply(rows, function(k) associate(read_strata(d$strata[k]), ${stratified ? "TRUE" : "FALSE"}))
q <- p.adjust(sapply(found, function(e) e[["p"]]), "BH")
for (i in seq_along(rows)) {
  k <- rows[i]
  e <- found[[i]]
  say("pair", k, "is", d$first[k], "and", d$second[k])
  show(paste0("odds_ratio.", k), e[["or"]])
  show(paste0("lower.", k), e[["lower"]])
  show(paste0("upper.", k), e[["upper"]])
  show(paste0("p.", k), e[["p"]])
  show(paste0("q.", k), q[i])${
    stratified ? `\n  show(paste0("heterogeneity_p.", k), tarone(read_strata(d$strata[k]), e[["or"]]))` : ""
  }
}`
  });
}
