import {z} from "zod";
import {readDeclaration} from "../study/readDeclaration.js";
import {text} from "../study/scalars.js";

const schema = z.array(
  z.object({
    term: text,
    name: text.optional(),
    also: z.array(text).default([]),
    definition: text
  })
);

/** A word of the field that readers may not know. */
export interface GlossaryTerm {
  /** As it is printed: "MRD". */
  readonly term: string;
  /** Part of an address: "mrd". */
  readonly slug: string;
  /** What an abbreviation stands for. */
  readonly name: string | null;
  /** Other spellings that are recognised in text. */
  readonly also: readonly string[];
  readonly definition: string;
}

/**
 * The glossary, `data/glossary.yaml`, in its order.
 *
 * @throws {HarmoniseError} if the file is missing or does not follow its schema, or two terms have one address
 */
export function readGlossary(root: string): GlossaryTerm[] {
  const declaration = readDeclaration(root, "data/glossary.yaml", schema);
  const terms = declaration.value.map(({name = null, ...rest}) => ({...rest, name, slug: slugOf(rest.term)}));
  const twice = terms.findIndex(({slug}, i) => terms.findIndex((d) => d.slug === slug) < i);
  if (twice >= 0)
    throw declaration.fault([{path: [twice, "term"], message: `used twice as an address: ${terms[twice].slug}`}]);
  return terms;
}

/** Lower-case letters and digits joined by hyphens; powers and dashes as what they stand for. */
function slugOf(term: string): string {
  return term
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
