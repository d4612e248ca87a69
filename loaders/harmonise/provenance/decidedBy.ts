import type {Cohort} from "../patients.js";
import {ReasonedTable} from "../reasonedTable.js";
import type {Decision} from "./provenanceLog.js";

/** Name of the table that says by which evidence alterations were decided. */
export function decidedByTable(source: string): string {
  return `raw_${source}__decided_by`.toLowerCase();
}

/**
 * Which evidence decided, one row per patient and one column per alteration for which there was a choice; undefined if
 * there was none for any.
 */
export function decidedBy(
  source: string,
  decisions: ReadonlyMap<string, Decision>,
  cohort: Cohort
): ReasonedTable | undefined {
  const chosen = [...decisions].filter(([, {evidence}]) => evidence.length > 1);
  if (chosen.length === 0) return undefined;
  const table = new ReasonedTable({
    name: decidedByTable(source),
    grain: "one row per patient",
    sortBy: ["patient_id"],
    columns: [
      {
        name: "patient_id",
        type: "id",
        nullable: false,
        label: "Patient",
        definition: "Surrogate key of a patient within its source",
        privacyClass: "never_public"
      },
      ...chosen.map(([name]) => ({
        name,
        type: "code" as const,
        nullable: true,
        vocabulary: "open",
        label: name,
        definition: `Evidence that decided ${name}: a raw column, or calls; null where nothing did`,
        privacyClass: "never_public" as const
      }))
    ]
  });
  for (const id of cohort.ids) table.column("patient_id").push(id);
  for (const [name, {evidence, by}] of chosen)
    for (const rank of by) table.column(name).push(rank < 0 ? null : evidence[rank], "NOT_TESTED");
  return table;
}
