import type {Cell} from "../../release/tableData.js";
import {shapeOf} from "./patterns.js";
import {identifierIn} from "./scanTable.js";
import {namesPattern, withheldName} from "./withheldNames.js";

/** Cells of a table of a public release by column, as a release to be written and one that was read both have them. */
export interface ResultTable {
  readonly name: string;
  readonly columns: Readonly<Record<string, ArrayLike<Cell>>>;
}

/** The column that holds what a page says, as JSON. */
const resultColumn = "result";
/** Journals and their volumes are no patients. */
const notOfPatients: ReadonlySet<string> = new Set(["references", "citation"]);
/** A set of patients by what they have in common, of which only a hash is told. */
const hashedSet = /(?<![\w])in:[0-9a-f]{16}(?!\w)/gu;

/**
 * Looks through every text of a table of a public release for identifiers, and for names that may not be told, inside of
 * results too; one line a place, which
 * names table, column, row and where in a result it stands, and shows how the text looks, never the text. Sets are texts
 * too, by their levels; what stands for patients who meet no words is made of letters and digits by design.
 */
export function scanResults({columns, name}: ResultTable, unnamed: readonly string[]): string[] {
  const names = namesPattern(unnamed);
  return Object.entries(columns).flatMap(([column, cells]) => {
    const seen = new Set<Cell>();
    return Array.from(cells).flatMap((cell, row) => {
      if (typeof cell !== "string" || seen.has(cell)) return [];
      seen.add(cell);
      const value: unknown = column === resultColumn ? JSON.parse(cell) : cell;
      const where = `table ${name}, column ${column}, row ${row + 1}`;
      return hits(value, where, {names, ofPatients: !notOfPatients.has(column)});
    });
  });
}

function hits(
  value: unknown,
  where: string,
  wanted: {readonly names: RegExp | null; readonly ofPatients: boolean}
): string[] {
  const {names, ofPatients} = wanted;
  if (typeof value === "string") {
    const text = value.replaceAll(hashedSet, "");
    const kind = ofPatients
      ? identifierIn(text, {numbers: false, names})
      : names?.test(text)
        ? withheldName
        : undefined;
    return kind === undefined ? [] : [`${where}: ${kind}: ${shapeOf(value)}`];
  }
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, part]) =>
    hits(part, where.includes(", at ") ? `${where}.${key}` : `${where}, at ${key}`, {
      names,
      ofPatients: ofPatients && !notOfPatients.has(key)
    })
  );
}
