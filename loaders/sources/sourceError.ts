/** Where a fault stands in a partner's file. */
export interface SourcePlace {
  readonly file: string;
  /** Data record, counted from 1 after the header. */
  readonly row?: number;
  readonly column?: string;
  readonly value?: string;
  readonly expected?: string;
}

/** A partner's file that cannot be read as declared; one line: file, row, column, value, what was expected. */
export class SourceError extends Error {
  override readonly name = "SourceError";
  constructor(
    /** What is wrong, without the place. */
    readonly fault: string,
    readonly place: SourcePlace,
    options?: ErrorOptions
  ) {
    const {file, row, column, value, expected} = place;
    const parts = [file];
    if (row !== undefined) parts.push(`row ${row}`);
    if (column !== undefined) parts.push(`column ${clip(column)}`);
    if (value !== undefined) parts.push(JSON.stringify(clip(value)));
    const line = `${parts.join(": ")}: ${fault}${expected === undefined ? "" : `, expected ${expected}`}`;
    super(line.replaceAll(/[\r\n]+/g, " "), options);
  }

  /** The same fault, in a data record. */
  atRow(row: number): SourceError {
    return new SourceError(this.fault, {...this.place, row}, {cause: this});
  }
}

/** A raw token cut to what a message or a table of rejects may show. */
export function clip(value: string, length = 80): string {
  return value.length <= length ? value : `${value.slice(0, length - 1)}…`;
}
