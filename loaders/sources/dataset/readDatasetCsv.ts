import {describeTable} from "../define/describeTable.js";
import type {ColumnInfo, RawTable, TableInfo} from "../rawTable.js";
import type {TabularResult} from "../tabular.js";
import {readTabular} from "../tabular.js";
import type {TabularFormat} from "../tabularFormat.js";
import {canonicalNumber, canonicalText} from "./canonicalCell.js";
import type {DatasetOptions} from "./datasetOptions.js";
import {numberMeaning} from "./sasFormat.js";

/** How SAS and R write a missing number. */
const missingNumber = /^(NA|\.[A-Z_]?)?$/;

/**
 * Reads a dataset that was exported as delimited text, streaming. The text does not tell numbers from text, and dates are
 * in it as counts of days, so that the definition says which columns hold numbers and how they are displayed: those are
 * written as in all formats of a dataset ({@link canonicalNumber}), `.`, `.A`, `NA` and the like as blank. A cell that
 * should be a number and is none stays as written.
 *
 * @throws {SourceError} as {@link readTabular} does
 */
export async function readDatasetCsv(
  path: string,
  format: TabularFormat,
  {definition, ...options}: DatasetOptions = {}
): Promise<TabularResult> {
  const read = await readTabular(path, format, options);
  const {table} = read;
  const kept = new Map<string, readonly string[]>();
  const wanted = new Set(options.columns ?? table.columns);
  for (const name of table.columns.filter((column) => wanted.has(column)))
    kept.set(name, canonical(table, name, definition));
  const known = table.columns.map((name): [string, ColumnInfo] => [name, {label: "", kind: kindOf(name, definition)}]);
  const own: TableInfo = {name: definition?.name ?? "", label: "", columns: new Map(known)};
  return {
    ...read,
    table: {
      ...table,
      info: describeTable(own, definition),
      column: (name) => kept.get(name) ?? table.column(name)
    }
  };
}

function kindOf(name: string, definition: TableInfo | undefined): ColumnInfo["kind"] {
  return definition?.columns.get(name)?.kind ?? "text";
}

function canonical(table: RawTable, name: string, definition: TableInfo | undefined): readonly string[] {
  const meaning = numberMeaning(definition?.columns.get(name)?.format);
  const cellOf = kindOf(name, definition) === "number" ? numberCell : canonicalText;
  const written = new Map<string, string>();
  return table.column(name).map((cell) => {
    let text = written.get(cell);
    if (text === undefined) written.set(cell, (text = cellOf(cell)));
    return text;
  });

  function numberCell(cell: string): string {
    const trimmed = cell.trim();
    if (missingNumber.test(trimmed)) return "";
    const value = Number(trimmed);
    return Number.isFinite(value) ? canonicalNumber(value, meaning) : cell;
  }
}
