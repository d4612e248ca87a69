import {assayColumn} from "../../../src/model/cohortVariables.js";
import {column} from "../../../src/model/tables/columns.js";
import {vocabularies} from "../../../src/model/vocabulary.js";
import {hasTable} from "../../release/hasTable.js";
import type {Release} from "../../release/readRelease.js";
import {optionalRows, textCell} from "../optionalRows.js";
import type {PatientRows} from "../patientRows.js";
import type {DerivedColumn} from "./derivedColumn.js";

/** For every kind of assay in the release, whether it gave a result in any sample of a patient. */
export function assayFacts(release: Release, rows: PatientRows): DerivedColumn[] {
  const assays = optionalRows(release, "assays");
  if (assays.length === 0 || !hasTable(release, "samples")) return [];
  const patientOf = new Map<string | null, number>();
  const patients = rows.rowsOf("samples");
  optionalRows(release, "samples").forEach((row, i) => patientOf.set(textCell(row, "sample_id"), patients[i]));
  return vocabularies.assayType.flatMap(({code, label}): DerivedColumn[] => {
    const done = assays.filter((row) => row.assay_type === code && row.status === "done");
    if (done.length === 0) return [];
    const cells = new Array<boolean>(rows.count).fill(false);
    for (const row of done) {
      const patient = patientOf.get(textCell(row, "sample_id"));
      if (patient !== undefined) cells[patient] = true;
    }
    return [{column: column(assayColumn(code), "bool", label, `${label}: done with a result in any sample`), cells}];
  });
}
