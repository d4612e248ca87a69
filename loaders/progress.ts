/** One finished step of a run, for the reader at the terminal. */
export interface Progress {
  /** What was done, e.g. `read clinical.csv`. */
  readonly what: string;
  readonly rows?: number;
  readonly seconds?: number;
  readonly detail?: string;
}

/** Receives the steps of a run as they finish. */
export type ProgressListener = (step: Progress) => void;

/** A step in one line: `read clinical.csv · 1,540 rows · 0.1 s`. */
export function formatProgress({what, rows, seconds, detail}: Progress): string {
  const parts = [what];
  if (rows !== undefined) parts.push(`${rows.toLocaleString("en-GB")} row${rows === 1 ? "" : "s"}`);
  if (detail !== undefined) parts.push(detail);
  if (seconds !== undefined) parts.push(`${seconds.toFixed(1)} s`);
  return parts.join(" · ");
}
