import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {parse} from "yaml";
import {z} from "zod";
import {hovonAlterations} from "./hovonFacts.js";

const shares = z.record(z.string(), z.number());

const anchorsSchema = z.strictObject({
  male: z.number(),
  performance: shares,
  types: shares,
  cytogenetics: z.strictObject({
    t_8_21: z.number(),
    inv16: z.number(),
    normalOrSexChromosomeLoss: z.number(),
    monosomal: z.number()
  }),
  alterations: z.record(z.enum(hovonAlterations), z.number()),
  age: z.number(),
  wbc: z.number(),
  course: z.strictObject({remission: z.number(), relapse: z.number(), deathInRemission: z.number()}),
  eventFreeSurvival: z.number(),
  residual: z.strictObject({followed: z.number(), persistent: z.number(), nonDta: z.number()}),
  relapse: z.strictObject({nonDta: z.number(), without: z.number(), hazardRatio: z.number()}),
  survival: z.strictObject({nonDta: z.number(), without: z.number()})
});

/** Published figures against which the simulated trials are held (`data/demo/anchors-hovon.yaml`). */
export type HovonAnchors = z.infer<typeof anchorsSchema>;

/**
 * Reads the published figures.
 *
 * @param root the project's folder
 * @throws {Error} naming the file and the key where the file does not have the expected form
 */
export async function readHovonAnchors(root: string): Promise<HovonAnchors> {
  const file = join(root, "data", "demo", "anchors-hovon.yaml");
  const parsed = anchorsSchema.safeParse(parse(await readFile(file, "utf8")));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(`invalid anchors: data/demo/anchors-hovon.yaml: ${issue.path.join(".")}: ${issue.message}`);
}
