import {dictionaryTable} from "../../src/model/tables.js";
import {vocabularies, type VocabularyName} from "../../src/model/vocabulary.js";
import type {TableData} from "../release/tableData.js";
import {ReasonedTable} from "./reasonedTable.js";

/** One row per variable of the tables, in their order: what it means, and how many rows know it. */
export function dictionary(tables: readonly TableData[]): TableData {
  const result = new ReasonedTable(dictionaryTable);
  for (const {schema, rows, columns} of tables)
    for (const column of schema.columns) {
      const cells = columns[column.name];
      let known = 0;
      for (let i = 0; i < rows; ++i) if (cells[i] !== null) ++known;
      const closed = column.vocabulary !== undefined && column.vocabulary !== "open";
      const codes = closed ? vocabularies[column.vocabulary as VocabularyName].map((term) => term.code) : null;
      result.push(
        {
          table: schema.name,
          name: column.name,
          label: column.label,
          definition: column.definition,
          type: column.type,
          unit: column.unit ?? null,
          allowed: codes && codes.join("|"),
          plausible_min: column.min ?? null,
          plausible_max: column.max ?? null,
          privacy_class: column.privacyClass,
          n_known: known,
          n_rows: rows
        },
        "NOT_APPLICABLE"
      );
    }
  return result.data();
}
