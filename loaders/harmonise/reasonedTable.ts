import type {TableSchema} from "../../src/model/column.js";
import type {Cell, TableData} from "../release/tableData.js";
import type {NullReason} from "./nullReasons.js";
import {nullReasons, reasonCode} from "./nullReasons.js";

/** A value with this code is the limit of a censored measurement; all other codes stand beside nulls. */
const censored = reasonCode("CENSORED_LOD");

/**
 * One column in the making: a value or a null with its reason, row by row. A value may carry the reason `CENSORED_LOD`:
 * it is then the limit of a measurement beyond it.
 */
export class ReasonedColumn {
  private cells: Cell[] = [];
  private codes = new Uint8Array(0);

  /** The values so far; not to be changed. */
  get values(): readonly Cell[] {
    return this.cells;
  }

  /** Numbers of the reasons ({@link reasonCode}) of nulls and censored values, 0 for any other value. */
  get reasons(): Uint8Array {
    return this.codes.subarray(0, this.cells.length);
  }

  /** Appends a value; `reason` counts only for null, except `CENSORED_LOD`. */
  push(value: Cell, reason: NullReason = "UNKNOWN"): void {
    this.pushCoded(value, value === null || reason === "CENSORED_LOD" ? reasonCode(reason) : 0);
  }

  /** Appends a value whose reason, if null or censored, is given by number. */
  pushCoded(value: Cell, code: number): void {
    const at = this.cells.length;
    if (at === this.codes.length) this.grow(at + 1);
    this.cells.push(value);
    this.codes[at] = value === null || code === censored ? code : 0;
  }

  /** Replaces the null of a row by a value. */
  set(row: number, value: Exclude<Cell, null>): void {
    this.cells[row] = value;
    this.codes[row] = 0;
  }

  /** Appends the same value `n` times; `reason` counts only for null. */
  fill(value: Cell, n: number, reason: NullReason = "UNKNOWN"): void {
    const code = value === null ? reasonCode(reason) : 0;
    for (let i = 0; i < n; ++i) this.pushCoded(value, code);
  }

  /** Appends a whole column, which must not be changed afterwards: an empty column takes its arrays over. */
  append(other: ReasonedColumn): void {
    if (this.cells.length === 0) {
      this.cells = other.cells;
      this.codes = other.codes;
      return;
    }
    const {reasons} = other;
    other.cells.forEach((value, i) => this.pushCoded(value, reasons[i]));
  }

  private grow(needed: number): void {
    const larger = new Uint8Array(Math.max(16, needed, this.codes.length * 2));
    larger.set(this.codes);
    this.codes = larger;
  }
}

/** A table in the making, column by column; every row must be pushed to every column. */
export class ReasonedTable {
  readonly schema: TableSchema;
  private readonly columns: ReadonlyMap<string, ReasonedColumn>;

  constructor(schema: TableSchema) {
    this.schema = schema;
    this.columns = new Map(schema.columns.map((column) => [column.name, new ReasonedColumn()]));
  }

  /** @throws {RangeError} if the schema has no such column */
  column(name: string): ReasonedColumn {
    const column = this.columns.get(name);
    if (!column) throw new RangeError(`unknown column: ${this.schema.name}.${name}`);
    return column;
  }

  /** Appends one row; columns that are not given become null for `reason`. For tables with few rows. */
  push(row: Readonly<Record<string, Cell>>, reason: NullReason = "NOT_COLLECTED"): void {
    for (const [name, column] of this.columns) column.push(Object.hasOwn(row, name) ? row[name] : null, reason);
  }

  get rows(): number {
    return this.column(this.schema.columns[0].name).values.length;
  }

  /** The table as the release takes it. */
  data(): TableData {
    const columns = Object.fromEntries([...this.columns].map(([name, column]) => [name, column.values]));
    return {schema: this.schema, rows: this.rows, columns};
  }

  /**
   * Rows per reason of the nulls and censored values of a column, by the rows' group (e.g. source).
   *
   * @param groups group of every row, or one for all
   */
  countReasons(name: string, groups: readonly Cell[] | string): Map<string, Map<NullReason, number>> {
    const {reasons} = this.column(name);
    const counts = new Map<string, Map<NullReason, number>>();
    for (let i = 0; i < reasons.length; ++i) {
      if (reasons[i] === 0) continue;
      const group = typeof groups === "string" ? groups : String(groups[i]);
      let inner = counts.get(group);
      if (!inner) counts.set(group, (inner = new Map<NullReason, number>()));
      const reason = nullReasons[reasons[i] - 1];
      inner.set(reason, (inner.get(reason) ?? 0) + 1);
    }
    return counts;
  }
}
