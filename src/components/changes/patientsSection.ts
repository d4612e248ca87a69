import type {PatientChanges, ReleaseComparison} from "../../model/releaseComparison.js";
import type {ChangesData} from "../../model/siteChanges.js";
import {changeFigure} from "./changeFigure.js";

/** Who came, went and changed, by source. */
export function patientsSection(
  data: ChangesData,
  {sources, patients}: Pick<ReleaseComparison, "sources" | "patients">
): HTMLElement {
  const counts = ({come, gone, changed, unchanged}: PatientChanges): number[] => [come, gone, changed, unchanged];
  const rows: [name: string, version: string, ...counts: number[]][] = sources.map((d) => [
    d.name,
    versionWords(d.versionBefore, d.versionAfter),
    ...counts(d)
  ]);
  if (sources.length > 1) rows.push(["All sources", "–", ...counts(patients)]);
  return changeFigure(data, {
    id: "patients",
    title: "Patients in and out",
    subtitle: "Patients of the two releases matched by their surrogate key.",
    caption:
      "A patient changed if any value of any of the patient's records did, or a record came or went, in what both releases hold.",
    columns: [
      {label: "Source"},
      {label: "Version"},
      {label: "In", number: true},
      {label: "Out", number: true},
      {label: "Changed", number: true},
      {label: "Unchanged", number: true}
    ],
    rows: rows.map((cells) => ({cells, data: {source: cells[0]}})),
    table: {columns: ["source", "version", "in", "out", "changed", "unchanged"], rows},
    none: "Neither release has sources."
  });
}

function versionWords(before: string | null, after: string | null): string {
  if (before === null) return `new: ${after ?? "–"}`;
  if (after === null) return `no longer in the release (${before})`;
  return before === after ? after : `${before} → ${after}`;
}
