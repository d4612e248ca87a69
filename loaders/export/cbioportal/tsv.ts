import type {Cell} from "../../release/tableData.js";

/** A tab-separated table; a cell that is not known is blank. Signs that would break a line become spaces. */
export function tsv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(cellText).join("\t")}\n`).join("");
}

/** A cell as text: numbers in the fewest digits that give the same 32-bit number again. */
export function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  if (typeof cell === "number") return numberText(cell);
  return plainText(cell);
}

/** A text in one line without tabs. */
export function plainText(text: string): string {
  return text.replaceAll(/[\t\r\n]+/gu, " ");
}

function numberText(value: number): string {
  if (Number.isInteger(value) || Math.fround(value) !== value) return String(value);
  for (let digits = 1; digits < 9; ++digits) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(value);
}

/** A file of `key: value` lines. */
export function metaText(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([key, value]) => `${key}: ${plainText(value)}\n`)
    .join("");
}
