import {associationInR} from "./associationInR.js";
import {rScript} from "./rScript.js";

/**
 * R script for two alterations by source. It reads the columns `source`, `both`, `first_only`, `second_only`, `neither`, one
 * row per source, and prints for row k `odds_ratio.k`, `lower.k`, `upper.k` (Woolf), `p.k` (Fisher); then within sources
 * `odds_ratio`, `lower`, `upper` (Mantel–Haenszel), `p` (Cochran–Mantel–Haenszel), `heterogeneity_p` (Breslow–Day with
 * Tarone’s correction), and where two sources have an estimate `q` and `i2` of the log ratios by inverse variance.
 */
export function pairBySourceScript(csvName: string): string {
  return rScript({
    does: "Two alterations in each source and within sources: odds ratios, tests, and how far the sources agree.",
    csvName,
    packages: [],
    body: `${associationInR}
tables <- lapply(seq_len(nrow(d)), function(k) as.numeric(d[k, c("both", "first_only", "second_only", "neither")]))
for (k in seq_along(tables)) {
  say("source", k, "is", d$source[k])
  e <- associate(tables[k], FALSE)
  for (what in names(e)) show(paste0(if (what == "or") "odds_ratio" else what, ".", k), e[[what]])
}
all <- associate(tables, TRUE)
for (what in names(all)) show(if (what == "or") "odds_ratio" else what, all[[what]])
show("heterogeneity_p", tarone(tables, all[["or"]]))
full <- Filter(function(t) all(t > 0), tables)
if (length(full) > 1) {
  estimate <- sapply(full, function(t) log(t[1] * t[4] / (t[2] * t[3])))
  weight <- 1 / sapply(full, function(t) sum(1 / t))
  q <- sum(weight * (estimate - sum(weight * estimate) / sum(weight))^2)
  show("q", q)
  show("i2", if (q > 0) max(0, (q - length(full) + 1) / q) else 0)
}`
  });
}
