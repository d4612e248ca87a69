/** Where in a partner's delivery, or in a declaration, something stands that stops a run. */
export interface ErrorPlace {
  /** File as the user knows it: relative to the data folder, or to the project for a declaration. */
  readonly file?: string;
  /** Data record counted from 1 after the header; for a declaration, the line. */
  readonly row?: number;
  /** Raw column, or the key path in a declaration. */
  readonly column?: string;
  /** The offending token. */
  readonly value?: string;
  /** What would have been accepted. */
  readonly expected?: string;
}

/** A fault in a partner's files or in a declaration which makes the whole run meaningless; the command line exits with 1. */
export class HarmoniseError extends Error {
  override readonly name = "HarmoniseError";
  readonly place: ErrorPlace;

  constructor(message: string, place: ErrorPlace = {}, options?: ErrorOptions) {
    super(message, options);
    this.place = place;
  }
}
