import {z} from "zod";
import {text} from "./scalars.js";

/** A former symbol; where it meant several genes, the chromosome decides. */
const synonymSchema = z.union([
  text.transform((to) => ({to, chromosome: undefined})),
  z.strictObject({to: text, chromosome: text})
]);

/** Gene symbols: the current ones Hemiola knows, and former ones. */
export const synonymsSchema = z.strictObject({
  version: text,
  /** Current HGNC symbols accepted besides those of the disease pack and the panels. */
  symbols: z.array(text),
  synonyms: z.record(z.string(), synonymSchema)
});

export type Synonyms = z.output<typeof synonymsSchema>;
