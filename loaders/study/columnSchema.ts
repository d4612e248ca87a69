import {z} from "zod";
import {codeOf, text, token, tokens, truth} from "./scalars.js";
import {transformsSchema} from "./transformSchema.js";

// A censored value is a value, so no missing token stands for one.
const nullReason = codeOf("nullReason").refine((reason) => reason !== "CENSORED_LOD", "invalid reason: CENSORED_LOD");

/** Whole-cell tokens that mean "no value", each with its reason. A bare list means `UNKNOWN`. */
export const missingSchema = z.union([
  tokens.transform((list) => Object.fromEntries(list.map((d) => [d, "UNKNOWN"]))),
  z.record(token, nullReason)
]);

/**
 * The raw column that tells the unit of a value, the UCUM unit that each of its tokens stands for, and the tokens of units that
 * cannot be converted, each with the reason why there is no value.
 */
const unitColumnSchema = z.strictObject({
  column: text,
  codes: z.record(token, text),
  missing: z.record(token, nullReason).optional()
});

/** How one raw column is read and what it becomes. */
export const columnSchema = z.strictObject({
  /** `patients.<column>`, `mutations.<column>`, `cytogenetics.<flag or status>` or `alterations.<name>`. */
  to: text,
  /** UCUM unit in which the partner delivers; required where the variable has a unit. */
  unit: z.union([text, unitColumnSchema]).optional(),
  /** How a fraction becomes a whole number, for whole-number variables only. */
  round: z.enum(["nearest", "down"]).optional(),
  missing: missingSchema.optional(),
  /** Misspelt or decorated tokens and what they stand for; each use is counted. */
  repairs: z.record(token, token).optional(),
  transform: transformsSchema.optional(),
  /** Raw code to harmonised code. A token that is not listed is refused. */
  codes: z.record(token, token).optional(),
  /** The value counts only where this other raw column has one; else not tested. */
  needs: text.optional(),
  /** Another raw column said to hold the same; differences are counted. */
  compare: text.optional(),
  /** Tokens such as `<5` and `>90` give their limit, which is kept as censored. Numbers only. */
  censored: truth.optional(),
  /** The value is the ratio of this raw column x and another y: x / y, x / (x + y) or x / (y − x). */
  ratio: z.strictObject({with: text, as: z.enum(["share", "part", "odds"])}).optional(),
  /**
   * The value is the year of the date in this other raw column, or in the patient's first row of another file, less the year
   * in this one; one less where month and day, which other columns of the row tell, are not reached yet.
   */
  yearsTo: z
    .strictObject({column: text, format: tokens, file: text.optional(), month: text.optional(), day: text.optional()})
    .refine(({month, day}) => day === undefined || month !== undefined, "missing key: month")
    .optional(),
  /** The variable is fed by columns above; this one fills where they know nothing. Variables of patients only. */
  fallback: truth.default(false)
});

/** A raw column with a code list of its own, inside an event, a treatment, an endpoint or a sample. */
export const codedSchema = z.strictObject({
  column: text,
  codes: z.record(token, token),
  missing: missingSchema.optional(),
  repairs: z.record(token, token).optional()
});

export type MappedColumn = z.output<typeof columnSchema>;
export type UnitColumn = z.output<typeof unitColumnSchema>;
export type CodedColumn = z.output<typeof codedSchema>;
export type MissingTokens = z.output<typeof missingSchema>;
