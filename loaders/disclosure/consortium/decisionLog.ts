import type {ReleaseManifest} from "../../../src/model/release.js";
import {disclosureDecisionsTable} from "../../../src/model/tables.js";
import type {TableData} from "../../release/tableData.js";
import {TableBuilder} from "../../release/tableData.js";
import {columnTreatment, tablePolicy} from "../inventory.js";
import type {Policy} from "../policySchema.js";
import type {ColumnChange, GeneralisedTable} from "../treatments/generaliseTable.js";
import {treatmentWords} from "./treatmentWords.js";

/** Collects what was done to tables of rows, for the table `disclosure_decisions`. */
export class DecisionLog {
  private readonly changes = new Map<string, readonly ColumnChange[]>();

  constructor(private readonly policy: Policy) {}

  /** Notes what was done to a table of rows. */
  rows({table, changes}: GeneralisedTable): void {
    this.changes.set(table.schema.name, changes);
  }

  /** Every table of the exact release with its decision, and every column of those that stay. */
  table({tables}: Pick<ReleaseManifest, "tables">, released: ReadonlyMap<string, TableData>): TableData {
    const result = new TableBuilder(disclosureDecisionsTable);
    for (const {name, rows, columns} of tables) {
      const {decision, ...own} = tablePolicy(this.policy, name)!;
      // Raw files have the patients who were left out as well: beside those released, their rows would tell how few.
      const before = name.startsWith("raw_") ? null : rows;
      result.push({table: name, decision, rows_before: before, rows_after: released.get(name)?.rows ?? 0});
      if (decision === "drop") continue;
      for (const column of columns) {
        const treatment = columnTreatment({decision, ...own}, column)!;
        const change = this.changes.get(name)?.find((d) => d.column === column);
        const words =
          treatment === "recount" ? "made again from the released rows" : treatmentWords(treatment, this.policy);
        result.push({
          table: name,
          column,
          decision,
          treatment: words ?? "as it is",
          n_changed: change?.changed ?? null,
          n_blanked: change?.blanked ?? null
        });
      }
    }
    return result.build();
  }
}
