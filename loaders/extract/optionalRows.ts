import {rowsOf} from "../release/columnOf.js";
import {hasTable} from "../release/hasTable.js";
import type {Release} from "../release/readRelease.js";
import type {Cell} from "../release/tableData.js";

/** A row of a table that an older release may lack, or have without its newer columns. */
export type OptionalRow = Readonly<Partial<Record<string, Cell>>>;

/** The rows of a table; none if the release does not have it. */
export function optionalRows(release: Release, name: string): OptionalRow[] {
  return hasTable(release, name) ? rowsOf(release.table(name)) : [];
}

/** A cell as text; null where not known or without the column. */
export function textCell(row: OptionalRow, column: string): string | null {
  const cell = row[column];
  return cell === null || cell === undefined ? null : String(cell);
}

/** A cell as a number; null where not known or without the column. */
export function numberCell(row: OptionalRow, column: string): number | null {
  const cell = row[column];
  return typeof cell === "number" ? cell : null;
}

/** A count: 0 where not known. */
export function countCell(row: OptionalRow, column: string): number {
  return numberCell(row, column) ?? 0;
}
