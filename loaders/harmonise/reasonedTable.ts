import type {TableSchema} from "../../src/model/column.js";
import type {Cell, TableData} from "../release/tableData.js";
import type {NullReason} from "./nullReasons.js";
import {nullReasons, reasonCode} from "./nullReasons.js";

/** One column in the making: a value or a null with its reason, row by row. */
export class ReasonedColumn {
  readonly values: Cell[] = [];
  /** Number of the reason of a null ({@link reasonCode}), 0 for a known value. */
  readonly reasons: number[] = [];

  /** Appends a value; `reason` counts only for null. */
  push(value: Cell, reason: NullReason = "UNKNOWN"): void {
    this.values.push(value);
    this.reasons.push(value === null ? reasonCode(reason) : 0);
  }

  /** Appends a value whose reason, if null, is given by number. */
  pushCoded(value: Cell, code: number): void {
    this.values.push(value);
    this.reasons.push(value === null ? code : 0);
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
   * Rows per reason of the nulls of a column, by the rows' group (e.g. source).
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
