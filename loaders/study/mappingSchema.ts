import {z} from "zod";
import type {VocabularyName} from "../../src/model/vocabulary.js";
import {endpointDefinitions} from "../harmonise/endpoints.js";
import type {FileFormat} from "./formatSchema.js";
import {formatSchema} from "./formatSchema.js";
import {landmarksSchema} from "./landmarksSchema.js";
import {codeOf, integer, name, number, text, token, tokens, truth} from "./scalars.js";
import {transformsSchema} from "./transformSchema.js";

// A censored value is a value, so no missing token stands for one.
const nullReason = codeOf("nullReason").refine((reason) => reason !== "CENSORED_LOD", "invalid reason: CENSORED_LOD");

/** Whole-cell tokens that mean "no value", each with its reason. A bare list means `UNKNOWN`. */
const missingSchema = z.union([
  tokens.transform((list) => Object.fromEntries(list.map((d) => [d, "UNKNOWN"]))),
  z.record(token, nullReason)
]);

/** How one raw column is read and what it becomes. */
const columnSchema = z.strictObject({
  /** `patients.<column>`, `mutations.<column>`, `cytogenetics.<flag or status>` or `alterations.<name>`. */
  to: text,
  /** UCUM unit in which the partner delivers; required where the variable has a unit. */
  unit: text.optional(),
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
  /** The variable is fed by columns above; this one fills where they know nothing. Variables of patients only. */
  fallback: truth.default(false)
});

/**
 * Condition on a raw column: the row takes part if the token is listed, tokens in neither list being refused, or if the
 * number as delivered is below a limit.
 */
const conditionSchema = z.union([
  tokens.transform((is) => ({is, not: undefined, below: undefined})),
  z.strictObject({is: tokens, not: tokens.optional()}).transform((d) => ({...d, not: d.not, below: undefined})),
  z.strictObject({below: number}).transform(({below}) => ({is: [], not: undefined, below}))
]);
const whenSchema = z.record(z.string(), conditionSchema);

const codedSchema = z.strictObject({
  column: text,
  codes: z.record(token, token),
  missing: missingSchema.optional(),
  repairs: z.record(token, token).optional()
});

/** A fact with a day: one event of the patient for every row that fulfils `when` and has a day. */
const eventSchema = z.strictObject({
  event: codeOf("event"),
  /** Raw column with the time from the index event. */
  day: text,
  unit: text.default("d"),
  when: whenSchema.optional(),
  cause: codedSchema.optional()
});

const treatmentSchema = z.strictObject({
  phase: codeOf("treatmentPhase"),
  start: text,
  unit: text.default("d"),
  when: whenSchema.optional(),
  donor: codedSchema.optional(),
  remission_at_hct: codedSchema.optional()
});

/** A ready-made endpoint of the partner, kept for agreement checks only. */
const reportedSchema = z
  .strictObject({
    endpoint: codeOf("endpoint"),
    /** Definition that the partner followed; the disease pack's first of the endpoint if not given. */
    definition: codeOf("endpointDefinition").optional(),
    time: text,
    unit: text.default("d"),
    status: codedSchema
  })
  .refine(
    ({endpoint, definition}) => definition === undefined || endpointDefinitions[definition].endpoint === endpoint,
    {path: ["definition"], message: "expected a definition of the endpoint"}
  );

/** Rows left out on purpose (`drop`, or all but those of `keep`), or kept on purpose (`count`), counted under the reason. */
const filterSchema = z
  .strictObject({drop: whenSchema.optional(), keep: whenSchema.optional(), count: whenSchema.optional(), reason: text})
  .refine(
    ({drop, keep, count}) => [drop, keep, count].filter((d) => d !== undefined).length === 1,
    "expected one of drop, keep and count"
  );

/** Which of several rows of a patient stands for the patient: the first by these columns, in their order. */
const chooseSchema = z.strictObject({
  /** What a row is: specimen, visit … */
  what: text,
  /** `order`: tokens that come first, the most preferred first; `lowest`: numbers, the lowest first, then the others. */
  by: z
    .array(
      z.union([
        z.strictObject({column: text, order: z.array(token).min(1)}),
        z.strictObject({column: text, lowest: z.literal("true").transform(() => true as const)})
      ])
    )
    .min(1),
  /** Columns that should be the same in all rows of a patient; patients in whom they are not are counted. */
  same: z.array(text).default([])
});

/** A raw column with calendar dates, read as days from the patient's index date. */
const dateSchema = z.strictObject({
  /** `yyyy-MM-dd`, `dd.MM.yyyy`, `dd-MMM-yyyy` …; the first that fits. */
  format: tokens,
  /** Raw column with the index date, in this file or another; written as this one unless it has a format. */
  from: z.union([
    text.transform((column) => ({column, file: undefined, format: undefined})),
    z.strictObject({column: text, file: name.optional(), format: tokens.optional()})
  ]),
  /** What becomes of a date of which only the year, or year and month, are known. */
  partial: z.enum(["refuse", "middle"]).default("refuse")
});

