/** A ratio on the log scale with its 95 % limits. */
export interface LogEstimate {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** One comparison, pooled over sources as if they were one, stratified by source, and in each source alone. */
export interface SourceContrast {
  /** Ignoring the source; null where it cannot be estimated. */
  readonly pooled: LogEstimate | null;
  /** Within sources. */
  readonly stratified: LogEstimate | null;
  readonly bySource: readonly {readonly source: string; readonly contrast: LogEstimate | null}[];
}

type Conclusion = "lower" | "higher" | "unclear";

/** Ratios closer to 1 than this, both of them, are not said to point in opposite directions. */
const negligible = Math.log(1.05);

/** What an interval says of a ratio: below 1, above 1, or either. */
export function conclusionOf({lower, upper}: LogEstimate): Conclusion {
  return upper < 0 ? "lower" : lower > 0 ? "higher" : "unclear";
}

/**
 * Why one number must not stand for all sources; null if it may. The rule, in this order:
 *
 * 1. *Sign*: the pooled and the stratified ratio lie on opposite sides of 1, and not both within 5 % of it.
 * 2. *Conclusion*: the 95 % interval of one excludes 1 and that of the other does not.
 * 3. *Sources*: two sources exclude 1 on opposite sides.
 * 4. One of the two cannot be estimated: groups that do not occur together in any source have a pooled ratio only.
 *
 * The forest by source then takes the place of the number.
 */
export function sourceConflict({pooled, stratified, bySource}: SourceContrast): string | null {
  if (bySource.length < 2) return null;
  if (pooled === null) return null;
  if (stratified === null) {
    return "The groups are hardly ever in the same source: their difference cannot be told from that between sources.";
  }
  const opposite = pooled.estimate * stratified.estimate < 0;
  if (opposite && Math.max(Math.abs(pooled.estimate), Math.abs(stratified.estimate)) > negligible) {
    return "Pooled over all sources the groups differ in the opposite direction to that within sources.";
  }
  const [together, within] = [conclusionOf(pooled), conclusionOf(stratified)];
  if (together !== within) {
    const clear = within === "unclear" ? "Pooled over all sources" : "Within sources";
    const unclear = within === "unclear" ? "within sources" : "pooled over all sources";
    return `${clear} the interval excludes 1, ${unclear} it does not.`;
  }
  const clear = bySource.flatMap(({source, contrast}) =>
    contrast === null ? [] : [{source, conclusion: conclusionOf(contrast)}]
  );
  const named = (which: Conclusion) => clear.filter(({conclusion}) => conclusion === which).map(({source}) => source);
  const [lower, higher] = [named("lower"), named("higher")];
  return lower.length > 0 && higher.length > 0
    ? `The sources contradict each other: the ratio is below 1 in ${lower.join(", ")} and above 1 in ${higher.join(", ")}.`
    : null;
}
