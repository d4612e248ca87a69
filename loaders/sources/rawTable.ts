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
