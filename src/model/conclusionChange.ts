/** A finding of a report that one release supports and another does not. */
export interface ConclusionChange {
  /** Title of the report, and its page. */
  readonly report: string;
  readonly path: string;
  readonly claim: string;
  /** The sentence in the release that supports it; null if neither may show it. */
  readonly text: string | null;
  readonly assertion: string;
  /** Whether each release supports it; null: it cannot be told. */
  readonly before: boolean | null;
  readonly after: boolean | null;
}
