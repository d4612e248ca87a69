import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {parse} from "yaml";
import {z} from "zod";

const probability = z.number().min(0).max(1);
const probabilities = z.record(z.string(), probability);
const range = z.tuple([z.number(), z.number()]);
const logTime = z.object({median: z.number().positive(), sigma: z.number().positive()});
export const labNames = ["wbc", "haemoglobin", "platelets", "ldh", "bmBlasts", "pbBlasts"] as const;
export type LabName = (typeof labNames)[number];
const lab = z.enum(labNames);

/** Form of the parameters that every simulated partner has. */
export const registrySchema = z.strictObject({
  source: z.string(),
  patients: z.number().int().positive(),
  ids: z.strictObject({
    prefix: z.string(),
    digits: z.number().int(),
    suffix: z.string(),
    outsideMutationSamples: z.number().int(),
    outsideKaryotypes: z.number().int()
  }),
  age: z.strictObject({
    minimum: z.number().int(),
    maximum: z.number().int(),
    tailRatio: probability,
    bands: z.array(z.strictObject({from: z.number(), to: z.number(), n: z.number()})).nonempty()
  }),
  trials: z.strictObject({
    codes: z.array(z.string()).nonempty(),
    byAge: z.array(z.strictObject({to: z.number(), weights: z.array(probability)})).nonempty()
  }),
  followUp: z.record(z.string(), z.strictObject({medianMonths: z.number(), shape: z.number()})),
  secondaryTypes: probabilities,
  labs: z.strictObject({
    correlation: z.array(z.tuple([lab, lab, z.number().min(-1).max(1)])),
    limits: z.record(lab, range)
  }),
  ecog: z.array(z.number()),
  splenomegaly: probability,
  missing: z.strictObject({
    haemoglobin: probability,
    platelets: probability,
    wbc: probability,
    ldh: probability,
    bmBlasts: probability,
    pbBlasts: probability,
    ecog: probability,
    splenomegaly: probability,
    kmt2aPtd: probability,
    cebpa: probability,
    karyotype: probability,
    riskOnly: probability,
    earlyDeath: z.number(),
    karyotypeWords: z.strictObject({failed: probability, notDone: probability, missing: probability}),
    narrativeKaryotypes: z.number().int()
  }),
  recruitment: z.record(z.string(), z.strictObject({from: z.iso.date(), to: z.iso.date()})),
  partialRemission: probability,
  karyotypes: z.strictObject({lossOf9: probability, hybridised: probability}),
  defects: z.strictObject({
    duplicatePatients: z.number().int(),
    relapseBeforeRemission: z.number().int(),
    sexDiscordant: z.number().int(),
    unmappedSymbols: z.record(z.string(), z.string()),
    npm1WithCoreBindingFactor: z.number().int(),
    unparsableKaryotypes: z.number().int(),
    permutedFile: z.literal("flt3itd.tsv")
  }),
  rareGenes: probabilities,
  rareFlags: z.record(z.string(), probabilities),
  logitPerDecade: z.record(z.string(), z.number()),
  logitMale: z.record(z.string(), z.number()),
  couplings: z.array(z.tuple([z.string(), z.string(), z.number().positive()])),
  complexOddsRatio: z.record(z.string(), z.number().positive()),
  itd: z.strictObject({
    counts: z.array(z.number()),
    lengthQuantiles: z.array(z.number()).length(5),
    callerMisses: probability,
    callerExtra: probability
  }),
  vaf: z.strictObject({
    concentration: z.number(),
    default: probability,
    xLinked: z.array(z.string()),
    mean: probabilities
  }),
  courses: z.record(
    z.string(),
    z.strictObject({
      remissionLogit: z.number().optional(),
      relapseCureLogit: z.number().optional(),
      relapseTime: z.number().positive().optional(),
      relapseSpread: z.number().positive().optional(),
      nonRelapse: z.number().positive().optional(),
      afterRelapseCureLogit: z.number().optional(),
      afterRelapseTime: z.number().positive().optional(),
      refractoryCure: probability.optional(),
      refractoryTime: z.number().positive().optional()
    })
  ),
  outcome: z.strictObject({
    relapse: z.strictObject({npm1Dnmt3a: z.number().positive(), triple: z.number().positive()}),
    remissionLogitPerDecade: z.number(),
    deathPerDecade: z.number().positive(),
    from60: z.strictObject({remissionLogit: z.number(), death: z.number().positive()}),
    assessment1: z.strictObject({mean: z.number(), sd: z.number()}),
    inductionDeathWindow: z.number(),
    refractoryThenRemission: z.strictObject({lateAfter: z.number(), probability}),
    secondAssessment: z.strictObject({probability, delayMean: z.number(), delaySd: z.number()}),
    longestRemissionDay: z.number()
  }),
  transplant: z.strictObject({
    maximumAge: z.number(),
    firstRemission: z.strictObject({A: probability, B: probability, C: probability, D: probability}),
    autologousFirstRemission: probability,
    refractory: probability,
    refractoryDay: logTime,
    relapse: probability,
    relapseDelay: logTime,
    secondRemissionShare: probability,
    donors: z.record(z.string(), z.number())
  })
});

/** What the simulated registry needs beside the calibration (`data/demo/amlsg.yaml`). */
export type RegistryParameters = z.infer<typeof registrySchema>;

/**
 * Reads the parameters of the simulated AMLSG-like registry.
 *
 * @param root the project's folder
 * @throws {Error} naming the file and the key where the file does not have the expected form
 */
export async function readRegistryParameters(root: string): Promise<RegistryParameters> {
  const file = join(root, "data", "demo", "amlsg.yaml");
  const parsed = registrySchema.safeParse(parse(await readFile(file, "utf8")));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(`invalid parameters: data/demo/amlsg.yaml: ${issue.path.join(".")}: ${issue.message}`);
}
