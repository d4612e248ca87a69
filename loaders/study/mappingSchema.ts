import {z} from "zod";
import type {VocabularyName} from "../../src/model/vocabulary.js";
import {codedSchema, columnSchema, type MissingTokens, missingSchema} from "./columnSchema.js";
import {whenSchema} from "./conditionSchema.js";
import {eventSchema, reportedSchema, responseSchema, treatmentSchema} from "./courseSchema.js";
import type {FileFormat} from "./formatSchema.js";
import {formatSchema, omopFormatSchema} from "./formatSchema.js";
import {landmarksSchema} from "./landmarksSchema.js";
import {pivotSchema} from "./pivotSchema.js";
import {codeOf, integer, name, number, text, token, tokens, truth} from "./scalars.js";
import {timeToEventSchema} from "./timeToEventSchema.js";
import {transformsSchema} from "./transformSchema.js";

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

const geneColumnsSchema = z
  .strictObject({
    columns: z.array(text),
    codes: z.record(token, z.enum(["0", "1"])),
    missing: missingSchema.optional()
  })
  .transform((d) => ({...d, column: undefined as string | undefined}));

/** Of a matrix: the column with the symbols. */
const matrixOf = (column: string): z.output<typeof geneColumnsSchema> => ({columns: [], codes: {}, column});

