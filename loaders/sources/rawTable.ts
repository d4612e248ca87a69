/** What a file, or the definition that goes with it, says of a column. */
export interface ColumnInfo {
  readonly label: string;
  readonly kind: "number" | "text";
  /** Display format, where there is one. */
  readonly format?: string;
  /** Meaning by code, where the definition lists the codes; empty if they mean themselves. */
  readonly codes?: ReadonlyMap<string, string>;
}

/** What a file, or the definition that goes with it, says of its table. */
export interface TableInfo {
  readonly name: string;
  readonly label: string;
  readonly columns: ReadonlyMap<string, ColumnInfo>;
}

/** A partner's file as read: text cells exactly as written (quotes removed, nothing trimmed), column-major. */
export interface RawTable {
  /** File name as declared in the mapping. */
  readonly file: string;
  /** Header, in the file's order. */
  readonly columns: readonly string[];
  /** Usable data records. */
  readonly rows: number;
  /**
   * Cells of a column, one per usable record.
   * @throws {RangeError} if the column was not read
   */
  column(name: string): readonly string[];
  /** What is known of the columns, where the format tells. */
  readonly info?: TableInfo;
  /**
   * Position of a usable record in the file, counted from 1 after the header; refused records are counted too. Where a row
   * is made of several records, that of the cell in the column, or the first.
   */
  recordNumber(index: number, column?: string): number;
  /** Positions of all records of which a row is made; not given where each row is one record. */
  records?(index: number): readonly number[];
}

/** A record or value that cannot be used, and why. */
export interface RawReject {
  readonly file: string;
  readonly row: number;
  readonly column: string | null;
  readonly value: string | null;
  readonly reason: string;
  readonly expected: string;
}
