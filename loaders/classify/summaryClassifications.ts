import {summaryClassificationsTable} from "../../src/model/tables.js";
import {vocabularies} from "../../src/model/vocabulary.js";
import type {HarmonisedTables} from "../harmonise/harmonisedTables.js";
import {ReasonedTable} from "../harmonise/reasonedTable.js";
import type {TableData} from "../release/tableData.js";
import type {LoadedStudy} from "../study/loadStudy.js";
import {answersByPatient, patientGroups} from "./answersByPatient.js";

/**
 * Patients by class and status of every rule table, over all sources (null), then by source; classes in the order of
 * their table, those that cannot be told last. What does not occur is left out.
 */
export function summaryClassifications(tables: HarmonisedTables, {rules}: Pick<LoadedStudy, "rules">): TableData {
  const result = new ReasonedTable(summaryClassificationsTable);
  const answers = answersByPatient(tables);
  for (const {source, rows} of patientGroups(tables))
    for (const {id, classes} of rules) {
      const {values = [], statuses = []} = answers.get(id) ?? {};
      const counts = new Map<string, number>();
      for (const row of rows) {
        const key = `${String(statuses[row])} ${values[row] === null ? "" : String(values[row])}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      for (const value of [...Object.keys(classes), null])
        for (const {code: status} of vocabularies.classificationStatus) {
          const n = counts.get(`${status} ${value ?? ""}`);
          if (n !== undefined) result.push({source_id: source, system: id, value, status, n}, "NOT_APPLICABLE");
        }
    }
  return result.data();
}
