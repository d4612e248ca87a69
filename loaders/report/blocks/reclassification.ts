import {z} from "zod";
import {groupingOf} from "../../../src/cohort/catalogue.js";
import type {CountsBlock} from "../../../src/model/report.js";
import {text} from "../../study/scalars.js";
import {blockCohort, blockFrame} from "./blockFrame.js";
import {blockBase, type BlockKind} from "./blockKind.js";

const schema = z.strictObject({...blockBase, kind: z.literal("reclassification"), from: text, to: text});

const unresolved = {code: "unknown", label: "Not resolved"};

/** Patients by their classes in two classifications: rows of the first, columns of the second, percentages of the row. */
export const reclassification: BlockKind<z.output<typeof schema>> = {
  kind: "reclassification",
  schema,
  compute(context, declared) {
    const {from, to} = declared;
    const {catalogue} = context;
    if (![from, to].every((key) => catalogue.groupings.some((d) => d.key === key))) return [];
    const cohort = blockCohort(context, declared);
    const [first, second] = [groupingOf(catalogue, from), groupingOf(catalogue, to)];
    const present = (key: string, levels: readonly {code: string; label: string}[]) =>
      [...levels, unresolved]
        .map((level) => ({...level, clause: `${key}=${level.code}`}))
        .filter(({clause}) => context.within(cohort.set, clause).n > 0);
    const [rows, columns] = [present(from, first.levels), present(to, second.levels)];
    if (rows.length === 0 || columns.length === 0) return [];
    const block: CountsBlock = {
      ...blockFrame(context, declared, cohort, {
        subtitle: `${first.label} in rows, ${second.label} in columns`,
        caption:
          "Number of patients and percentage of the row; “not resolved”: what the class depends on is not known.",
        methods: ["Both classifications are applied to the same patients by their published rules."],
        page: {page: "classifications"}
      }),
      kind: "counts",
      draw: "alluvial",
      columns: columns.map(({label, code, clause}) => ({
        label,
        code: code === unresolved.code ? null : code,
        set: context.count(cohort.set, clause)
      })),
      rows: rows.map(({label, code, clause}) => ({
        label,
        heading: first.label,
        ...(code !== unresolved.code && {code}),
        cells: columns.map((column) => ({
          count: context.count(cohort.set, clause, column.clause),
          of: context.count(cohort.set, clause)
        }))
      }))
    };
    return [block];
  }
};
