import {z} from "zod";
import type {CountsBlock} from "../../../src/model/report.js";
import {text} from "../../study/scalars.js";
import {blockCohort, blockFrame} from "../blocks/blockFrame.js";
import {blockBase, type BlockKind} from "../blocks/blockKind.js";
import {columnCounts, tableColumns} from "../blocks/tableColumns.js";
import {definedCount} from "./counts.js";
import {maskOf} from "./followUp.js";
import {reclassifier} from "./ruleTables.js";

const schema = z.strictObject({...blockBase, kind: z.literal("conventions"), system: text});

/** How many patients are classified by each convention that a rule table adds where its publication is silent, by source. */
export const conventionCounts: BlockKind<z.output<typeof schema>> = {
  kind: "conventions",
  schema,
  compute(context, declared) {
    const cohort = blockCohort(context, declared);
    const rules = reclassifier(context, declared.system);
    const columns = tableColumns(context, cohort.set, {by: "source_id"}, true);
    if (rules === null || columns === null || rules.table.conventions.length === 0 || cohort.set.n === 0) return [];
    const answers = rules.classify();
    const block: CountsBlock = {
      ...blockFrame(context, declared, cohort, {
        subtitle: `Conventions of ${rules.table.title} where the publication is silent, by source`,
        caption: "Patients whose class a convention decides; percentages of all patients.",
        methods: [
          `Conventions are those of the rule table ${rules.table.title}, version ${rules.table.version}; each is counted where it decides the class.`
        ],
        page: {page: "classifications"}
      }),
      kind: "counts",
      draw: "table",
      columns: columnCounts(columns.columns),
      rows: rules.table.conventions.map(({id, label}) => {
        const mask = maskOf(context, answers.flatMap((answer, i) => (answer.conventions.includes(id) ? [i] : []))); // prettier-ignore
        return {
          label: `${id}: ${label}`,
          cells: columns.columns.map(({set}) => ({count: definedCount(context, set, mask), of: context.count(set)}))
        };
      })
    };
    return [block];
  }
};
