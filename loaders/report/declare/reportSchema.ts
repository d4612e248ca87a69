import {z} from "zod";
import type {PageContent} from "../../../src/model/pageContents.js";
import {integer, number, text, truth} from "../../study/scalars.js";
import {blockSchema} from "../blocks/blockKinds.js";
import {assertionProblem} from "../claims/assertion.js";
import {templateProblem} from "../claims/template.js";

const contents = [
  "alterations",
  "classifications",
  "randomisation",
  "molecularCourse",
  "rawExcerpts",
  "simulation"
] as const satisfies readonly PageContent[];

/** What a release must have for a report; an empty list is no condition. */
const needsSchema = z.strictObject({
  contents: z.array(z.enum(contents)).default([]),
  /** Columns of the cohort extract: variables, alterations, cytogenetic flags. */
  variables: z.array(text).default([]),
  /** Keys of endpoints. */
  endpoints: z.array(text).default([]),
  /** Sources with patients, at least. */
  sources: integer.default(1),
  /** Patients of the report's cohort, at least. */
  patients: integer.default(1)
});

/** A sentence that states a finding: words with numbers in braces, and what must be true for it to stand. */
export const claimSchema = z.strictObject({
  id: text.regex(/^[a-z0-9][a-z0-9-]*$/u, "expected lower-case letters, digits and hyphens"),
  text: text.superRefine((value, context) => {
    const problem = templateProblem(value);
    if (problem !== null) context.addIssue({code: "custom", message: problem});
  }),
  assert: text.superRefine((value, context) => {
    const problem = assertionProblem(value);
    if (problem !== null) context.addIssue({code: "custom", message: problem});
  }),
  /** About what not every release has: there it is left out without a word. */
  optional: truth.default(false)
});

const sectionSchema = z.strictObject({
  heading: text,
  text: z.array(text).default([]),
  blocks: z.array(blockSchema).default([]),
  claims: z.array(claimSchema).default([])
});

/** One report for each of several things: every `$name` in the declaration stands for what is its own. */
const repeatSchema = z.discriminatedUnion("over", [
  z.strictObject({
    /** One for each alteration; `$alteration` and `$gene`. */
    over: z.literal("alterations"),
    /** Patients with it, at least. */
    patients: integer
  }),
  z.strictObject({
    /** One for each class of the systems; `$system`, `$systemLabel`, `$class`, `$label`, and `$others`, the cohort of all other classes. */
    over: z.literal("classes"),
    systems: z.array(text).min(1),
    /** Patients of the class, at least. */
    patients: integer,
    /** Codes of classes that get none. */
    except: z.array(text).default([])
  })
]);

/** A report as declared in `data/reports/<id>.yaml`. */
export const reportSchema = z
  .strictObject({
    id: text.regex(/^[a-z0-9][a-z0-9-]*$/u, "expected lower-case letters, digits and hyphens"),
    title: text,
    audience: z.enum(["clinician", "researcher", "consortium"]),
    group: z.enum(["report", "gene", "class"]).default("report"),
    repeat: repeatSchema.optional(),
    needs: needsSchema.prefault({}),
    /** Who the report is about, in the explorer's URL form; empty for everybody. */
    cohort: z.string().default(""),
    /** Variables that must be known for a share of a source's patients; sources in which they are not are left out. */
    assessed: z.array(z.strictObject({variable: text, share: number})).default([]),
    answer: z.array(claimSchema).default([]),
    sections: z.array(sectionSchema).min(1),
    limitations: z.array(text).min(1),
    references: z.array(text).default([]),
    disclaimer: text.optional()
  })
  .superRefine(({sections, answer, group, repeat}, context) => {
    const seen = new Set<string>();
    const issue = (path: (string | number)[], message: string) => context.addIssue({code: "custom", path, message});
    sections.forEach(({blocks}, s) =>
      blocks.forEach(({id}, b) => {
        if (seen.has(id)) issue(["sections", s, "blocks", b, "id"], `duplicate block: ${id}`);
        seen.add(id);
      })
    );
    const claims = new Set<string>();
    const listed = [
      ...answer.map(({id}, i) => ({id, path: ["answer", i, "id"]})),
      ...sections.flatMap((d, s) => d.claims.map(({id}, i) => ({id, path: ["sections", s, "claims", i, "id"]})))
    ];
    for (const {id, path} of listed) {
      if (claims.has(id)) issue(path, `duplicate claim: ${id}`);
      claims.add(id);
    }
    if ((group === "report") !== (repeat === undefined))
      issue(["repeat"], group === "report" ? "invalid key: the report is one page" : "missing key");
  });

export type ReportDeclaration = z.output<typeof reportSchema>;
export type ClaimDeclaration = z.output<typeof claimSchema>;
