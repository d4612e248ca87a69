import {rScript} from "./rScript.js";

/**
 * R script for an oncoprint. It reads the columns `first_patient` and `patients` and, after them, one column per alteration
 * (1 mutated, 0 wild type, empty not tested), a row for each run of patients with the same states, and prints for
 * alteration k, in the order of the columns, `mutated.k`, `tested.k`, `not_tested.k` of the patients drawn, `first.k` and
 * `last.k`, the positions of the first and the last with it; then `patients`, and `sorted`: 1 if the patients stand in the
 * order of their states, mutated before wild type before not tested, alteration by alteration.
 */
export function oncoprintScript(csvName: string): string {
  return rScript({
    does: "States of the alterations of the patients in the order in which they are drawn.",
    csvName,
    packages: [],
    body: `
states <- as.matrix(d[, -(1:2), drop = FALSE])
ends <- d$first_patient + d$patients - 1
for (k in seq_len(ncol(states))) {
  say("alteration", k, "is", colnames(states)[k])
  mutated <- !is.na(states[, k]) & states[, k] == 1
  show(paste0("mutated.", k), sum(d$patients[mutated]))
  show(paste0("tested.", k), sum(d$patients[!is.na(states[, k])]))
  show(paste0("not_tested.", k), sum(d$patients[is.na(states[, k])]))
  show(paste0("first.", k), if (any(mutated)) min(d$first_patient[mutated]) else NA)
  show(paste0("last.", k), if (any(mutated)) max(ends[mutated]) else NA)
}
show("patients", sum(d$patients))
ranks <- ifelse(is.na(states), 2, 1 - states)
ordered <- do.call(order, unname(as.data.frame(ranks)))
show("sorted", as.numeric(identical(ordered, seq_len(nrow(d)))))`
  });
}
