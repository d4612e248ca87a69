import type {Facet} from "../../../src/model/siteData.js";
import {type Vocabulary, vocabularies, type VocabularyName} from "../../../src/model/vocabulary.js";
import {columnOf} from "../../release/columnOf.js";
import {duplicatePatients} from "../../release/duplicatePatients.js";
import type {Release} from "../../release/readRelease.js";
import type {Cell} from "../../release/tableData.js";
import {truthLevels} from "../truthLevels.js";
import type {DerivedColumn} from "./derivedColumn.js";
import {derivedColumns} from "./derivedColumns.js";

/** The derived categorical columns as facets, a person counting once; levels that do not occur are left out. */
export function derivedFacets(release: Release): Facet[] {
  const duplicates = duplicatePatients(release);
  const once = columnOf(release.table("patients"), "patient_id").map((id) => !duplicates.has(id));
  return derivedColumns(release)
    .filter(({column}) => column.type === "bool" || column.type === "code")
    .map((derived) => {
      const counts = new Map<Cell, number>();
      derived.cells.forEach((cell, i) => {
        if (once[i]) counts.set(cell, (counts.get(cell) ?? 0) + 1);
      });
      const levels = levelsOf(derived).map(({code, label}) => {
        return {code, label, n: counts.get(derived.column.type === "bool" ? code === "true" : code) ?? 0};
      });
      const {name: variable, label} = derived.column;
      return {variable, label, levels: levels.filter(({n}) => n > 0), nUnknown: counts.get(null) ?? 0};
    })
    .filter(({levels}) => levels.length > 0);
}

/** The days from the index event among the derived columns. */
export function derivedDays(release: Release): string[] {
  return derivedColumns(release).flatMap(({column}) => (column.type === "i32" ? [column.name] : []));
}

function levelsOf({column, levels}: DerivedColumn): Vocabulary {
  if (levels !== undefined) return levels;
  return column.type === "bool" ? truthLevels : vocabularies[column.vocabulary as VocabularyName];
}
