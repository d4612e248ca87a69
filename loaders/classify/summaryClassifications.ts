import {summaryClassificationsTable} from "../../src/model/tables.js";
import {ReasonedTable} from "../harmonise/reasonedTable.js";
import type {TableData} from "../release/tableData.js";
import type {Answers, Group} from "./answersByPatient.js";
import {notClassified, statusCodes} from "./answersByPatient.js";

/**
 * Patients by class and status of every rule table, over all sources (null), then by source; classes in the order of
 * their table, those that cannot be told last. What does not occur is left out.
 */
export function summaryClassifications(answers: readonly Answers[], groups: readonly Group[]): TableData {
  const result = new ReasonedTable(summaryClassificationsTable);
  for (const {source, rows} of groups)
    for (const {table, classes, classAt, statusAt} of answers) {
      const counts = new Int32Array(classes.length * statusCodes.length);
      for (const row of rows)
        if (classAt[row] !== notClassified) ++counts[classAt[row] * statusCodes.length + statusAt[row]];
      counts.forEach((n, i) => {
        const value = classes[Math.floor(i / statusCodes.length)];
        const status = statusCodes[i % statusCodes.length];
        if (n > 0) result.push({source_id: source, system: table.id, value, status, n}, "NOT_APPLICABLE");
      });
    }
  return result.data();
}
