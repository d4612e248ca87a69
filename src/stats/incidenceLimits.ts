/** Confidence intervals of a probability F with standard error s, z the normal quantile; see {@link incidenceLimit}. */
export type IncidenceConfType = "log" | "log-log" | "complementary-log-log" | "plain";

/**
 * Confidence limit of a cumulative incidence, NaN where it is not defined.
 *
 * - "log": F exp(shift / F), cut at 1; not defined at F = 0. R's default.
 * - "log-log": F^exp(shift / (F log F)), on log(−log F); not defined at 0 and 1.
 * - "complementary-log-log": 1 − (1 − F)^exp(−shift / ((1 − F) log(1 − F))), on log(−log(1 − F)); not defined at 0 and 1.
 * - "plain": F + shift, cut to [0, 1].
 *
 * The first two and the last are the `conf.type`s of `survfit` for several states; the third is its "log-log" for 1 − F.
 *
 * @param shift −z s for the lower limit, z s for the upper.
 */
export function incidenceLimit(f: number, shift: number, confType: IncidenceConfType): number {
  if (confType === "plain") return Math.min(1, Math.max(0, f + shift));
  if (f === 0) return NaN;
  if (confType === "log") return Math.min(1, Math.exp(Math.log(f) + shift / f));
  if (f === 1) return NaN;
  return confType === "log-log" ? logLog(f, shift) : 1 - logLog(1 - f, -shift);
}

function logLog(p: number, shift: number): number {
  if (!(p > 0 && p < 1)) return NaN;
  const log = Math.log(p);
  return Math.exp(log * Math.exp(shift / (p * log)));
}
