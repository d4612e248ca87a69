import {readFileSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {parse} from "yaml";
import {z} from "zod";

const figures = z.record(z.string(), z.number());

const anchorsSchema = z.strictObject({
  strata: figures,
  male: figures,
  age: figures,
  genes: figures,
  remission: figures,
  deaths: figures,
  transplant: z.number(),
  transplantInFirstRemission: figures,
  median: z.strictObject({OS: figures, EFS: figures}),
  medianTolerance: z.strictObject({EFS: z.number()}),
  survival: z.array(
    z.strictObject({
      endpoint: z.enum(["OS", "EFS", "OS censored at transplant"]),
      years: z.number(),
      arms: figures,
      stratum: z.string().optional()
    })
  ),
  survivalByRisk: z.strictObject({years: z.number(), strata: z.array(z.string()), risks: figures}),
  hazardRatio: z.strictObject({OS: z.number(), EFS: z.number(), CIR: z.number()}),
  hazardRatioByStratum: figures
});

/** Published figures against which the simulated trial is held (`data/demo/anchors-ratify.yaml`). */
export type RatifyAnchors = z.infer<typeof anchorsSchema>;

/**
 * Reads the published figures of the trial.
 *
 * @param root the project's folder
 * @throws {Error} naming the file and the key where the file does not have the expected form
 */
export async function readRatifyAnchors(root: string): Promise<RatifyAnchors> {
  return ratifyAnchors(await readFile(join(root, anchorsFile), "utf8"));
}

/** The same, from where nothing can wait. */
export function readRatifyAnchorsSync(root: string): RatifyAnchors {
  return ratifyAnchors(readFileSync(join(root, anchorsFile), "utf8"));
}

const anchorsFile = join("data", "demo", "anchors-ratify.yaml");

function ratifyAnchors(text: string): RatifyAnchors {
  const parsed = anchorsSchema.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(`invalid anchors: data/demo/anchors-ratify.yaml: ${issue.path.join(".")}: ${issue.message}`);
}
