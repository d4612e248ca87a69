import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {parse} from "yaml";
import {z} from "zod";
import {labNames, readRegistryParameters, registrySchema, type RegistryParameters} from "../parameters.js";

const probability = z.number().min(0).max(1);
const positive = z.number().positive();
const count = z.number().int().min(0);
const byArm = <T extends z.ZodType>(value: T) => z.strictObject({midostaurin: value, placebo: value});
const byStratum = <T extends z.ZodType>(value: T) => z.strictObject({TKD: value, ITD_low: value, ITD_high: value});
const delay = z.strictObject({median: positive, sigma: positive});
const prognosis = z.strictObject({remissionLogit: z.number(), relapse: positive, death: positive});

const ownSchema = z.strictObject({
  overrides: registrySchema.partial(),
  blockSize: z.number().int().positive(),
  strata: z.strictObject({
    discordant: probability,
    highestRatio: positive,
    tkdWithItd: probability,
    classOddsTkd: z.record(z.string(), positive)
  }),
  shifts: z.strictObject({
    age: z.strictObject({mean: z.number(), spread: positive, sd: positive}),
    wbcLogMean: z.number(),
    female: probability,
    secondary: probability,
    marginals: z.record(z.string(), probability)
  }),
  calendar: z.strictObject({
    firstDay: z.string().regex(/^\d{4}-\d{2}-\d{2}$/u),
    accrualMonths: positive,
    cutoffMonths: positive,
    lastVisitMonths: positive
  }),
  course: z.strictObject({
    landmark: positive,
    remission: z.strictObject({median: positive, sigma: positive, earliest: positive}),
    nonRelapseUntil: z.array(positive).length(2),
    strata: byArm(byStratum(prognosis)),
    risk: z.strictObject({favourable: prognosis, intermediate: prognosis, adverse: prognosis})
  }),
  transplant: z.strictObject({
    firstRemission: byArm(probability),
    refractory: probability,
    refractoryDelay: delay,
    relapse: probability,
    relapseDelay: delay,
    secondRemissionShare: probability
  }),
  untreated: byArm(count),
  sequenced: count,
  sequencingDepth: positive,
  missing: z.record(z.enum([...labNames, "risk", "vaf"]), probability),
  sites: z.strictObject({
    countries: count,
    sites: count,
    wbcUnits: z.record(z.string(), positive),
    gramsPerLitre: probability,
    multiplesOfNormal: probability,
    upperLimitOfNormal: positive
  }),
  quirks: z.strictObject({
    ageInMonths: count,
    sexUnknown: count,
    partialRemission: count,
    noRow: probability,
    earlierLabs: probability
  }),
  defects: z.strictObject({negativeSurvival: count, wbcWithoutUnit: count})
});

/** What the simulated trial needs beside the calibration: its own parameters, and the registry’s with its values in place. */
export interface RatifyParameters extends Omit<z.infer<typeof ownSchema>, "overrides"> {
  readonly common: RegistryParameters;
}

/** How a subtype or a risk group fares against the whole arm. */
export type Prognosis = z.infer<typeof prognosis>;

/**
 * Reads the parameters of the simulated RATIFY-like trial (`data/demo/ratify.yaml`, on those of `amlsg.yaml`).
 *
 * @param root the project's folder
 * @throws {Error} naming the file and the key where the file does not have the expected form
 */
export async function readRatifyParameters(root: string): Promise<RatifyParameters> {
  const file = join(root, "data", "demo", "ratify.yaml");
  const parsed = ownSchema.safeParse(parse(await readFile(file, "utf8")));
  if (parsed.success) {
    const {overrides, ...own} = parsed.data;
    return {...own, common: {...(await readRegistryParameters(root)), ...overrides}};
  }
  const issue = parsed.error.issues[0];
  throw new Error(`invalid parameters: data/demo/ratify.yaml: ${issue.path.join(".")}: ${issue.message}`);
}
