/** What is known of genes: symbols, former ones, and numbers of NCBI Gene. */
export interface StudyGenes {
  readonly current: ReadonlySet<string>;
  /** Current symbol by former one. */
  readonly former: ReadonlyMap<string, string>;
  readonly numbers: ReadonlyMap<string, number>;
}
