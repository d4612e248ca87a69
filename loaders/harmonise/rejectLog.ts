import {rejectsTable} from "../../src/model/tables.js";
import type {RawTable} from "../sources/rawTable.js";
import type {Surrogate} from "./surrogate.js";
import {ReasonedTable} from "./reasonedTable.js";

/** What was wrong with a record or a value, and what would have been accepted. */
export interface Refusal {
  readonly reason: string;
  readonly expected: string;
  /** The token may not be shown: its letters and digits are hidden. */
  readonly hidden?: boolean;
}

const longestValue = 80;

/** A token of which only the signs may be shown. */
export function hiddenToken(token: string): string {
  return token.replace(/[\p{L}\p{N}]/gu, "•");
}

/** Collects the records and values of one source that could not be used; each value is listed once. */
export class RejectLog {
  private readonly seen = new Set<string>();
  private readonly hidden = new Set<string>();
  private readonly source: string;
  private readonly surrogate: Surrogate;
  private readonly table: ReasonedTable;

  constructor(source: string, surrogate: Surrogate, table = new ReasonedTable(rejectsTable)) {
    this.source = source;
    this.surrogate = surrogate;
    this.table = table;
  }

  /** Names a raw column that holds patient ids: its tokens are shown as surrogates only. */
  hide(file: string, column: string): void {
    this.hidden.add(`${file}|${column}`);
  }

  /**
   * Lists a value that was removed.
   *
   * @param row index of the record in the raw table
   */
  value(raw: RawTable, row: number, column: string, token: string, {reason, expected, hidden}: Refusal): void {
    const number = raw.recordNumber(row, column);
    const key = `${raw.file}|${number}|${column}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    const shown = this.hidden.has(`${raw.file}|${column}`) ? this.surrogate(token) : token;
    this.push(raw.file, number, column, hidden ? hiddenToken(shown) : shown, reason, expected);
  }

  /**
   * Lists a record that was refused as a whole. Its patient's raw id, if any, is shown only as a surrogate.
   *
   * @param row data record, counted from 1
   */
  record(file: string, row: number, rawId: string | null, {reason, expected}: Refusal): void {
    this.push(file, row, null, rawId === null ? null : this.surrogate(rawId), reason, expected);
  }

  get rows(): number {
    return this.table.rows;
  }

  private push(
    file: string,
    row: number,
    column: string | null,
    value: string | null,
    reason: string,
    expected: string
  ): void {
    this.table.column("source_id").push(this.source);
    this.table.column("file").push(file);
    this.table.column("row").push(row);
    this.table.column("column").push(column, "NOT_APPLICABLE");
    this.table.column("value").push(value === null ? null : value.slice(0, longestValue), "NOT_APPLICABLE");
    this.table.column("reason").push(reason);
    this.table.column("expected").push(expected);
  }
}
