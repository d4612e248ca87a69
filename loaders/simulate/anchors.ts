import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {parse} from "yaml";
import {z} from "zod";

const figures = z.record(z.string(), z.number());
const threeYears = z.tuple([z.number().nullable(), z.number().nullable(), z.number().nullable()]);

const anchorsSchema = z.strictObject({
  alterations: figures,
  alterationsByAge: z.record(z.string(), z.tuple([z.number(), z.number()])),
  women: figures,
  cytogenetics: figures,
  trials: figures,
  types: figures,
  male: z.number(),
  ageBands: figures,
  missing: figures,
  genesPerPatient: z.array(z.number()),
  course: figures,
  labs: figures,
  age: z.number(),
  vaf: figures,
  itdLength: z.number(),
  medianMonths: figures,
  survival: z.record(z.string(), threeYears),
  survivalByAge: figures,
  survivalByClass: z.record(z.string(), threeYears),
  survivalByGenotype: figures,
  oddsRatios: z.array(z.tuple([z.string(), z.string(), z.number()])),
  npm1Genotypes: z.array(z.number())
});

/** Published figures against which the simulated registry is held (`data/demo/anchors.yaml`). */
export type Anchors = z.infer<typeof anchorsSchema>;

/**
 * Reads the published figures.
 *
 * @param root the project's folder
 * @throws {Error} naming the file and the key where the file does not have the expected form
 */
export async function readAnchors(root: string): Promise<Anchors> {
  const file = join(root, "data", "demo", "anchors.yaml");
  const parsed = anchorsSchema.safeParse(parse(await readFile(file, "utf8")));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(`invalid anchors: data/demo/anchors.yaml: ${issue.path.join(".")}: ${issue.message}`);
}
