import {rowsOf} from "../columnOf.js";
import {hasTable} from "../hasTable.js";
import type {Release} from "../readRelease.js";
import type {Cell} from "../tableData.js";
import type {FoundRow} from "./findRows.js";

type Row = Readonly<Record<string, Cell>>;

/** The harmonised rows that a derived value of a row rests on, in words; none where that is not kept. */
export type DerivedEvidence = (row: FoundRow, column: string) => string[];

/** Finds the calls and assays behind an alteration and the events behind an outcome; reads each table once. */
export function derivedEvidence(release: Release): DerivedEvidence {
  const known = new Map<string, Row[]>();
  const rows = (table: string): Row[] => {
    let found = known.get(table);
    if (!found) known.set(table, (found = hasTable(release, table) ? rowsOf(release.table(table)) : []));
    return found;
  };
  return ({table, patient}, column) => {
    if (table === "outcomes" && column === "time_days")
      return rows("events")
        .filter((d) => d.patient_id === patient)
        .map(({event, day}) => `event ${String(event)} on day ${String(day)}`);
    if (table !== "patient_features") return [];
    const gene = rows("summary_alterations").find((d) => d.alteration === column)?.gene_symbol;
    const calls = rows("mutations")
      .filter((d) => d.patient_id === patient && d.gene_symbol === gene)
      .map((d) => {
        const change = d.hgvs_p ?? d.variant_class ?? "variant";
        return `call ${String(d.mutation_id)}: ${String(gene)} ${String(change)}, ${String(d.call_class)}, ${String(d.qc)}`;
      });
    const panels = new Set(
      rows("gene_panels")
        .filter((d) => d.alteration === column)
        .map((d) => d.panel_id)
    );
    const samples = new Set(
      rows("samples")
        .filter((d) => d.patient_id === patient)
        .map((d) => d.sample_id)
    );
    const assays = rows("assays")
      .filter((d) => samples.has(d.sample_id) && panels.has(d.panel_id))
      .map((d) => `assay ${String(d.assay_id)} with panel ${String(d.panel_id)}: ${String(d.status)}`);
    return [...(calls.length === 0 ? ["no call of the gene"] : calls), ...assays];
  };
}
