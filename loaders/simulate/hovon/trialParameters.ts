import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {parse} from "yaml";
import {z} from "zod";
import {labNames, readRegistryParameters, registrySchema, type RegistryParameters} from "../parameters.js";

const probability = z.number().min(0).max(1);
const positive = z.number().positive();
const normal = z.strictObject({mean: z.number(), sd: positive});
const left = z.strictObject({median: positive, sigma: positive});
const count = z.number().int().min(0);
const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u);

const ownSchema = z.strictObject({
  overrides: registrySchema.partial(),
  shifts: z.strictObject({
    age: z.strictObject({mean: z.number(), spread: positive, sd: positive}),
    wbcLogMean: z.number(),
    femaleLogit: z.number(),
    secondaryLogit: z.number(),
    marginals: z.record(z.string(), probability),
    remission: z.strictObject({logit: z.number(), time: positive}),
    relapse: z.strictObject({cureLogit: z.number()}),
    nonRelapse: z.strictObject({factor: positive}),
    afterRelapse: z.strictObject({cureLogit: z.number()})
  }),
  countries: z.strictObject({NL: probability, BE: probability, CH: probability}),
  registration: z.record(z.string(), z.strictObject({from: isoDate, to: isoDate})),
  response: z.strictObject({
    cycle1: normal,
    next: normal,
    cycle1Until: positive,
    cycle2Until: positive,
    incomplete: probability,
    partial: probability
  }),
  residual: z.strictObject({
    sampled: probability,
    persistence: z.record(z.string(), probability),
    persistenceOther: probability,
    left: z.strictObject({dta: left, other: left}),
    limitOfDetection: positive,
    relapseFactor: z.strictObject({other: positive, dtaOnly: positive}),
    flow: z.strictObject({
      done: probability,
      positiveIfPersistent: probability,
      positiveOtherwise: probability,
      limitOfDetection: positive
    })
  }),
  missing: z.record(z.enum([...labNames, "ecog", "splenomegaly", "karyotype", "sequencing"]), probability),
  arrays: z.strictObject({expression: count, copyNumber: count, discordant: probability}),
  myelodysplasia: count,
  defects: z.strictObject({
    aliveAfterDeath: count,
    outOfRange: count,
    lostZeros: count,
    partialRelapse: count,
    partialRemission: count
  })
});

/** What the simulated trials need beside the calibration: their own parameters, and the registry’s with theirs in place. */
export interface TrialParameters extends Omit<z.infer<typeof ownSchema>, "overrides"> {
  readonly common: RegistryParameters;
}

/**
 * Reads the parameters of the simulated HOVON-like trials (`data/demo/hovon.yaml`, on those of `amlsg.yaml`).
 *
 * @param root the project's folder
 * @throws {Error} naming the file and the key where the file does not have the expected form
 */
export async function readTrialParameters(root: string): Promise<TrialParameters> {
  const file = join(root, "data", "demo", "hovon.yaml");
  const parsed = ownSchema.safeParse(parse(await readFile(file, "utf8")));
  if (parsed.success) {
    const {overrides, ...own} = parsed.data;
    return {...own, common: {...(await readRegistryParameters(root)), ...overrides}};
  }
  const issue = parsed.error.issues[0];
  throw new Error(`invalid parameters: data/demo/hovon.yaml: ${issue.path.join(".")}: ${issue.message}`);
}
