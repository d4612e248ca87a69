import type {Cell} from "../tableData.js";
import type {Origin, TracedValue} from "./traceRow.js";

/**
 * A trace in words: the values by table and row, and below each value where it came from. Values that are not known and
 * come from nowhere are left out.
 */
export function formatTrace(values: readonly TracedValue[]): string {
  const lines: string[] = [];
  let heading = "";
  for (const {table, row, scope, column, value, origins} of values) {
    if (value === null && origins.length === 0) continue;
    const title = `${table} ${row}${scope === null ? "" : `, ${String(scope)}`}`;
    if (title !== heading) lines.push(...(heading === "" ? [] : [""]), title);
    heading = title;
    lines.push(`  ${column}: ${shown(value)}`);
    for (const origin of origins) lines.push(...originLines(origin).map((line) => `    ${line}`));
  }
  return `${lines.join("\n")}\n`;
}

function originLines({file, column, cells, withheld, rule, decided, evidence}: Origin): string[] {
  const note = decided === null ? "" : decided ? " (decided)" : " (did not decide)";
  if (file === null) return [`derived: ${rule}${note}`, ...evidence.map((line) => `  ${line}`)];
  if (cells.length === 0) return [`${file}, no record: ${rule}${note}`];
  return cells.map(({record, token}) => {
    const cell = withheld ? `${column} withheld` : `${column} ${token === null ? "not kept" : `“${token}”`}`;
    return `${file}, record ${record}, ${cell}: ${rule}${note}`;
  });
}

function shown(value: Cell): string {
  if (value === null) return "not known";
  if (typeof value !== "number" || Number.isInteger(value)) return String(value);
  // The release keeps most measurements with seven digits.
  return String(Number(value.toPrecision(7)));
}
