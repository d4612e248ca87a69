import type {Cell, TableData} from "../../release/tableData.js";
import {columnTreatment} from "../inventory.js";
import type {TablePolicy} from "../policySchema.js";
import {rowsWhere} from "../treatments/generaliseTable.js";

/**
 * A table of counts that is kept, cleared: rows with a count of 1 to k − 1 left out, also where a count differs by so few
 * from the largest of the row; quoted tokens of the raw files blanked in texts; columns that may not stay dropped.
 */
export function clearTable(table: TableData, policy: TablePolicy, k: number): TableData {
  const names = (treatment: string) =>
    table.schema.columns.map(({name}) => name).filter((name) => columnTreatment(policy, name) === treatment);
  const counts = names("small");
  const kept = rowsWhere(
    table,
    (row) =>
      !isSmall(
        counts.map((name) => table.columns[name][row]),
        k
      )
  );
  const [left, texts] = [new Set(names("drop")), names("unquote")];
  const columns = kept.schema.columns.filter(({name}) => !left.has(name));
  return {
    schema: {...kept.schema, columns, sortBy: kept.schema.sortBy.filter((key) => !left.has(key))},
    rows: kept.rows,
    columns: Object.fromEntries(
      columns.map(({name}) => [
        name,
        texts.includes(name) ? Array.from(kept.columns[name], withoutQuotes) : kept.columns[name]
      ])
    )
  };
}

function isSmall(cells: readonly Cell[], k: number): boolean {
  const counts = cells.filter((cell): cell is number => typeof cell === "number");
  const most = Math.max(0, ...counts);
  return counts.some((n) => (n > 0 && n < k) || (most - n > 0 && most - n < k));
}

/** A sentence without what it quotes: “OK_” read as … becomes “…” read as …. */
function withoutQuotes(cell: Cell): Cell {
  return typeof cell === "string" ? cell.replaceAll(/“[^”]*”/gu, "“…”") : cell;
}
