import {z} from "zod";
import {name, text, truth} from "../study/scalars.js";
import type {Condition} from "./condition.js";
import {parseCondition} from "./condition.js";

const readCondition = (value: unknown, context: z.RefinementCtx): Condition =>
  parseCondition(value, (path, message) => context.addIssue({code: "custom", path: [...path], message})) ?? z.NEVER;

const condition = z.unknown().transform(readCondition);

const ruleSchema = z.strictObject({
  /** Stored with every answer the rule gives. */
  id: name,
  label: text,
  /** None in the row `unknown`, whose answer is that the class cannot be told. */
  class: name.optional(),
  /**
   * A condition; or `unknown`: holds where a rule above it could neither be said to hold nor not to hold; or
   * `otherwise`, in the last row.
   */
  when: z
    .unknown()
    .transform((value, context) =>
      value === "unknown" || value === "otherwise" ? value : readCondition(value, context)
    )
});

/**
 * A rule table as written in `data/rules/<id>.yaml`. Rules are read from above; the first that holds decides. A
 * condition that stands on a fact nobody knows neither holds nor fails, and the next rule is looked at.
 */
export const ruleTableSchema = z.strictObject({
  id: name,
  version: text,
  title: text,
  citation: text,
  /** What kind of answer it gives, such as `risk` or `entity`. */
  kind: name,
  /** What a reader must know, one sentence each: conventions where the publication is silent, what is not covered. */
  notes: z.array(text).default([]),
  /** Column of patients with the class as supplied by a source, in the same codes; compared with the class derived. */
  supplied: name.optional(),
  /** Code → reader's label, in the order of figures and tables. */
  classes: z.record(name, text),
  /** `absent`: what is not known is read as not found. The answer is provisional all the same. */
  unknown: z.enum(["open", "absent"]).default("open"),
  /** Facts, comparisons and terms that are read as given while they are not known; the answer is then provisional. */
  presume: z.array(z.strictObject({that: condition, is: truth, because: text})).default([]),
  /** Conditions with a name of their own; a term may use those above it. */
  terms: z.record(name, z.strictObject({label: text, when: condition})).default({}),
  rules: z.array(ruleSchema).min(2),
  /** Said besides the class where they hold: what came before the disease. */
  qualifiers: z.array(z.strictObject({id: name, label: text, when: condition})).default([]),
  /** Readings of the publication where it is silent: patients whom `rule` decides and of whom this holds are counted. */
  conventions: z.array(z.strictObject({id: name, label: text, rule: name, when: condition})).default([])
});

export type RuleTable = z.output<typeof ruleTableSchema>;
export type Rule = RuleTable["rules"][number];
