import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {z} from "zod";

const rates = z.record(z.string(), z.number().min(0).max(1));

const clinicalSchema = z.object({
  n: z.number(),
  ageM: z.number(),
  ageSD: z.number(),
  fem: z.number(),
  wbcLM: z.number(),
  wbcLS: z.number(),
  pltLM: z.number(),
  pltLS: z.number(),
  hbM: z.number(),
  hbSD: z.number(),
  ldhLM: z.number(),
  ldhLS: z.number(),
  bmM: z.number(),
  bmSD: z.number(),
  pbM: z.number(),
  pbSD: z.number(),
  sec: z.number()
});

const tier = z.enum(["A", "B", "C", "D"]);

const multistateSchema = z.object({
  tier,
  pCR: z.number(),
  tCR_median_d: z.number(),
  tCR_sigma: z.number(),
  relapse: z.object({cure: z.number(), median_d: z.number(), sigma: z.number()}),
  nrm_per_year: z.object({y0_2: z.number(), after: z.number()})
});

const curedWeibull = z.object({cure: z.number(), shape: z.number(), scale_d: z.number()});

const armSchema = z.object({
  pED: z.number(),
  pCR60: z.number(),
  relapse: z.object({cure: z.number(), median_d: z.number(), sigma: z.number()}),
  nrm: z.array(z.number()).length(3),
  postRelapse: curedWeibull,
  refractory: curedWeibull
});

const ratifySchema = z.object({
  n: z.object({midostaurin: z.number().int(), placebo: z.number().int()}),
  flt3: z.object({
    TKD: z.number(),
    ITD_low: z.number(),
    ITD_high: z.number(),
    cut: z.number(),
    minAR: z.number(),
    ITD_AR_lognormal: z.object({median: z.number(), sigma: z.number()})
  }),
  arms: z.object({midostaurin: armSchema, placebo: armSchema})
});

const calibrationSchema = z.object({
  seed: z.number().int(),
  classWeights: z.record(z.string(), rates),
  clinicalByClass: z.record(z.string(), clinicalSchema),
  geneByClass: z.record(z.string(), rates),
  cytoByClass: z.record(z.string(), rates),
  withinClassOddsRatio: z.array(z.tuple([z.string(), z.string(), z.number().positive()])),
  npm1_dnmt3a_itd_counts_in_NPM1: z.record(z.string(), z.number()),
  multistate: z.record(z.string(), multistateSchema),
  postRelapse: z.record(tier, curedWeibull),
  neverCR: z.record(tier, curedWeibull),
  covariateHR: z.object({
    relapse: z.object({
      allo_CR1_td: z.number(),
      age_per10: z.number(),
      wbc_per_doubling: z.number(),
      FLT3_ITD: z.number(),
      DNMT3A: z.number()
    }),
    nrm: z.object({allo_CR1_td: z.number(), age_per10: z.number()}),
    os_extra: z.object({NPM1xITDxDNMT3A: z.number()})
  }),
  allo: z.object({AMLSG: z.object({any: z.number(), inCR1: z.number(), day_q: z.array(z.number()).length(5)})}),
  ratify: ratifySchema
});

/** The published and observed aggregates that the simulated partners follow (`data/demo/calibration.json`). */
export type Calibration = z.infer<typeof calibrationSchema>;
/** Location, spread and sex ratio of the baseline variables in one genomic class. */
export type ClassBaseline = z.infer<typeof clinicalSchema>;
/** Remission, relapse and death of one genomic class. */
export type ClassCourse = z.infer<typeof multistateSchema>;
/** Remission, relapse and death in one arm of the trial. */
export type ArmCourse = z.infer<typeof armSchema>;
/** A Weibull time of which a share never comes. */
export type CuredWeibull = z.infer<typeof curedWeibull>;
export type Tier = z.infer<typeof tier>;

/**
 * Reads the calibration of the demo partners.
 *
 * @param root the project's folder
 * @throws {Error} naming the file and the key where the file does not have the expected form
 */
export async function readCalibration(root: string): Promise<Calibration> {
  const file = join(root, "data", "demo", "calibration.json");
  const parsed = calibrationSchema.safeParse(JSON.parse(await readFile(file, "utf8")));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(`invalid calibration: data/demo/calibration.json: ${issue.path.join(".")}: ${issue.message}`);
}
