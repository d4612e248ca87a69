import {z} from "zod";
import {integer, number, text, truth} from "../study/scalars.js";

const share = number.refine((value) => value > 0 && value <= 1, "expected a number above 0 and up to 1");
const threshold = integer.refine((value) => value >= 2, "expected 2 or more");
const positive = integer.refine((value) => value >= 1, "expected 1 or more");

/**
 * One level of a ladder. Without a rule values stay as they are; `cuts` are the lower edges of bands of a number, the first
 * band being all below the first cut; `groups` names the codes that a code stands for; `top` is where numbers are cut off;
 * `drop` leaves nothing.
 */
const level = z.strictObject({
  name: text,
  cuts: z.array(number).min(1).optional(),
  groups: z.record(text, z.array(text).min(1)).optional(),
  top: number.optional(),
  drop: truth.optional()
});

/** `from` is the lowest level that a release may have, `weight` how much a loss of the attribute counts. */
const ladder = z.strictObject({
  from: integer.optional(),
  weight: number.refine((value) => value > 0, "expected a number above 0").default(1),
  levels: z.array(level).min(1)
});

/**
 * What is done with a column. `keep`, `drop`; `pseudonym`: keys hashed anew; `ladder`: a quasi-identifier; `months`: a day
 * by one that stands for its month, cut off; `bins n`: a number by the median of its quantile bin, `bins n in c` within
 * each value of column c; `round x`, `significant n`; `tail`:
 * the ends of a count pooled; `rare`: a value of few patients blanked, `rare in c` within each value of column c; `rows`:
 * rows with a value of few patients left out; `flag`: the whole column blanked if a value has few patients; `variant`,
 * `class`: by rules of their own; `recount`: made again; `small`: rows with a small count left out; `unquote`: quoted
 * tokens blanked.
 */
export const treatmentPattern =
  /^(keep|drop|pseudonym|ladder|months|bins \d+( in [a-z_0-9]+)?|round 0\.\d+|significant \d+|tail|rare|rare in [a-z_]+|rows|flag|variant|class|recount|small|unquote)$/;
const treatment = text.regex(treatmentPattern, "unknown treatment");

const privacyClass = z.enum(["direct", "quasi", "sensitive", "genomic", "aggregate_ok", "never_public"]);

const table = z
  .strictObject({
    decision: z.enum(["keep", "generalise", "aggregate", "drop"]),
    /** Its texts are sentences of the project's own declarations. */
    prose: truth.optional(),
    columns: z.record(text, treatment).default({}),
    /** Columns that the disease pack names: their class in the dictionary, and what is done with them. */
    others: z.strictObject({class: privacyClass, treatment}).optional()
  })
  .refine(({decision, columns}) => (decision === "drop") === (Object.keys(columns).length === 0), {
    message: "a table has columns if and only if it is not dropped"
  });

/** A declaration of what a tier of rows may hold (`data/disclosure/*.yaml`). */
export const policySchema = z.strictObject({
  id: text,
  version: text,
  k: threshold,
  l: positive,
  outcome_month: positive,
  max_risk: share,
  max_mean_risk: share,
  max_suppression: number.refine((value) => value >= 0 && value < 1, "expected a number from 0 to below 1"),
  min_curve: positive,
  /** What is to be known of everybody: patients of a source are left out where it is not known of fewer than k of them. */
  complete: z.array(text).default([]),
  /** Names of sources, and of whoever stands behind them, that no text may tell. */
  unnamed: z.array(text).default([]),
  times: z.strictObject({step_months: positive, top_months: positive}),
  quasi_identifiers: z.record(text, ladder),
  tables: z.record(text, table)
});

/** The policy of a tier of rows. */
export type Policy = z.infer<typeof policySchema>;
/** What is decided for one table. */
export type TablePolicy = Policy["tables"][string];
/** The levels of a quasi-identifier, from the least to the most general. */
export type Ladder = Policy["quasi_identifiers"][string];
/** One level of a ladder. */
export type LadderLevel = Ladder["levels"][number];
