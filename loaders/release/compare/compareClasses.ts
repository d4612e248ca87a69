import type {ClassificationShift} from "../../../src/model/releaseComparison.js";
import {columnOf} from "../columnOf.js";
import {hasTable} from "../hasTable.js";
import type {Release} from "../readRelease.js";
import {compareCells, type Cell} from "../tableData.js";

/** Patients of both releases by class before and after, for the classifications that both releases hold. */
export function compareClasses(before: Release, after: Release): ClassificationShift[] {
  const [earlier, later] = [before, after].map(classesOf);
  const shifts: ClassificationShift[] = [];
  for (const [system, classes] of later) {
    const old = earlier.get(system);
    if (!old) continue;
    const counts = new Map<string, {from: string | null; to: string | null; patients: number}>();
    for (const [patient, to] of classes) {
      const from = old.get(patient);
      if (from === undefined) continue;
      const key = JSON.stringify([from, to]);
      const found = counts.get(key) ?? {from, to, patients: 0};
      ++found.patients;
      counts.set(key, found);
    }
    const ordered = [...counts.values()].sort((a, b) => compareCells(a.from, b.from) || compareCells(a.to, b.to));
    shifts.push(...ordered.map((shift) => ({system, ...shift})));
  }
  return shifts;
}

/** Class of every patient by classification; empty if the release has none. */
export function classesOf(release: Release): Map<string, Map<Cell, string | null>> {
  const result = new Map<string, Map<Cell, string | null>>();
  if (!hasTable(release, "classifications")) return result;
  const table = release.table("classifications");
  const patients = columnOf(table, "patient_id");
  const values = columnOf(table, "value");
  columnOf(table, "system").forEach((cell, row) => {
    const system = String(cell);
    let classes = result.get(system);
    if (!classes) result.set(system, (classes = new Map<Cell, string | null>()));
    const value = values[row];
    classes.set(patients[row], value === null ? null : String(value));
  });
  return result;
}
