import {rScript} from "./rScript.js";

/**
 * R script for the calls of a gene along its protein. It reads the columns `patient` (a running number), `codon` (empty: no
 * position) and `effect`, one row per call, and prints for the codon number k, ascending, `codon.k` and `patients.k`; then
 * `other_patients` and `other_codons`, of codons with fewer than `least` patients; `without_position`; `patients`.
 */
export function proteinPositionsScript(csvName: string, {least}: {readonly least: number}): string {
  return rScript({
    does: `Patients by codon; codons with fewer than ${least} patients are pooled.`,
    csvName,
    packages: [],
    body: `
placed <- d[!is.na(d$codon), ]
pairs <- unique(placed[, c("patient", "codon")])
counts <- tapply(pairs$patient, pairs$codon, length)
counts <- counts[order(as.numeric(names(counts)))]
frequent <- counts[counts >= ${least}]
for (k in seq_along(frequent)) {
  codon <- as.numeric(names(frequent)[k])
  # The first call of each patient at the codon says what it does.
  own <- placed[placed$codon == codon, ]
  effects <- sort(table(own$effect[!duplicated(own$patient)]), decreasing = TRUE)
  say("codon", codon, "most often", names(effects)[1])
  show(paste0("codon.", k), codon)
  show(paste0("patients.", k), frequent[[k]])
}
named <- unique(pairs$patient[pairs$codon %in% as.numeric(names(frequent))])
show("other_patients", length(setdiff(unique(placed$patient), named)))
show("other_codons", length(counts) - length(frequent))
show("without_position", length(setdiff(unique(d$patient), placed$patient)))
show("patients", length(unique(d$patient)))`
  });
}
