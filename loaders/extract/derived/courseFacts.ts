import {column} from "../../../src/model/tables/columns.js";
import {columnOf} from "../../release/columnOf.js";
import {hasTable} from "../../release/hasTable.js";
import type {Release} from "../../release/readRelease.js";
import type {Cell} from "../../release/tableData.js";
import {countCell, optionalRows, textCell} from "../optionalRows.js";
import type {PatientRows} from "../patientRows.js";
import type {DerivedColumn} from "./derivedColumn.js";

const day = (name: string, label: string, definition: string, cells: readonly Cell[]): DerivedColumn => ({
  column: column(name, "i32", label, definition, {nullable: true, unit: "d", privacyClass: "quasi", min: 0}),
  cells
});
const fact = (name: string, label: string, definition: string, cells: readonly Cell[]): DerivedColumn => ({
  column: column(name, "bool", label, definition, {nullable: true, privacyClass: "sensitive"}),
  cells
});

/**
 * Remission, relapse and death of each patient with their first days. "No" needs a source that records such events and
 * a patient who was followed; else the value is not known.
 */
export function courseFacts(release: Release, rows: PatientRows): DerivedColumn[] {
  if (!hasTable(release, "events")) return [];
  const days = firstDays(release, rows);
  const of = (event: string): Cell[] => days.get(event) ?? new Array<Cell>(rows.count).fill(null);
  const [remission, relapse, death] = [of("cr"), of("relapse"), of("death")];
  const followed = followedPatients(rows);
  const recorded = sourcesThatRecordRemission(release);
  const sources = columnOf(release.table("patients"), "source_id").map(String);
  const remissionKnown = (i: number) => followed[i] && recorded.has(sources[i]);
  return [
    fact(
      "complete_remission",
      "Complete remission",
      "Ever in complete remission, after any treatment; null where the source does not record remissions",
      remission.map((d, i) => (d !== null ? true : remissionKnown(i) ? false : null))
    ),
    fact(
      "relapsed",
      "Relapse",
      "Relapse after a complete remission; null without one",
      relapse.map((d, i) => (d !== null ? true : remission[i] !== null && followed[i] ? false : null))
    ),
    fact(
      "died",
      "Death",
      "Death from any cause within follow-up",
      death.map((d, i) => (d !== null ? true : followed[i] ? false : null))
    ),
    day("cr_day", "Remission, day", "Days from the index event to the first complete remission", remission),
    day("relapse_day", "Relapse, day", "Days from the index event to the first relapse", relapse),
    day("death_day", "Death, day", "Days from the index event to death", death)
  ];
}

/** The first day of each event by patient. */
function firstDays(release: Release, rows: PatientRows): Map<string, Cell[]> {
  const events = release.table("events");
  const patients = rows.rowsOf("events");
  const days = columnOf(events, "day");
  const first = new Map<string, Cell[]>();
  columnOf(events, "event").forEach((event, i) => {
    const day = days[i];
    if (typeof day !== "number") return;
    const cells = first.get(String(event)) ?? new Array<Cell>(rows.count).fill(null);
    first.set(String(event), cells);
    const known = cells[patients[i]];
    if (typeof known !== "number" || day < known) cells[patients[i]] = day;
  });
  return first;
}

/** Whether anything is known of the course of each patient. */
function followedPatients(rows: PatientRows): boolean[] {
  const followed = new Array<boolean>(rows.count).fill(false);
  for (const row of rows.rowsOf("events")) followed[row] = true;
  return followed;
}

/** Sources whose events suffice for an endpoint that begins with the remission. */
function sourcesThatRecordRemission(release: Release): Set<string> {
  const support = optionalRows(release, "endpoint_support");
  const own = support.filter((row) => row.endpoint === "RFS" && countCell(row, "n") > 0);
  return new Set(own.flatMap((row) => textCell(row, "source_id") ?? []));
}
