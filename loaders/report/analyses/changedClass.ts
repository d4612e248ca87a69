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
  kind: z.literal("changed-class"),
  from: text,
  to: text,
  /** Levels that both classifications share, from the lowest risk to the highest. */
  levels: z.array(text).min(2)
});

/** How many patients change class from one version of a risk classification to another, and in which direction. */
export const changedClass: BlockKind<z.output<typeof schema>> = {
  kind: "changed-class",
  schema,
  compute(context, declared) {
    const {from, to, levels} = declared;
    const {groupings} = context.catalogue;
    if (![from, to].every((column) => groupings.some(({key}) => key === column))) return [];
    const cohort = blockCohort(context, declared);
    const both = context.within(cohort.set, `${from}=${levels.join("|")}`, `${to}=${levels.join("|")}`);
    if (both.n === 0) return [];
    const [before, after] = [from, to].map((column) => groupingOf(context.catalogue, column).label);
    const all = rowsOf(both);
    const [a, b] = [from, to].map((column) => levelCodes(context, column, all, levels).codes);
    const population = context.count(both);
    const row = (label: string, is: (k: number) => boolean) => {
      const members = maskOf(
        context,
        all.filter((_, k) => is(k))
      );
      return {label, cells: [{count: definedCount(context, both, members), of: population}]};
    };
    const block: CountsBlock = {
      ...blockFrame(
        context,
        declared,
        cohort,
        {
          subtitle: `${before} to ${after}`,
          caption: "Percentages of the patients whose class both tell.",
          methods: [`Reclassification is among patients whose class both ${before} and ${after} tell.`],
          page: {page: "classifications"}
        },
        population
      ),
      kind: "counts",
      draw: "table",
      columns: [{label: "All", set: population}],
      rows: [
        row("Changed group", (k) => a[k] !== b[k]),
        row("To a group of higher risk", (k) => b[k] > a[k]),
        row("To a group of lower risk", (k) => b[k] < a[k])
      ]
    };
    return [block];
  }
};
