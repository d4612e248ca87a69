/** A ratio with its interval. */
export interface ForestEstimate {
  readonly ratio: number;
  readonly lower: number;
  readonly upper: number;
}

/** One line: a subgroup, what happened in each group of it, and the ratio; null where it is not estimable. */
export interface ForestRow {
  readonly label: string;
  readonly groups: readonly {readonly n: number; readonly events: number}[];
  readonly estimate: ForestEstimate | null;
  /** Stands in place of a ratio where there is none, e.g. "reference". */
  readonly note?: string;
  /** What the area of the square is proportional to. */
  readonly weight: number;
}

/** Rows of one variable, and the test that their ratios do not differ. */
export interface ForestBlock {
  readonly label: string;
  readonly rows: readonly ForestRow[];
  /** p of the interaction; null where there is no test. */
  readonly interaction: number | null;
}

/** A ratio with its interval as a row prints it. */
export function ratioText(estimate: ForestEstimate | null): string {
  if (estimate === null) return "not estimable";
  const {ratio, lower, upper} = estimate;
  return `${ratio.toFixed(2)} (${lower.toFixed(2)}–${upper.toFixed(2)})`;
}
