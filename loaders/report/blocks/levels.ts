import {z} from "zod";
import type {DescribedVariable} from "../../../src/components/composition/describedVariables.js";
import {inSentence} from "../../../src/components/trial/trialWords.js";
import type {CountsBlock} from "../../../src/model/report.js";
import {text, truth} from "../../study/scalars.js";
import {groupsSchema} from "../groups.js";
import type {ReportContext} from "../reportContext.js";
import {blockCohort, blockFrame} from "./blockFrame.js";
import {blockBase, type BlockKind} from "./blockKind.js";
import {described, variablesOf} from "./described.js";
import {columnCounts, type TableColumn, tableColumns} from "./tableColumns.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("levels"),
  /** Categorical variables, alterations, cytogenetic flags. */
  variables: z.array(text).min(1),
  groups: groupsSchema.optional(),
  overall: truth.default(true),
  draw: z.enum(["table", "bars", "pyramid"]).default("table"),
  /** A row of the patients whose value is not known. */
  missing: truth.default(true),
  smd: truth.default(false),
  test: truth.default(false)
});

type Levels = z.output<typeof schema>;
type Row = CountsBlock["rows"][number];

/** Patients by level of categorical variables: percentages of those whose value is known, the others in a row of their own. */
export const levels: BlockKind<Levels> = {
  kind: "levels",
  schema,
  compute(context, declared) {
    const cohort = blockCohort(context, declared);
    const columns = tableColumns(context, cohort.set, declared.groups, declared.overall);
    const variables = variablesOf(context, declared.variables).filter(({kind}) => kind !== "number");
    if (columns === null || cohort.set.n === 0 || variables.length === 0) return [];
    const {rows, methods} = described(context, cohort.set, variables, columns, {
      smd: declared.smd,
      test: declared.test,
      family: declared.title
    });
    const made = rows.flatMap(({variable, smd, test}) =>
      rowsOf(context, variable, columns.columns, declared.missing).map((row, i) =>
        i === 0 ? {...row, ...(declared.smd && {smd}), ...(test !== undefined && {test})} : row
      )
    );
    if (made.length === 0) return [];
    const block: CountsBlock = {
      ...blockFrame(context, declared, cohort, {
        subtitle: columns.by === null ? "All patients" : `By ${inSentence(columns.by)}`,
        caption: "Number of patients and percentage of those whose value is known.",
        methods: ["Proportions are given with Wilson’s 95 % confidence interval.", ...methods],
        page: {page: "cohort", ...(columns.groups.length > 1 && groupParameter(declared.groups))}
      }),
      kind: "counts",
      draw: declared.draw,
      columns: columnCounts(columns.columns),
      rows: made
    };
    return [block];
  }
};

/** The explorer's parameter for a grouping by a variable. */
export function groupParameter(groups: Levels["groups"]): {parameters?: {group: string}} {
  return groups === undefined || !("by" in groups) || "cuts" in groups ? {} : {parameters: {group: groups.by}};
}

/** One row per level that somebody has; of a finding one, that it is there. */
function rowsOf(
  context: ReportContext,
  {column, label, kind, levels: own, missing}: DescribedVariable,
  columns: readonly TableColumn[],
  withMissing: boolean
): Row[] {
  const share = (clause: string, of: string | null) =>
    columns.map(({set}) => {
      const whole = of === null ? context.count(set) : context.count(set, of);
      return whole.n === 0 ? null : {count: context.count(set, clause), of: whole};
    });
  const isThere = ({cells}: Row) => cells.some((cell) => cell !== null && cell.count.n !== 0);
  const known = `${column}=known`;
  const unknown = {
    label: `${missing.charAt(0).toUpperCase()}${missing.slice(1)}`,
    heading: label,
    cells: share(`${column}=unknown`, null)
  };
  const rows =
    kind === "finding"
      ? [{label, heading: label, code: own[0].code, cells: share(`${column}=${own[0].code}`, known)}]
      : own.map((level) => ({
          label: level.label,
          heading: label,
          code: level.code,
          cells: share(`${column}=${level.code}`, known)
        }));
  const shown =
    kind === "finding" ? rows.filter(({cells}) => cells.some((cell) => cell !== null)) : rows.filter(isThere);
  return shown.length === 0 ? [] : [...shown, ...(withMissing && isThere(unknown) ? [unknown] : [])];
}
