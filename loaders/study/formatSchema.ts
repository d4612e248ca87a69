import {z} from "zod";
import {studyData} from "../sources/cbioportal/readStudyFile.js";
import {cdmTables, cdmVersions} from "../sources/omop/cdmTables.js";
import {integer, text, token} from "./scalars.js";

const encoding = z.enum(["utf-8", "utf-16le", "utf-16be", "iso-8859-1", "windows-1252"]).default("utf-8");

/** Delimited text. */
const delimited = {
  delimiter: z.enum([",", ";", "\t", "|", " ", "tab"]).transform((d) => (d === "tab" ? "\t" : d)),
  encoding,
  lineEnd: z.enum(["LF", "CRLF", "CR"]).default("LF"),
  quote: z.union([z.literal("none").transform(() => null), z.string().length(1)]).default('"'),
  /** Line of the header, counted from 1 after comments. */
  header: integer.default(1),
  /** Lines that begin with this are skipped. */
  comment: text.optional()
};

/** A table of the OMOP common data model. */
export const omopFormatSchema = z.strictObject({
  kind: z.literal("omop"),
  ...delimited,
  delimiter: delimited.delimiter.default(","),
  header: z
    .literal("1")
    .transform(() => 1)
    .default(1),
  /** Numbers are written with a point whatever the medium. */
  decimal: z.literal(".").default("."),
  /** Version of the common data model. */
  version: z.enum(cdmVersions).default("5.4"),
  /** Table of the model; the name of the file if not given. */
  table: z.enum([...cdmTables.keys()]).optional(),
  /** Whole cells of delimited text that mean null, besides the empty one. */
  nulls: z.array(token).default([])
});

/** What goes with a dataset of an analysis database. */
const dataset = {
  /** Numbers are written with a point whatever the file. */
  decimal: z.literal(".").default("."),
  /** The define.xml that describes it, beside the file. */
  define: text.optional(),
  /** Name of the dataset there; the name of the file without its ending, in capitals, if not given. */
  dataset: text.optional(),
  /** Display formats by column, where neither the file nor its definition tells them: such columns hold numbers. */
  formats: z.record(token, text).default({})
};

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", {timeZone: name}).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

const kinds = [
  z.strictObject({kind: z.literal("tabular"), ...delimited, decimal: z.enum([".", ","]).default(".")}),
  z.strictObject({
    kind: z.literal("xpt"),
    ...dataset,
    encoding: z.enum(["utf-8", "iso-8859-1", "windows-1252"]).default("utf-8"),
    /** Member to read, where the file has several. */
    member: text.optional(),
    /** Whether `.A` to `.Z` and `._` become blank, or keep their names. */
    specialMissing: z.enum(["blank", "keep"]).default("blank")
  }),
  z.strictObject({kind: z.literal("dataset-json"), ...dataset}),
  z.strictObject({kind: z.literal("dataset-ndjson"), ...dataset}),
  z.strictObject({
    kind: z.literal("dataset-csv"),
    ...delimited,
    ...dataset,
    delimiter: delimited.delimiter.default(",")
  }),
  z.strictObject({
    kind: z.literal("parquet"),
    /** Numbers are written with a point. */
    decimal: z.literal(".").default(".")
  }),
  z.strictObject({
    kind: z.literal("rdata"),
    /** Numbers are written with a point. */
    decimal: z.literal(".").default("."),
    /** Data frame to read, where the file has several. */
    object: text.optional(),
    /** Of texts that do not tell theirs. */
    encoding: z.enum(["utf-8", "windows-1252", "iso-8859-1"]).optional(),
    /** In which moments are written whose zone the file does not tell. */
    timeZone: text.refine(isTimeZone, "unknown time zone").default("UTC"),
    /** Column that the names of the rows become. */
    rowNames: token.optional()
  }),
  z.strictObject({
    kind: z.literal("cbioportal"),
    /**
     * `clinical`: a table with four header lines. `table`: any other. `case_list`, `sequenced_samples`: the samples of a case
     * list, or of the first lines of a file of mutations, in a column `SAMPLE_ID`. `copy_number`: one row a gene and sample,
     * from a matrix or its long form. `entities`: a matrix turned, one row a sample. `fusions`: one row a sample, one column
     * a fusion.
     */
    data: z.enum(studyData),
    /** Fusions only: case list of the samples that were looked at. */
    profiled: text.optional(),
    /** Entities only: columns that describe them, besides `NAME`, `DESCRIPTION` and `URL`. */
    properties: z.array(text).optional(),
    /** Copy number only: symbols of the genes to read, as the file has them; all if not given. */
    genes: z.array(text).min(1).optional(),
    decimal: z.literal(".").default(".")
  }),
  omopFormatSchema
] as const;

const kindNames = kinds.map((kind) => kind.shape.kind.value).join(", ");

/** How a file is written, by its kind; delimited text unless it says otherwise. */
export const formatSchema = z.preprocess(
  (value) => (typeof value === "object" && value !== null && !("kind" in value) ? {kind: "tabular", ...value} : value),
  z.discriminatedUnion("kind", kinds, {
    error: ({code}) => (code === "invalid_union" ? `unknown kind, expected one of ${kindNames}` : undefined)
  })
);

export type FileFormat = z.output<typeof formatSchema>;
