import {basename, dirname} from "node:path";
import {z} from "zod";
import {integer, number, text} from "../../study/scalars.js";
import {readDeclaration} from "../../study/readDeclaration.js";

const positive = integer.refine((value) => value > 0, "expected a number above 0");

const policySchema = z.strictObject({
  version: text,
  k: z.strictObject({plain: positive, sensitive: positive}),
  sensitive: z.array(text),
  homogeneous: z.array(text),
  forbidden: z.array(text),
  public_microdata: z.array(text),
  unnamed: z.array(text).default([]),
  curves: z.strictObject({
    events: positive,
    sensitive_events: positive,
    patients: positive,
    group_events: positive,
    group_others: positive,
    error: number,
    at_risk: positive,
    at_risk_base: positive
  }),
  values: z.strictObject({median: positive, quartiles: positive}),
  models: z.strictObject({events_per_parameter: positive, patients_per_level: positive}),
  lines: z.strictObject({patients: positive}),
  release: z.strictObject({batch: positive}),
  facts: z.array(text),
  complete: z.array(text).default([]),
  published: z.strictObject({
    groups: z.array(z.enum(["report", "gene", "class"])),
    pages: z.array(text),
    without: z.array(z.strictObject({why: text, blocks: z.array(text).min(1)})),
    main: z.array(text).default([])
  })
});

/** Rules of the public tier, as `data/disclosure/public.yaml` declares them. */
export type PublicPolicy = z.output<typeof policySchema>;

/** Where the rules are declared, below the project's root. */
export const publicPolicyFile = "data/disclosure/public.yaml";

/**
 * Reads the rules of the public tier: the project's own, or those of a file.
 *
 * @throws {HarmoniseError} naming file, line and key of what is wrong
 */
export function readPublicPolicy(root: string, file?: string): PublicPolicy {
  return file === undefined
    ? readDeclaration(root, publicPolicyFile, policySchema).value
    : readDeclaration(dirname(file), basename(file), policySchema).value;
}
