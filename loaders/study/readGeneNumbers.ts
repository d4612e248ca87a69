import {z} from "zod";
import {readDeclaration} from "./readDeclaration.js";
import {text} from "./scalars.js";

const schema = z.strictObject({
  version: text,
  numbers: z.record(
    z.string(),
    text.regex(/^[1-9]\d*$/u, "expected a number").transform((value) => Number(value))
  )
});

/** Numbers of NCBI Gene by current symbol, of the genes that are declared in `data/genes/entrez.yaml`. */
export function readGeneNumbers(root: string): ReadonlyMap<string, number> {
  return new Map(Object.entries(readDeclaration(root, "data/genes/entrez.yaml", schema).value.numbers));
}
