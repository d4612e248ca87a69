import {answersByPatient, patientGroups} from "../../classify/answersByPatient.js";
import {reclassification} from "../../classify/reclassification.js";
import {summaryClassifications} from "../../classify/summaryClassifications.js";
import {summaryLevels} from "../../harmonise/summaryLevels.js";
import {summarySurvival} from "../../harmonise/summarySurvival.js";
import {summaryValues} from "../../harmonise/summaryValues.js";
import type {Cell, TableData} from "../../release/tableData.js";
import {recountAlterations} from "./recountAlterations.js";
import {recountAssays} from "./recountAssays.js";
import {recountEndpoints} from "./recountEndpoints.js";
import {harmonisedAgain, type TablesByName} from "./releasedTables.js";

/**
 * The summaries of a release made again from its generalised rows, so that no difference between them and the rows says
 * anything of what is not in the rows. What is not counted but declared is taken from the exact release.
 *
 * @param released the tables of rows, as released
 * @param exact the tables as they were
 */
export function recount(released: TablesByName, exact: (name: string) => TableData | undefined): TableData[] {
  const endpoints = exact("endpoint_support");
  const support = endpoints && recountEndpoints(endpoints, released);
  const tables = harmonisedAgain(new Map([...released, ...(support ? [["endpoint_support", support] as const] : [])]));
  const answers = () => answersByPatient(tables, ruleTables(exact("classification_rules")));
  const groups = () => patientGroups(tables);
  const made: Record<string, () => TableData | undefined> = {
    endpoint_support: () => support,
    assay_coverage: () => withExact(exact("assay_coverage"), (table) => recountAssays(table, released)),
    summary_levels: () => summaryLevels(tables),
    summary_values: () => summaryValues(tables),
    summary_alterations: () => withExact(exact("summary_alterations"), (table) => recountAlterations(table, released)),
    summary_survival: () => summarySurvival(tables),
    summary_classifications: () => summaryClassifications(answers(), groups()),
    reclassification: () => reclassification(answers(), groups())
  };
  return Object.entries(made).flatMap(([name, make]) => {
    const table = exact(name) === undefined ? undefined : make();
    return table === undefined ? [] : [table];
  });
}

function withExact(table: TableData | undefined, make: (table: TableData) => TableData): TableData | undefined {
  return table && make(table);
}

/** The classes of each rule table in their order, as the release tells them. */
function ruleTables(rules: TableData | undefined): {id: string; classes: Record<string, string>}[] {
  const found = new Map<string, {value: string; order: number}[]>();
  for (let row = 0; row < (rules?.rows ?? 0); ++row) {
    const {system, value, value_order: order} = rules!.columns as Record<string, ArrayLike<Cell>>;
    const classes = found.get(String(system[row])) ?? [];
    found.set(String(system[row]), classes);
    if (value[row] !== null) classes.push({value: String(value[row]), order: Number(order[row])});
  }
  return [...found].map(([id, classes]) => ({
    id,
    classes: Object.fromEntries(classes.sort((a, b) => a.order - b.order).map(({value}) => [value, value]))
  }));
}
