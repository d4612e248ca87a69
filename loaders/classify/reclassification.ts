import {reclassificationTable} from "../../src/model/tables.js";
import type {HarmonisedTables} from "../harmonise/harmonisedTables.js";
import {ReasonedTable} from "../harmonise/reasonedTable.js";
import type {TableData} from "../release/tableData.js";
import type {LoadedStudy} from "../study/loadStudy.js";
import {answersByPatient, patientGroups} from "./answersByPatient.js";

/**
 * Patients by the class they have in two rule tables of the same kind, the earlier one first: over all sources (null),
 * then by source. A class that cannot be told is null. What does not occur is left out.
 */
export function reclassification(tables: HarmonisedTables, {rules}: Pick<LoadedStudy, "rules">): TableData {
  const result = new ReasonedTable(reclassificationTable);
  const answers = answersByPatient(tables);
  const pairs = rules.flatMap((from, i) =>
    rules.slice(i + 1).flatMap((to) => (from.kind === to.kind ? [{from, to}] : []))
  );
  for (const {source, rows} of patientGroups(tables))
    for (const {from, to} of pairs) {
      const [before, after] = [from, to].map(({id}) => answers.get(id)?.values ?? []);
      const counts = new Map<string, number>();
      for (const row of rows) {
        const key = `${String(before[row])} ${String(after[row])}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      for (const a of [...Object.keys(from.classes), null])
        for (const b of [...Object.keys(to.classes), null]) {
          const n = counts.get(`${String(a)} ${String(b)}`);
          if (n !== undefined)
            result.push(
              {source_id: source, from_system: from.id, to_system: to.id, from_value: a, to_value: b, n},
              "NOT_APPLICABLE"
            );
        }
    }
  return result.data();
}
