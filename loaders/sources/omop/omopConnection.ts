import type {RawReject} from "../rawTable.js";

/** Some rows of a table: the cells of each column asked for, as the medium holds them; null where there is no value. */
export interface OmopBatch {
  readonly rows: number;
  readonly cells: readonly (readonly unknown[])[];
  /** Place of a row in the medium, counted from 1, where it has records that are no rows. */
  readonly placeOf?: (row: number) => number;
  /** Records of the medium that are no rows, with their places in it. */
  readonly malformed?: readonly RawReject[];
}

/** Which rows of a table: those with one of these values in a column. */
export interface OmopRows {
  /** As written in the medium. */
  readonly column: string;
  readonly values: ReadonlySet<string>;
  /** Whole numbers, else texts. */
  readonly type: "integer" | "text";
}

/**
 * Where the tables of a common data model lie. All that is read of them is read through this, so that another engine
 * needs nothing else.
 */
export interface OmopConnection {
  /** Whether there is such a table. */
  has(table: string): Promise<boolean>;
  /**
   * Names of the columns of a table, as written there.
   * @throws {SourceError} if there is no such table
   */
  columns(table: string): Promise<readonly string[]>;
  /**
   * The rows of a table, in any order, a batch at a time.
   *
   * @param columns names as {@link columns} gives them
   * @param only which rows, by one of the columns; all if not given
   * @throws {SourceError} on a medium that cannot be read
   */
  rows(table: string, columns: readonly string[], only?: OmopRows): AsyncIterable<OmopBatch>;
}
