import {rScript} from "./rScript.js";

/**
 * R script for variant allele frequencies. It reads the columns `gene`, `vaf` (empty: not known) and `patients`, one row per
 * gene and distinct value, and prints for gene k, in the order of the file, `called.k`, `known.k`, and the quartiles of type
 * 7, `lower_quartile.k`, `median.k`, `upper_quartile.k`.
 */
export function vafScript(csvName: string): string {
  return rScript({
    does: "Quartiles (type 7) of the largest variant allele frequency of each patient, by gene.",
    csvName,
    packages: [],
    body: `
genes <- unique(d$gene)
for (k in seq_along(genes)) {
  say("gene", k, "is", genes[k])
  own <- d[d$gene == genes[k], ]
  known <- own[!is.na(own$vaf), ]
  quartiles <- unname(quantile(rep(known$vaf, known$patients), c(0.25, 0.5, 0.75), type = 7))
  show(paste0("called.", k), sum(own$patients))
  show(paste0("known.", k), sum(known$patients))
  show(paste0("lower_quartile.", k), quartiles[1])
  show(paste0("median.", k), quartiles[2])
  show(paste0("upper_quartile.", k), quartiles[3])
}`
  });
}
