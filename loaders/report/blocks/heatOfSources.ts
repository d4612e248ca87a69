import {z} from "zod";
import type {CountsBlock} from "../../../src/model/report.js";
import {text} from "../../study/scalars.js";
import type {PatientSet} from "../patientSets.js";
import {blockCohort, blockFrame} from "./blockFrame.js";
import {blockBase, type BlockKind} from "./blockKind.js";
import {variablesOf} from "./described.js";
import {columnCounts, tableColumns} from "./tableColumns.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.enum(["completeness", "coverage"]),
  /** Completeness: variables, all but genetics and assays if not given. Coverage: alterations, all if not given. */
  variables: z.array(text).optional()
});

type Heat = z.output<typeof schema>;

function heat(kind: Heat["kind"]): BlockKind<Heat> {
  return {
    kind,
    schema,
    compute(context, declared) {
      const {catalogue} = context;
      const cohort = blockCohort(context, declared);
      const columns = tableColumns(context, cohort.set, {by: "source_id"}, true);
      if (columns === null || cohort.set.n === 0) return [];
      const genes = kind === "coverage";
      const wanted =
        declared.variables ??
        (genes
          ? [...catalogue.alterations.keys()]
          : [...catalogue.variables.keys()].filter(
              (d) => !catalogue.alterations.has(d) && !catalogue.cytogenetics.has(d)
            ));
      const variables = variablesOf(context, wanted).filter((d) => d.column !== "source_id");
      if (variables.length === 0) return [];
      const cell = (set: PatientSet, column: string) =>
        set.n === 0 ? null : {count: context.count(set, `${column}=known`), of: context.count(set)};
      const block: CountsBlock = {
        ...blockFrame(context, declared, cohort, {
          subtitle: genes
            ? "Patients tested for each alteration, by source"
            : "Patients whose value is known, by source",
          caption: genes
            ? "Number and percentage of patients with a result, mutated or wild type. What was not tested is never counted as wild type."
            : "Number and percentage of patients whose value is known.",
          page: {page: "quality"}
        }),
        kind: "counts",
        draw: "heat",
        columns: columnCounts(columns.columns),
        rows: variables.map(({column, label, section}) => ({
          label: genes ? column : label,
          heading: section,
          code: column,
          cells: columns.columns.map(({set}) => cell(set, column))
        }))
      };
      return [block];
    }
  };
}

/** How completely variables are known, by source. */
export const completeness = heat("completeness");
/** In how many patients alterations were tested, by source. */
export const coverage = heat("coverage");
