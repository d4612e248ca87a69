import type {StudyGenes} from "../sources/cbioportal/studyGenes.js";
import {readDeclaration} from "./readDeclaration.js";
import {readGeneNumbers} from "./readGeneNumbers.js";
import {synonymsSchema} from "./synonymsSchema.js";

/** What the project declares of genes whatever the disease: current symbols, former ones, numbers. */
export function declaredGenes(root: string): StudyGenes {
  const {symbols, synonyms} = readDeclaration(root, "data/genes/synonyms.yaml", synonymsSchema).value;
  const numbers = readGeneNumbers(root);
  return {
    current: new Set([...symbols, ...numbers.keys()]),
    former: new Map(Object.entries(synonyms).map(([former, {to}]) => [former, to])),
    numbers
  };
}
