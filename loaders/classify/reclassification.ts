import {reclassificationTable} from "../../src/model/tables.js";
import {ReasonedTable} from "../harmonise/reasonedTable.js";
import type {TableData} from "../release/tableData.js";
import type {Answers, Group} from "./answersByPatient.js";
import {notClassified} from "./answersByPatient.js";

/**
 * Patients by the class they have in any two rule tables, the earlier one first: over all sources (null),
 * then by source. A class that cannot be told is null. What does not occur is left out.
 */
export function reclassification(answers: readonly Answers[], groups: readonly Group[]): TableData {
  const result = new ReasonedTable(reclassificationTable);
  const pairs = answers.flatMap((from, i) => answers.slice(i + 1).map((to) => ({from, to})));
  for (const {source, rows} of groups)
    for (const {from, to} of pairs) {
      const counts = new Int32Array(from.classes.length * to.classes.length);
      for (const row of rows)
        if (from.classAt[row] !== notClassified) ++counts[from.classAt[row] * to.classes.length + to.classAt[row]];
      counts.forEach((n, i) => {
        const from_value = from.classes[Math.floor(i / to.classes.length)];
        const to_value = to.classes[i % to.classes.length];
        const [from_system, to_system] = [from.table.id, to.table.id];
        if (n > 0) result.push({source_id: source, from_system, to_system, from_value, to_value, n}, "NOT_APPLICABLE");
      });
    }
  return result.data();
}
