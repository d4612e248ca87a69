import {summaryAlterationsTable} from "../../src/model/tables.js";
import type {Cell, TableData} from "../release/tableData.js";
import type {LoadedStudy} from "../study/loadStudy.js";
import {byDesign} from "./byDesign.js";
import type {HarmonisedTables} from "./harmonisedTables.js";
import {duplicateIds} from "./overlap/uniquePatients.js";
import {ReasonedTable} from "./reasonedTable.js";

/**
 * Patients mutated and tested per alteration: over all sources (null), then by source. A source whose eligibility fixes
 * the gene says nothing of how often it is mutated; its patients are left out of the row over all sources, as are further
 * records of a person.
 */
export function summaryAlterations(
  tables: HarmonisedTables,
  {disease: {alterations}, sources}: Pick<LoadedStudy, "disease" | "sources">
): TableData {
  const result = new ReasonedTable(summaryAlterationsTable);
  const sourceOf = new Map<Cell, Cell>();
  const sourceIds = tables.patients.column("source_id").values;
  tables.patients.column("patient_id").values.forEach((id, i) => sourceOf.set(id, sourceIds[i]));
  const rowSource = tables.patient_features.column("patient_id").values.map((id) => sourceOf.get(id) ?? null);
  const duplicates = duplicateIds(tables);
  const duplicate = tables.patient_features.column("patient_id").values.map((id) => duplicates.has(id));
  const names = [...new Set(rowSource)].sort();
  const fixed = new Map<Cell, ReadonlyMap<string, unknown>>(
    sources.map(({source, mapping}) => [source.id, byDesign(mapping, alterations)])
  );
  for (const source of [null, ...names])
    for (const {name, gene} of alterations) {
      const status = tables.patient_features.column(name).values;
      const counted = new Set(names.filter((d) => (source === null ? fixed.get(d)?.has(name) !== true : d === source)));
      let mutated = 0;
      let tested = 0;
      let patients = 0;
      for (let i = 0; i < status.length; ++i) {
        if (!counted.has(rowSource[i]) || (source === null && duplicate[i])) continue;
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
          n_patients: patients,
          by_design:
            source === null ? names.some((d) => fixed.get(d)?.has(name)) : (fixed.get(source)?.has(name) ?? false)
        },
        "NOT_APPLICABLE"
      );
    }
  return result.data();
}
