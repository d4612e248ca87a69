import {z} from "zod";
import {inSentence} from "../../../src/components/trial/trialWords.js";
import type {FactsBlock} from "../../../src/model/report.js";
import {text} from "../../study/scalars.js";
import {groupsSchema} from "../groups.js";
import {blockCohort, blockFrame} from "./blockFrame.js";
import {blockBase, type BlockKind} from "./blockKind.js";
import {described, variablesOf} from "./described.js";
import {tableColumns} from "./tableColumns.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("differences"),
  variables: z.array(text).min(1),
  groups: groupsSchema
});

/** Standardised mean differences of every pair of groups: the case-mix matrix. */
export const differences: BlockKind<z.output<typeof schema>> = {
  kind: "differences",
  schema,
  compute(context, declared) {
    const cohort = blockCohort(context, declared);
    const columns = tableColumns(context, cohort.set, declared.groups, false);
    const variables = variablesOf(context, declared.variables);
    if (columns === null || columns.groups.length < 2 || variables.length === 0) return [];
    const {groups, codes} = columns;
    const pairs = groups.flatMap((a, i) => groups.slice(i + 1).map((b, j) => ({a, b, first: i, second: i + 1 + j})));
    const byPair = pairs.map(({a, b, first, second}) => {
      const own = codes.map((code) => (code === first ? 0 : code === second ? 1 : -1));
      const pair = {columns: [a, b], groups: [a, b], by: columns.by, codes: own};
      return described(context, cohort.set, variables, pair, {smd: true, test: false, family: ""}).rows;
    });
    const block: FactsBlock = {
      ...blockFrame(context, declared, cohort, {
        subtitle: `Standardised mean difference of each pair, by ${inSentence(columns.by ?? "group")}`,
        caption:
          "The first of the pair less the second, in standard deviations; of categories with several levels without a sign. The darker the larger, evenly up to 0.5 in size; a dot marks more than 0.1, by convention notable.",
        methods: [
          "Standardised mean differences are of patients whose value is known (Austin, Stat Med 2009;28:3083; categories with several levels: Yang and Dalton, SAS Global Forum 2012)."
        ],
        page: {page: "cohort"}
      }),
      kind: "facts",
      draw: "differences",
      columns: [
        {label: "Variable", numeric: false},
        ...pairs.map(({a, b}) => ({label: `${a.label} – ${b.label}`, numeric: true}))
      ],
      rows: variables.map(({label}, row) => [label, ...byPair.map((rows) => rows[row].smd)])
    };
    return [block];
  }
};
