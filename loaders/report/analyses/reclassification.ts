import {z} from "zod";
import {groupingOf} from "../../../src/cohort/catalogue.js";
import type {CountsBlock} from "../../../src/model/report.js";
import {text} from "../../study/scalars.js";
import {blockCohort, blockFrame} from "../blocks/blockFrame.js";
import {blockBase, type BlockKind} from "../blocks/blockKind.js";
import {definedCount} from "./counts.js";
import {levelCodes, maskOf, rowsOf} from "./followUp.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("reclassification"),
  from: text,
  to: text,
  /** Levels that both classifications share. */
  levels: z.array(text).min(2)
});

/**
 * From one version of a classification to another: rows are classes by the first, columns by the second, each cell a share
 * of its row; and, in a block whose id ends in `-changed`, how many changed class, in all and in each direction.
 */
export const reclassification: BlockKind<z.output<typeof schema>> = {
  kind: "reclassification",
  schema,
  compute(context, declared) {
    const {from, to, levels} = declared;
    const {groupings} = context.catalogue;
    if (![from, to].every((column) => groupings.some(({key}) => key === column))) return [];
    const cohort = blockCohort(context, declared);
    const both = context.within(cohort.set, `${from}=${levels.join("|")}`, `${to}=${levels.join("|")}`);
    if (both.n === 0) return [];
    const [before, after] = [from, to].map((column) => groupingOf(context.catalogue, column));
    const labelOf = (code: string) => before.levels.find((d) => d.code === code)?.label ?? code;
    const population = context.count(both);
    const frame = (id: string, title: string, subtitle: string, caption: string) =>
      blockFrame(
        context,
        {...declared, id, title},
        cohort,
        {
          subtitle,
          caption,
          methods: [`Reclassification is among patients whose class both ${before.label} and ${after.label} tell.`],
          page: null
        },
        population
      );
    const table: CountsBlock = {
      ...frame(
        declared.id,
        declared.title,
        `${before.label} (rows) to ${after.label} (columns)`,
        "Percentages of a row."
      ),
      kind: "counts",
      draw: "alluvial",
      columns: levels.map((code) => ({label: labelOf(code), set: context.count(both, `${to}=${code}`)})),
      rows: levels.map((row) => {
        const of = context.count(both, `${from}=${row}`);
        const cells = levels.map((column) => ({count: context.count(both, `${from}=${row}`, `${to}=${column}`), of}));
        return {
          label: labelOf(row),
          heading: before.label,
          code: row,
          cells: of.n === 0 ? cells.map(() => null) : cells
        };
      })
    };
    const all = rowsOf(both);
    const [a, b] = [from, to].map((column) => levelCodes(context, column, all, levels).codes);
    const moved = (is: (k: number) => boolean) =>
      maskOf(
        context,
        all.filter((_, k) => is(k))
      );
    const change = (label: string, is: (k: number) => boolean) => ({
      label,
      cells: [{count: definedCount(context, both, moved(is)), of: population}]
    });
    const changed: CountsBlock = {
      ...frame(
        `${declared.id}-changed`,
        `${declared.title}: who changed`,
        `${before.label} to ${after.label}`,
        "Percentages of patients whose class both tell."
      ),
      kind: "counts",
      draw: "table",
      columns: [{label: "All", set: population}],
      rows: [
        change("Changed group", (k) => a[k] !== b[k]),
        change("To a group of higher risk", (k) => b[k] > a[k]),
        change("To a group of lower risk", (k) => b[k] < a[k])
      ]
    };
    return [table, changed];
  }
};
