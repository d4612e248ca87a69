import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {parse} from "yaml";
import {z} from "zod";

const share = z.number().min(0).max(1);

const recurrentSchema = z
  .union([
    z.tuple([share, z.string(), z.string()]),
    z.tuple([share, z.string(), z.string(), z.number().int(), z.number().int(), z.string(), z.string()])
  ])
  .transform(([weight, protein, cdna, start, end, ref, alt]) => ({
    weight,
    protein,
    cdna,
    start: start ?? null,
    end: end ?? null,
    ref: ref ?? null,
    alt: alt ?? null
  }));

const geneSchema = z.strictObject({
  symbol: z.string().optional(),
  chromosome: z.string(),
  /** Codons of the protein. */
  length: z.number().int(),
  /** Missense, nonsense, frameshift, splice. */
  mix: z.tuple([share, share, share, share]),
  recurrent: z.array(recurrentSchema).default([])
});

const catalogueSchema = z.strictObject({
  symbols: z.record(z.string(), z.string()),
  second: z.record(z.string(), share),
  questionable: z.number().int(),
  possible: share,
  genes: z.record(z.string(), geneSchema)
});

/** The variants from which the simulated partners draw (`data/demo/variants.yaml`). */
export type VariantCatalogue = z.infer<typeof catalogueSchema>;
export type CatalogueGene = VariantCatalogue["genes"][string];
export type RecurrentVariant = CatalogueGene["recurrent"][number];

/**
 * Reads the catalogue of variants.
 *
 * @param root the project's folder
 * @throws {Error} naming the file and the key where the file does not have the expected form
 */
export async function readVariantCatalogue(root: string): Promise<VariantCatalogue> {
  const file = join(root, "data", "demo", "variants.yaml");
  const parsed = catalogueSchema.safeParse(parse(await readFile(file, "utf8")));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(`invalid variants: data/demo/variants.yaml: ${issue.path.join(".")}: ${issue.message}`);
}
