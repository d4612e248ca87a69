import type {RawReject, RawTable} from "../rawTable.js";
import {SharedTexts} from "../sharedTexts.js";
import {clip, SourceError} from "../sourceError.js";
import {canonicalOmop, omopExpected} from "./canonicalOmop.js";
import type {CdmTable, CdmType} from "./cdmTables.js";
import {cdmTables} from "./cdmTables.js";
import type {OmopConnection} from "./omopConnection.js";
import {orderOf} from "./orderOf.js";
import type {RawNote} from "./omopNotes.js";

/** What to read of a table. */
export interface OmopWanted {
  /** Name in messages. */
  readonly file: string;
  readonly table: string;
  /** Columns to keep; all if not given. */
  readonly columns?: readonly string[];
  /** Those of them that need not exist. */
  readonly optional?: ReadonlySet<string>;
}

/** A table of the common data model as read. */
export interface OmopTable {
  readonly table: RawTable;
  readonly rejects: readonly RawReject[];
  readonly records: number;
  readonly notes: readonly RawNote[];
}

interface Kept {
  readonly name: string;
  readonly type: CdmType;
  readonly needed: boolean;
  readonly cells: string[];
  readonly texts: SharedTexts;
  nulls: number;
}

/** What tells when a person was born. */
export const birthColumns = ["year_of_birth", "month_of_birth", "day_of_birth"] as const;

/**
 * Reads a table through a connection. Names of columns are in lower case, and cells one text for each value
 * ({@link canonicalOmop}). Rows are in the order of the table's key, and counted in it, because a database has no other.
 * A row is refused if a cell that is read is not of the field's type, or if its key was used before. Fields that the
 * model needs and the table lacks, or that are null, are counted.
 *
 * @throws {SourceError} on a missing column that is wanted or makes the key, or one that stands there twice
 */
export async function readOmopTable(connection: OmopConnection, wanted: OmopWanted): Promise<OmopTable> {
  const {file, table} = wanted;
  const model = cdmTables.get(table)!;
  const {header, found} = await headerOf(connection, table, file, model);
  const names = columnsOf(wanted, model, found, header);
  const kept = names.map((name): Kept => {
    const {type = "text", needed = false} = model.fields.get(name) ?? {};
    return {name, type, needed, cells: [], texts: new SharedTexts(), nulls: 0};
  });
  const malformed: RawReject[] = [];
  const rejects: RawReject[] = [];
  let records = 0;
  for await (const batch of connection.rows(
    table,
    names.map((name) => found.get(name)!)
  )) {
    for (const reject of batch.malformed ?? []) malformed.push({...reject, file});
    const before = records;
    records += batch.rows + (batch.malformed?.length ?? 0);
    const placeOf = batch.placeOf ?? ((row: number) => before + row + 1);
    for (let row = 0; row < batch.rows; ++row) addRow(file, kept, batch.cells, row, rejects, placeOf);
  }
  const keys = model.key.map((name) => kept.find((column) => column.name === name)!.cells);
  const {order, places, repeated} = orderOf(
    keys,
    kept.map(({cells}) => cells)
  );
  for (const row of repeated)
    rejects.push({
      file,
      row,
      column: model.key.join(", "),
      value: null,
      reason: "duplicate key",
      expected: `one row for each ${model.key.join(", ")}`
    });
  return {
    table: tableOf(file, header, kept, order, places),
    rejects: [...malformed, ...rejects],
    records,
    notes: notesOf(table, model, header, kept)
  };
}

/** Columns in the order of the model, then the others by name, with their names in the medium. */
async function headerOf(
  connection: OmopConnection,
  table: string,
  file: string,
  model: CdmTable
): Promise<{header: string[]; found: Map<string, string>}> {
  const found = new Map<string, string>();
  for (const name of await connection.columns(table)) {
    const lower = name
      .trim()
      .replace(/^\ufeff/u, "")
      .toLowerCase();
    if (found.has(lower)) throw new SourceError("column stands twice in the header", {file, column: lower});
    found.set(lower, name);
  }
  const own = [...model.fields.keys()].filter((name) => found.has(name));
  const others = [...found.keys()].filter((name) => !model.fields.has(name)).sort();
  return {header: [...own, ...others], found};
}

/** The columns to read: those wanted, the key, what the model needs, and what tells the days of birth and of the row. */
function columnsOf(
  {file, table, columns, optional}: OmopWanted,
  model: CdmTable,
  found: ReadonlyMap<string, string>,
  header: readonly string[]
): string[] {
  const asked = columns ?? header;
  const required = [...asked.filter((name) => !optional?.has(name)), ...model.key];
  const missing = required.find((name) => !found.has(name));
  if (missing !== undefined) {
    const expected = `one of ${header.map((name) => JSON.stringify(clip(name, 40))).join(", ")}`;
    throw new SourceError("missing column", {file, column: missing, expected});
  }
  const needed = [...model.fields].filter(([, field]) => field.needed).map(([name]) => name);
  const told = table === "person" ? birthColumns : model.start === undefined ? [] : [model.start, "person_id"];
  return [...new Set([...asked, ...model.key, ...needed, ...told])].filter((name) => found.has(name));
}

function addRow(
  file: string,
  kept: readonly Kept[],
  cells: readonly (readonly unknown[])[],
  row: number,
  rejects: RawReject[],
  placeOf: (row: number) => number
): void {
  const texts: string[] = [];
  for (const [i, {name, type}] of kept.entries()) {
    const value = cells[i][row];
    const text = canonicalOmop(value, type);
    if (text === null) {
      const shown = typeof value === "string" || typeof value === "number" ? clip(String(value)) : null;
      const expected = omopExpected[type];
      rejects.push({file, row: placeOf(row), column: name, value: shown, reason: `not ${expected}: ${name}`, expected});
      return;
    }
    texts.push(text);
  }
  for (const [i, column] of kept.entries()) {
    column.cells.push(column.texts.of(texts[i]));
    if (texts[i] === "") ++column.nulls;
  }
}

function tableOf(
  file: string,
  columns: readonly string[],
  kept: readonly Kept[],
  order: Uint32Array,
  places: Uint32Array
): RawTable {
  const cellsOf = new Map<string, readonly string[]>();
  // Most files are in order, and need no second copy of their cells.
  const inOrder = order.length === kept[0]?.cells.length && order.every((row, i) => row === i);
  for (const {name, cells} of kept) cellsOf.set(name, inOrder ? cells : Array.from(order, (row) => cells[row]));
  return {
    file,
    columns,
    rows: order.length,
    column(name) {
      const found = cellsOf.get(name);
      if (found === undefined) throw new RangeError(`unknown column: ${name}`);
      return found;
    },
    recordNumber: (index) => places[index]
  };
}

function notesOf(table: string, model: CdmTable, header: readonly string[], kept: readonly Kept[]): RawNote[] {
  const needed = [...model.fields].filter(([, field]) => field.needed).map(([name]) => name);
  const lacking = needed.filter((name) => !header.includes(name));
  const notes: RawNote[] = [
    {
      rule: "omop_field_missing",
      severity: "warning",
      n: lacking.length,
      checked: needed.length,
      description: `Fields that the model requires of ${table} and the table has not${listed(lacking)}`
    }
  ];
  for (const {name, nulls, cells, needed} of kept)
    if (needed)
      notes.push({
        rule: "omop_required_null",
        severity: "warning",
        n: nulls,
        checked: cells.length,
        description: `${name}: null, although the model requires a value`
      });
  return notes;
}

const listed = (names: readonly string[]): string => (names.length === 0 ? "" : `: ${names.join(", ")}`);
