import type {Disease} from "./diseaseSchema.js";
import type {Synonyms} from "./synonymsSchema.js";

/** The alteration that a raw column named by gene stands for: its own name, or that of its gene's current symbol. */
export function alterationNamer(disease: Disease, synonyms: Synonyms): (raw: string) => string | null {
  const names = new Set(disease.alterations.map((d) => d.name));
  const former = new Map(Object.entries(synonyms.synonyms));
  return (raw) => {
    if (names.has(raw)) return raw;
    const synonym = former.get(raw);
    return synonym?.chromosome === undefined && synonym !== undefined && names.has(synonym.to) ? synonym.to : null;
  };
}
