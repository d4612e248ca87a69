import {z} from "zod";
import {analysesSchema} from "./analysesSchema.js";
import {formatSchema} from "./formatSchema.js";
import {codeOf, integer, name, text, truth} from "./scalars.js";

/** A raw file with what its content must be, and the address at which it lies, unless it comes in a folder or an archive. */
const addressSchema = z.strictObject({
  url: text.regex(/^https?:\/\//u, "expected https://…").optional(),
  sha256: text.regex(/^[0-9a-f]{64}$/u, "expected 64 hexadecimal digits in lower case"),
  bytes: integer.refine((bytes) => bytes >= 0, "expected a size").optional()
});

/** An archive at an address, with the folder of all raw files; `unknown` until somebody has looked at the file. */
const archiveSchema = z.strictObject({
  url: text.regex(/^https?:\/\//u, "expected https://…"),
  sha256: text.regex(/^(unknown|[0-9a-f]{64})$/u, "expected 64 hexadecimal digits in lower case, or unknown"),
  bytes: integer.refine((bytes) => bytes >= 0, "expected a size").optional()
});

/** A database with the tables of a source, read as it is at one moment. */
const databaseSchema = z.strictObject({
  /** `postgresql://user@host:port/database` without password, or `$NAME` for an environment variable that holds it. */
  url: text.refine(
    (url) => /^\$[A-Za-z_]\w*$/u.test(url) || isPostgresUrl(url),
    "expected postgresql://user@host/database without password, or $NAME"
  ),
  schema: text,
  /** Environment variable with the password. */
  password: text.regex(/^[A-Za-z_]\w*$/u, "expected the name of an environment variable").optional()
});

/** One partner of a study; keys written with underscores are columns of the table `sources`. */
const sourceSchema = z.strictObject({
  id: name,
  name: text,
  kind: codeOf("sourceKind"),
  index_event: codeOf("indexEvent"),
  country_group: text.optional(),
  n_expected: integer.optional(),
  simulated: truth,
  /** Simulator that writes the raw files of a simulated source; without it, the files are there already. */
  simulator: name.optional(),
  version: text,
  citation: text.optional(),
  licence: text.optional(),
  /** Mapping of this partner's files, relative to the project. */
  mapping: text,
  /** Files of the mapping, by their names there, that are delivered as another file, or in another format. */
  delivered: z.record(name, z.strictObject({file: text, format: formatSchema})).optional(),
  /** Folders tried in order for the raw files; `$NAME` stands for an environment variable, which must be set. */
  data: z.array(text).default([]),
  /** OMOP: names of files in the folders by table, where they are not those of the tables. */
  tables: z.record(text, text).optional(),
  /** OMOP: the database that has the tables. */
  database: databaseSchema.optional(),
  /** Raw files that are pulled where no folder has them, by their names in the mapping. */
  files: z.record(text, addressSchema).optional(),
  /** A `.tar.gz` with the raw files, pulled where no folder has them. */
  archive: archiveSchema.optional(),
  /** Environment variable with the value of the header `Authorization` that goes with the addresses. */
  authorization: text.regex(/^[A-Za-z_]\w*$/u, "expected the name of an environment variable").optional()
});

/** Identifiers of the mappings by which a patient is found in several sources, and whose record then stands. */
const overlapSchema = z.strictObject({
  /** In the order in which they are used. */
  keys: z.array(name).min(1),
  /** Sources in order; the others follow in the order of the study. */
  prefer: z.array(name).default([])
});

/** A study file: which sources make one release. */
export const studySchema = z
  .strictObject({
    id: name,
    title: text,
    /** Whom to ask about the data, in words: every report ends with it. */
    contact: text.optional(),
    /** Disease pack: `data/diseases/<disease>.yaml`. */
    disease: name,
    tier: codeOf("accessTier"),
    sources: z.array(sourceSchema).min(1),
    /** The sentence that goes with simulated data. */
    simulatedNotice: text.optional(),
    /** How patients of several sources are found. */
    overlap: overlapSchema.optional(),
    /** Analyses declared before anyone looks. */
    analyses: analysesSchema.default([]),
    /** Reports, `data/reports/<id>.yaml`, in place of those of the disease pack. */
    reports: z.array(text).optional()
  })
  .superRefine((study, context) => {
    if (study.sources.some((source) => source.simulated) && study.simulatedNotice === undefined)
      context.addIssue({code: "custom", path: ["simulatedNotice"], message: "missing key: a source is simulated"});
    const seen = new Set<string>();
    study.sources.forEach((source, i) => {
      if (seen.has(source.id))
        context.addIssue({code: "custom", path: ["sources", i, "id"], message: `duplicate source: ${source.id}`});
      seen.add(source.id);
    });
    study.sources.forEach(({data, files = {}, archive}, i) => {
      for (const [file, {url}] of Object.entries(files))
        if (url === undefined && data.length === 0 && archive === undefined)
          context.addIssue({code: "custom", path: ["sources", i, "files", file, "url"], message: "missing key"});
    });
    study.sources.forEach(({data, files, tables, database, archive}, i) => {
      if (data.length === 0 && files === undefined && database === undefined && archive === undefined)
        context.addIssue({
          code: "custom",
          path: ["sources", i],
          message: "missing key: data, files, archive or database"
        });
      for (const [key, other] of Object.entries({data: data.length > 0 || undefined, files, tables, archive}))
        if (database !== undefined && other !== undefined)
          context.addIssue({
            code: "custom",
            path: ["sources", i, key],
            message: "invalid key: the source is a database"
          });
    });
    study.sources.forEach(({simulated, simulator}, i) => {
      if (simulator !== undefined && !simulated)
        context.addIssue({code: "custom", path: ["sources", i, "simulator"], message: "invalid key: not simulated"});
    });
    study.overlap?.prefer.forEach((id, i) => {
      if (!seen.has(id))
        context.addIssue({code: "custom", path: ["overlap", "prefer", i], message: `unknown source: ${id}`});
    });
  });

function isPostgresUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const {protocol, password, searchParams} = new URL(url);
  return /^postgres(ql)?:$/u.test(protocol) && password === "" && !searchParams.has("password");
}

export type Study = z.output<typeof studySchema>;
export type StudySource = Study["sources"][number];
