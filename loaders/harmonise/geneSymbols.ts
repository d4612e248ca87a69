import type {LoadedStudy} from "../study/loadStudy.js";

/** What a raw gene symbol stands for now; null if it is unknown or ambiguous without the position. */
export type GeneResolver = (symbol: string, chromosome: string | null) => string | null;

/** Resolves raw symbols to current HGNC ones: those the study's declarations name, and their former symbols. */
export function geneResolver({disease, panels, synonyms}: LoadedStudy): GeneResolver {
  const current = new Set(synonyms.symbols);
  for (const {gene} of disease.alterations) current.add(gene);
  for (const panel of panels.values()) for (const gene of panel.genes) current.add(gene);
  const former = new Map(Object.entries(synonyms.synonyms));
  return (symbol, chromosome) => {
    if (current.has(symbol)) return symbol;
    const synonym = former.get(symbol);
    if (!synonym) return null;
    if (synonym.chromosome === undefined) return synonym.to;
    return chromosome?.replace(/^chr/i, "") === synonym.chromosome ? synonym.to : null;
  };
}
