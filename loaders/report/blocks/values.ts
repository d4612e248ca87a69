import {z} from "zod";
import {inSentence} from "../../../src/components/trial/trialWords.js";
import type {ValuesBlock} from "../../../src/model/report.js";
import {summariseValues} from "../../../src/stats/summariseValues.js";
import {text, truth} from "../../study/scalars.js";
import {groupsSchema} from "../groups.js";
import {blockCohort, blockFrame} from "./blockFrame.js";
import {blockBase, type BlockKind} from "./blockKind.js";
import {described, variablesOf} from "./described.js";
import {groupParameter} from "./levels.js";
import {columnCounts, tableColumns} from "./tableColumns.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("values"),
  variables: z.array(text).min(1),
  groups: groupsSchema.optional(),
  overall: truth.default(true),
  smd: truth.default(false),
  test: truth.default(false)
});

/** Numbers by group: median and quartiles (R's type 7) of the patients whose value is known. */
export const values: BlockKind<z.output<typeof schema>> = {
  kind: "values",
  schema,
  compute(context, declared) {
    const cohort = blockCohort(context, declared);
    const columns = tableColumns(context, cohort.set, declared.groups, declared.overall);
    const variables = variablesOf(context, declared.variables).filter(({kind}) => kind === "number");
    if (columns === null || cohort.set.n === 0 || variables.length === 0) return [];
    const {rows, methods} = described(context, cohort.set, variables, columns, {
      smd: declared.smd,
      test: declared.test,
      family: declared.title
    });
    const block: ValuesBlock = {
      ...blockFrame(context, declared, cohort, {
        subtitle: columns.by === null ? "All patients" : `By ${inSentence(columns.by)}`,
        caption: "Median (first–third quartile) of the patients whose value is known.",
        methods: ["Numbers are summarised by median and quartiles (R’s type 7).", ...methods],
        page: {page: "cohort", ...(columns.groups.length > 1 && groupParameter(declared.groups))}
      }),
      kind: "values",
      columns: columnCounts(columns.columns),
      rows: rows.map(({variable: {column, label, unit}, smd, test}) => ({
        label,
        unit,
        cells: columns.columns.map(({set}) => {
          const {median, lowerQuartile, upperQuartile} = summariseValues(context.rowsOf(set).number(column));
          return {
            known: context.count(set, `${column}=known`),
            missing: context.count(set, `${column}=unknown`),
            median,
            q1: lowerQuartile,
            q3: upperQuartile
          };
        }),
        ...(declared.smd && {smd}),
        ...(test !== undefined && {test})
      }))
    };
    return [block];
  }
};
