import {patientOfRow} from "../../release/patientOfRow.js";
import type {Release} from "../../release/readRelease.js";
import {optionalRows, type OptionalRow, textCell} from "../optionalRows.js";
import {hasTable} from "../../release/hasTable.js";

/** The rows of one source by patient. */
export interface SourceRows {
  /** The source's patients, each person once. */
  readonly patients: readonly OptionalRow[];
  /** Rows of a table that belong to a patient. */
  rows(table: string, patient: OptionalRow): readonly OptionalRow[];
  /** First day of an event of a patient; null where there was none. */
  eventDay(patient: OptionalRow, event: string): number | null;
}

/** Reads the rows of one source; each table once. */
export function sourceRows(release: Release, source: string): SourceRows {
  const patients = optionalRows(release, "patients").filter(
    (row) => row.source_id === source && textCell(row, "duplicate_of") === null
  );
  const tables = new Map<string, ReadonlyMap<unknown, OptionalRow[]>>();
  const byPatient = (table: string): ReadonlyMap<unknown, OptionalRow[]> => {
    const known = tables.get(table);
    if (known) return known;
    const found = new Map<unknown, OptionalRow[]>();
    if (hasTable(release, table)) {
      const owners = patientOfRow(release, release.table(table));
      optionalRows(release, table).forEach((row, i) => {
        const list = found.get(owners?.[i]) ?? [];
        list.push(row);
        found.set(owners?.[i], list);
      });
    }
    tables.set(table, found);
    return found;
  };
  const rows = (table: string, patient: OptionalRow): readonly OptionalRow[] =>
    byPatient(table).get(patient.patient_id) ?? [];
  return {
    patients,
    rows,
    eventDay(patient, event) {
      const days = rows("events", patient).flatMap((row) => (row.event === event ? [Number(row.day)] : []));
      return days.length === 0 ? null : Math.min(...days);
    }
  };
}
