import {rScript} from "./rScript.js";

/**
 * R script for frequencies. It reads the columns `mutated` and `tested`, one row per alteration and group, and prints
 * for row k, in the order of the file, `share.k`, `lower.k`, `upper.k`: the share with Wilson's 95 % interval; NA where
 * nobody was tested.
 */
export function frequencyScript(csvName: string): string {
  return rScript({
    does: "Share of the patients tested with Wilson's 95 % interval (prop.test without continuity correction).",
    csvName,
    packages: [],
    body: `
for (k in seq_len(nrow(d))) {
  say("row", k, "is", d$alteration[k], d$group[k])
  x <- d$mutated[k]
  n <- d$tested[k]
  interval <- if (n > 0) suppressWarnings(prop.test(x, n, correct = FALSE))$conf.int else c(NA, NA)
  show(paste0("share.", k), if (n > 0) x / n else NA)
  # At 0 and n the limit is exact; the formula leaves a rounding error.
  show(paste0("lower.", k), if (n > 0 && x == 0) 0 else interval[1])
  show(paste0("upper.", k), if (n > 0 && x == n) 1 else interval[2])
}`
  });
}
