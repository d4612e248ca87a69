import {summaryAlterationsTable} from "../../src/model/tables.js";
import type {Cell, TableData} from "../release/tableData.js";
import type {DiseaseAlteration} from "../study/diseaseSchema.js";
import type {HarmonisedTables} from "./harmonisedTables.js";
import {ReasonedTable} from "./reasonedTable.js";

/** Patients mutated and tested per alteration: over all sources (null), then by source. */
export function summaryAlterations(tables: HarmonisedTables, alterations: readonly DiseaseAlteration[]): TableData {
  const result = new ReasonedTable(summaryAlterationsTable);
  const sourceOf = new Map<Cell, Cell>();
  const sources = tables.patients.column("source_id").values;
  tables.patients.column("patient_id").values.forEach((id, i) => sourceOf.set(id, sources[i]));
  const rowSource = tables.patient_features.column("patient_id").values.map((id) => sourceOf.get(id) ?? null);
  const names = [...new Set(rowSource)].sort();
  for (const source of [null, ...names])
    for (const {name, gene} of alterations) {
      const status = tables.patient_features.column(name).values;
      let mutated = 0;
      let tested = 0;
      let patients = 0;
      for (let i = 0; i < status.length; ++i) {
        if (source !== null && rowSource[i] !== source) continue;
        ++patients;
        if (status[i] === null) continue;
        ++tested;
        if (status[i] === 1) ++mutated;
      }
      result.push(
        {
          source_id: source,
          alteration: name,
          gene_symbol: gene,
          n_mutated: mutated,
          n_tested: tested,
          n_patients: patients
        },
        "NOT_APPLICABLE"
      );
    }
  return result.data();
}