const fileSchema = z.strictObject({
  file: text,
  format: formatSchema,
  /**
   * `patients`: one row a patient, defines the cohort. `details`: at most one row a patient. `mutations`: one row a
   * call. `facts`: any number of rows a patient, for events, treatments and responses. `mrd`: one row a test for residual
   * disease. `segments`: one row a segment of copy number. `cna`: one row a gene and sample. `expression`: one row a gene, one column a patient.
   */
  rows: z.enum(["patients", "details", "mutations", "facts", "mrd", "segments", "cna", "expression"]),
  /**
   * Raw column with the partner's patient id; with `through`, with an id which a column of another file has too, whose
   * row tells the patient: a specimen, say.
   */
  key: z
    .strictObject({
      column: text.optional(),
      /** Expression only: patients are columns, and their ids stand in the header. */
      header: z.literal("true").optional(),
      transform: transformsSchema.optional(),
      /** Misspelt tokens and the ids they stand for; each use is counted. */
      repairs: z.record(token, token).optional(),
      through: z.strictObject({file: name, column: text}).optional()
    })
    .refine(({column, header}) => (column === undefined) !== (header === undefined), "expected column or header")
    .transform(({column = "", header, ...rest}) => ({column, header: header === "true", ...rest})),
  /** Identifiers of the patient that other sources may have too, by name. Kept as hashes while sources are joined. */
  identifiers: z
    .record(
      name,
      z.strictObject({column: text, transform: transformsSchema.optional(), missing: missingSchema.optional()})
    )
    .default({}),
  onDuplicate: z.enum(["reject", "stop"]).default("reject"),
  /** Rows are times to events of an analysis dataset; they get days and a status before anything else reads them. */
  timeToEvent: timeToEventSchema.optional(),
  /** Details only: the file has several rows a patient, one a name, which become one before anything else reads it. */
  pivot: pivotSchema.optional(),
  /** Names of all columns in the order that was agreed; without it, a missing column stops the run. */
  header: z.array(text).min(1).optional(),
  /** Patients and details: several rows a patient are expected, and one of them is chosen. */
  choose: chooseSchema.optional(),
  /** Patients' file only: what becomes of a patient without follow-up. Kept, the patient is in no endpoint. */
  withoutFollowUp: z.enum(["refuse", "keep"]).default("refuse"),
  missing: missingSchema.default({}),
  filters: z.array(filterSchema).default([]),
  dates: z.record(z.string(), dateSchema).default({}),
  columns: z.record(z.string(), z.union([z.array(columnSchema), columnSchema.transform((d) => [d])])).default({}),
  /** Raw columns named by gene, one status each. */
  genes: z
    .union([geneColumnsSchema, z.strictObject({column: text}).transform(({column}) => matrixOf(column))])
    .optional(),
  events: z.array(eventSchema).default([]),
  treatments: z.array(treatmentSchema).default([]),
  reported: z.array(reportedSchema).default([]),
  responses: z.array(responseSchema).default([]),
  /** Sample that the rows are about: residual disease, segments, expression. */
  sample: name.optional(),
  /** Expression only: unit of all values. */
  unit: codeOf("expressionUnit").optional(),
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
  /** Mutations and residual disease only: values of variables for which there is no raw column. */
  constants: z
    .strictObject({
      call_class: codeOf("callClass").optional(),
      qc: codeOf("callQc").optional(),
      method: codeOf("mrdMethod").optional(),
      target: text.optional(),
      status: codeOf("mrdStatus").optional(),
      unit: codeOf("mrdUnit").optional(),
      lod: number.optional(),
      is_dta: truth.optional()
    })
    .default({}),
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

/**
 * Adds to the missing tokens of a pivoted file, wherever it declares some, what its cells hold where a patient has no row of
 * the name: nothing, which was not collected unless the mapping says otherwise.
 */
function withAbsentTokens(file: z.output<typeof fileSchema>): z.output<typeof fileSchema> {
  if (!file.pivot) return file;
  const add = <D extends {readonly missing?: MissingTokens}>(declared: D): D =>
    declared.missing ? {...declared, missing: {"": "NOT_COLLECTED", ...declared.missing}} : declared;
  const addIn = <D>(entries: Readonly<Record<string, D>>, change: (declared: D) => D): Record<string, D> =>
    Object.fromEntries(Object.entries(entries).map(([name, declared]) => [name, change(declared)]));
  return {
    ...add(file),
    columns: addIn(file.columns, (specs) => specs.map(add)),
    identifiers: addIn(file.identifiers, add),
    genes: file.genes && add(file.genes),
    events: file.events.map((d) => ({...d, cause: d.cause && add(d.cause)})),
    treatments: file.treatments.map((d) => ({
      ...d,
      donor: d.donor && add(d.donor),
      remission_at_hct: d.remission_at_hct && add(d.remission_at_hct)
    })),
    reported: file.reported.map((d) => ({...d, status: add(d.status)})),
    responses: file.responses.map((d) => ({
      ...d,
      response: add(d.response),
      after_phase: typeof d.after_phase === "object" ? add(d.after_phase) : d.after_phase
    }))
  };
}

/** What is the same in all patients, or a column of a file with one row a patient that tells it. */
const codeOrColumn = (vocabulary: VocabularyName) =>
  z.union(
    [codeOf(vocabulary), codedSchema.extend({file: name})],
    `expected a code of ${vocabulary}, or file, column, codes`
  );

/** Which patients: all; those with a used row in a file; those whose row in a file fulfils a condition. */
const patientsSchema = z
  .union([z.literal("all"), z.strictObject({file: name, when: whenSchema.optional()})])
  .default("all");

const sampleSchema = z.strictObject({
  timepoint: codeOrColumn("timepoint"),
  material: codeOrColumn("material").optional(),
  /** Days from the index event: the same in all patients, or told by a raw column. */
  day: z.union([integer, z.strictObject({file: name, column: text, unit: text.default("d")})]).optional(),
  /** Which patients have the sample. */
  patients: patientsSchema
});

/** The same in all patients, or a raw column whose tokens are kept as they are. */
const textOrColumn = z.union([text, z.strictObject({file: name, column: text})]);

const assaySchema = z.strictObject({
  type: codeOf("assayType"),
  sample: name,
  panel: name.optional(),
  reference_genome: codeOf("referenceGenome").optional(),
  lod_vaf: number.optional(),
  platform: textOrColumn.optional(),
  batch: textOrColumn.optional(),
  /** Which patients had it, of those with the sample. */
  patients: patientsSchema,
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

const conceptIds = z
  .array(z.string().regex(/^[1-9]\d*$|^[A-Za-z][\w .-]*:\S+$/u, "expected a concept id, or a code as LOINC:718-7"))
  .min(1);

/** Concepts of one meaning: those listed, or with all that descend from them as the database's own hierarchy has it. */
const conceptSetSchema = z.union([
  conceptIds.transform((concepts) => ({concepts, descendants: false})),
  z.strictObject({concepts: conceptIds, descendants: truth.default(false)})
]);

/** A mapping: how one partner's files become the harmonised model. */
export const mappingSchema = z.strictObject({
  source: name,
  version: text,
  samples: z.record(name, sampleSchema),
  assays: z.record(name, assaySchema).default({}),
  /** A file with a line `<SHA-256>  <file>` for the files of the delivery. */
  checksums: z.strictObject({file: text}).optional(),
  /** cBioPortal: data files of the study folder that are not read on purpose, and why. */
  unused: z.record(z.string(), text).default({}),
  /** OMOP: concept ids by the name of what they mean; no concept is in two sets. */
  conceptSets: z.record(name, conceptSetSchema).default({}),
  /** OMOP: how the tables of concepts are written, where they are not as the others. */
  vocabulary: z.strictObject({format: omopFormatSchema}).optional(),
  files: z.record(name, fileSchema.transform(withAbsentTokens)),
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
export type MappedFile = Mapping["files"][string] & {
  /** Columns of the agreed header that the file turned out not to have. */
  readonly absent?: ReadonlySet<string>;
};
export type MappedEvent = MappedFile["events"][number];
export type MappedTreatment = MappedFile["treatments"][number];
export type MappedResponse = MappedFile["responses"][number];
export type MappedReported = MappedFile["reported"][number];
export type {FileFormat};
export type {CodedColumn, MappedColumn, MissingTokens, UnitColumn} from "./columnSchema.js";
export type {When} from "./conditionSchema.js";