const fileSchema = z.strictObject({
  file: text,
  format: formatSchema,
  /**
   * `patients`: one row a patient, defines the cohort. `details`: at most one row a patient. `mutations`: one row a
   * call. `facts`: any number of rows a patient, for events and treatments.
   */
  rows: z.enum(["patients", "details", "mutations", "facts"]),
  /**
   * Raw column with the partner's patient id; with `through`, with an id which a column of another file has too, whose
   * row tells the patient: a specimen, say.
   */
  key: z.strictObject({
    column: text,
    transform: transformsSchema.optional(),
    through: z.strictObject({file: name, column: text}).optional()
  }),
  /** Identifiers of the patient that other sources may have too, by name. Kept as hashes while sources are joined. */
  identifiers: z
    .record(
      name,
      z.strictObject({column: text, transform: transformsSchema.optional(), missing: missingSchema.optional()})
    )
    .default({}),
  onDuplicate: z.enum(["reject", "stop"]).default("reject"),
  /** Patients' file only: several rows a patient are expected, and one of them is chosen. */
  choose: chooseSchema.optional(),
  /** Patients' file only: what becomes of a patient without follow-up. Kept, the patient is in no endpoint. */
  withoutFollowUp: z.enum(["refuse", "keep"]).default("refuse"),
  missing: missingSchema.default({}),
  filters: z.array(filterSchema).default([]),
  dates: z.record(z.string(), dateSchema).default({}),
  columns: z.record(z.string(), z.union([z.array(columnSchema), columnSchema.transform((d) => [d])])).default({}),
  /** Raw columns named by gene, one status each. */
  genes: z
    .strictObject({
      columns: z.array(text),
      codes: z.record(token, z.enum(["0", "1"])),
      missing: missingSchema.optional()
    })
    .optional(),
  events: z.array(eventSchema).default([]),
  treatments: z.array(treatmentSchema).default([]),
  reported: z.array(reportedSchema).default([]),
  /** Mutation rows only: raw column that identifies a call, the assay that made them, the assembly. */
  id: text.optional(),
  /** The assay by name, or where one file holds calls of several on the same sample, the column that tells it. */
  assay: z
    .union([
      name.transform((assay) => ({column: undefined, codes: {}, assays: [assay]})),
      z
        .strictObject({column: text, codes: z.record(token, name)})
        .transform(({column, codes}) => ({column, codes, assays: [...new Set(Object.values(codes))]}))
    ])
    .optional(),
  /** Mutation rows only: codes of variables for which there is no raw column. */
  constants: z.strictObject({call_class: codeOf("callClass").optional(), qc: codeOf("callQc").optional()}).default({}),
  genome: codeOf("referenceGenome").optional(),
  /** Mutation rows only: which raw columns tell that two rows report one variant, and whose row to keep. */
  duplicates: z
    .strictObject({
      by: z.array(text).min(1),
      prefer: z.strictObject({column: text, order: z.array(token).min(1)}).optional()
    })
    .optional(),
  /** Mutation rows only: whether a gene that no declaration names is a fault, or of no interest (exomes). */
  otherGenes: z.enum(["refuse", "leaveOut"]).optional()
});

/** What is the same in all patients, or a column of a file with one row a patient that tells it. */
const codeOrColumn = (vocabulary: VocabularyName) =>
  z.union(
    [codeOf(vocabulary), codedSchema.extend({file: name})],
    `expected a code of ${vocabulary}, or file, column, codes`
  );

const sampleSchema = z.strictObject({
  timepoint: codeOrColumn("timepoint"),
  material: codeOrColumn("material").optional(),
  day: integer.optional()
});

const assaySchema = z.strictObject({
  type: codeOf("assayType"),
  sample: name,
  panel: name.optional(),
  reference_genome: codeOf("referenceGenome").optional(),
  lod_vaf: number.optional(),
  /** Which patients had it: all; those with a row in a file; those whose row in a file fulfils a condition. */
  patients: z.union([z.literal("all"), z.strictObject({file: name, when: whenSchema.optional()})]).default("all"),
  /** Those of them in whom it gave no result: whose row in a file fulfils a condition. */
  failed: z.strictObject({file: name, when: whenSchema}).optional(),
  /** `karyotype`: failed or not done where the karyotype is. */
  status: z.enum(["done", "karyotype"]).default("done")
});

/** Which evidence decides an alteration, first known value first, and which is only compared with the decision. */
const resolveSchema = z.strictObject({
  /** `<file>.<raw column>`, or `calls` for the mutation rows. */
  decide: z.array(text).min(1),
  compare: z.array(text).default([])
});

/** A mapping: how one partner's files become the harmonised model. */
export const mappingSchema = z.strictObject({
  source: name,
  version: text,
  samples: z.record(name, sampleSchema),
  assays: z.record(name, assaySchema).default({}),
  files: z.record(name, fileSchema),
  resolve: z.record(z.string(), resolveSchema).default({}),
  /** Landmarks of endpoint definitions where they differ from the disease pack's. */
  landmarks: landmarksSchema.default({}),
  /** Alterations or genes whose status eligibility fixes: 1 mutated, 0 wild type. */
  byDesign: z
    .record(
      z.string(),
      z.enum(["0", "1"]).transform((d) => (d === "1" ? 1 : 0))
    )
    .default({})
});

export type Mapping = z.output<typeof mappingSchema>;
export type MappedFile = Mapping["files"][string];
export type MappedColumn = MappedFile["columns"][string][number];
export type MappedEvent = MappedFile["events"][number];
export type MappedTreatment = MappedFile["treatments"][number];
export type MappedReported = MappedFile["reported"][number];
export type CodedColumn = z.output<typeof codedSchema>;
export type When = z.output<typeof whenSchema>;
export type MissingTokens = z.output<typeof missingSchema>;
export type {FileFormat};
