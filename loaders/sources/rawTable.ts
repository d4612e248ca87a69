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
  /** Position of a usable record in the file, counted from 1 after the header; refused records are counted too. */
  recordNumber(index: number): number;
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
