import {columnOf, rowsOf} from "../../release/columnOf.js";
import {hasTable} from "../../release/hasTable.js";
import type {Release} from "../../release/readRelease.js";
import type {Cell} from "../../release/tableData.js";

/** A row of a table. */
export type ReleaseRow = Readonly<Record<string, Cell>>;

/** A sample that is exported. */
export interface ExportedSample {
  readonly id: string;
  readonly patient: string;
  readonly source: string;
  /** Which of the patient's samples it is: the time point, numbered from the second of one. */
  readonly name: string;
  readonly row: ReleaseRow;
}

/** What is exported of a release: persons once, their samples, and the rows about either. */
export interface ExportedRelease {
  readonly release: Release;
  /** Rows of `patients`. */
  readonly patientRows: readonly number[];
  /** Source by patient. */
  readonly patients: ReadonlyMap<string, string>;
  readonly samples: readonly ExportedSample[];
  readonly byId: ReadonlyMap<string, ExportedSample>;
  /** Rows of a table about these patients, or samples where it has no column of patients; none if the release lacks the table. */
  rows(table: string): readonly ReleaseRow[];
}

/** Picks what is exported: records for which another source's stand are left out. */
export function exportedRelease(release: Release): ExportedRelease {
  const table = release.table("patients");
  const duplicates = columnOf(table, "duplicate_of");
  const patientRows = duplicates.flatMap((of, row) => (of === null ? [row] : []));
  const [ids, sources] = ["patient_id", "source_id"].map((name) => columnOf(table, name));
  const patients = new Map(patientRows.map((row) => [String(ids[row]), String(sources[row])]));
  const counts = new Map<string, number>();
  const samples: ExportedSample[] = [];
  for (const row of rowsOf(release.table("samples"))) {
    const patient = String(row.patient_id);
    const source = patients.get(patient);
    if (source === undefined) continue;
    const name = row.timepoint === null ? "unknown" : String(row.timepoint);
    const n = (counts.get(`${patient} ${name}`) ?? 0) + 1;
    counts.set(`${patient} ${name}`, n);
    samples.push({id: String(row.sample_id), patient, source, name: n === 1 ? name : `${name}_${n}`, row});
  }
  const byId = new Map(samples.map((sample) => [sample.id, sample]));
  return {
    release,
    patientRows,
    patients,
    samples,
    byId,
    rows(name) {
      if (!hasTable(release, name)) return [];
      const all = rowsOf(release.table(name));
      return all.filter(({sample_id: sample, patient_id: patient}) =>
        patient === undefined ? byId.has(String(sample)) : patients.has(String(patient))
      );
    }
  };
}
