import {z} from "zod";
import type {FactsBlock} from "../../../src/model/report.js";
import {text} from "../../study/scalars.js";
import type {FactsMaker} from "../facts/factsTable.js";
import {conversions, karyotypes} from "../facts/mappingFacts.js";
import {agreement, checks, findings, mapping, missingReasons, overlap, records} from "../facts/qualityFacts.js";
import {scoreCard} from "../facts/scoreCard.js";
import {assays, endpoints, namedIn, partners, rules} from "../facts/sourceFacts.js";
import {suppression} from "../facts/suppressionFacts.js";
import {blockCohort, blockFrame} from "./blockFrame.js";
import {blockBase, type BlockKind} from "./blockKind.js";

const tables = {
  agreement,
  assays,
  checks,
  conversions,
  endpoints,
  findings,
  karyotypes,
  mapping,
  "missing-reasons": missingReasons,
  "named-in": namedIn,
  overlap,
  partners,
  records,
  rules,
  "score-card": scoreCard,
  suppression
} as const satisfies Readonly<Record<string, FactsMaker>>;

const names = Object.keys(tables) as [keyof typeof tables, ...(keyof typeof tables)[]];

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("facts"),
  table: z.enum(names),
  /** What the table is asked about. */
  about: z.strictObject({alteration: text.optional(), system: text.optional(), class: text.optional()}).prefault({})
});

/** A table of words and numbers that no variable of a patient gives: partners, assays, rules, data quality. */
export const facts: BlockKind<z.output<typeof schema>> = {
  kind: "facts",
  schema,
  compute(context, declared) {
    const cohort = blockCohort(context, declared);
    const asked = Object.fromEntries(Object.entries(declared.about).filter(([, value]) => value !== undefined));
    const {subtitle, caption, draw, columns, rows, page, records: counted} = tables[declared.table](context, asked);
    if (rows.length === 0) return [];
    const block: FactsBlock = {
      ...blockFrame(context, declared, cohort, {subtitle, caption, page: page === null ? null : {page}}),
      kind: "facts",
      ...(draw !== undefined && {draw}),
      columns,
      rows,
      ...(counted && {records: true})
    };
    return [block];
  }
};
