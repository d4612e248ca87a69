import {column} from "../../../src/model/tables/columns.js";
import {columnOf} from "../../release/columnOf.js";
import {hasTable} from "../../release/hasTable.js";
import type {Release} from "../../release/readRelease.js";
import type {Cell} from "../../release/tableData.js";
import {classLabels} from "../classLabels.js";
import {countCell, optionalRows, textCell} from "../optionalRows.js";
import type {PatientRows} from "../patientRows.js";
import type {DerivedColumn} from "./derivedColumn.js";

/** The class of each patient in every classification of the release, a column each; null where it cannot be told. */
export function classFacts(release: Release, rows: PatientRows): DerivedColumn[] {
  if (!hasTable(release, "classifications")) return [];
  const table = release.table("classifications");
  const patients = rows.rowsOf("classifications");
  const values = columnOf(table, "value");
  const classes = new Map<string, Cell[]>();
  columnOf(table, "system").forEach((cell, i) => {
    const system = String(cell);
    const cells = classes.get(system) ?? new Array<Cell>(rows.count).fill(null);
    classes.set(system, cells);
    cells[patients[i]] = values[i];
  });
  const rules = optionalRows(release, "classification_rules");
  const sizes = optionalRows(release, "summary_classifications");
  const order = [...new Set([...rules.map((row) => textCell(row, "system") ?? ""), ...classes.keys()])];
  return order.flatMap((system): DerivedColumn[] => {
    const cells = classes.get(system);
    if (cells === undefined) return [];
    const own = rules
      .filter((row) => row.system === system)
      .sort((a, b) => countCell(a, "order") - countCell(b, "order"));
    const title = textCell(own.at(0) ?? {}, "title") ?? system;
    return [
      {
        column: column(system, "code", title, `Class by ${title}; null where it cannot be told`, {
          vocabulary: "open",
          nullable: true,
          privacyClass: "genomic"
        }),
        cells,
        levels: classLabels(
          own,
          sizes.filter((row) => row.system === system)
        )
      }
    ];
  });
}
