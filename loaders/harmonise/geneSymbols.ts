import type {LoadedStudy} from "../study/loadStudy.js";

/** What a raw gene symbol stands for now. */
export interface GeneResolution {
  /** The current symbol; null if the raw one is unknown, or meant several genes and the chromosome does not decide. */
  readonly gene: string | null;
  /** The chromosome on which the symbol would be unambiguous; undefined unless that is what is missing. */
  readonly needs?: string;
}

/** Finds what a raw gene symbol on a chromosome stands for now. */
export type GeneResolver = (symbol: string, chromosome: string | null) => GeneResolution;

/** Resolves raw symbols to current HGNC ones: those the study's declarations name, and their former symbols. */
export function geneResolver({disease, panels, synonyms}: LoadedStudy): GeneResolver {
  const current = new Set(synonyms.symbols);
  for (const {gene} of disease.alterations) current.add(gene);
  for (const panel of panels.values()) for (const gene of panel.genes) current.add(gene);
  const former = new Map(Object.entries(synonyms.synonyms));
  return (symbol, chromosome) => {
    if (current.has(symbol)) return {gene: symbol};
    const synonym = former.get(symbol);
    if (!synonym) return {gene: null};
    const {to, chromosome: needs} = synonym;
    if (needs === undefined || chromosome?.replace(/^chr/i, "") === needs) return {gene: to};
    return {gene: null, needs};
  };
}
