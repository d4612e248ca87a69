/**
 * A gene-level fact that can be tested on its own. Finer than a gene, because one gene can be half-tested: a panel
 * that sees FLT3 point mutations need not see its internal tandem duplications.
 */
export interface Alteration {
  /** Stored name and reader's label, e.g. `FLT3-ITD`. */
  readonly name: string;
  /** Current HGNC symbol. */
  readonly gene: string;
  /** Sources whose eligibility fixes the gene; left out of frequencies over several sources. None if not given. */
  readonly byDesign?: readonly string[];
}

/** Values of a gene status: 1 mutated, 0 wild type; null (validity bitmap) not tested or not assessable. */
export type GeneStatus = 0 | 1 | null;
