/** Something of a table that is no fault of a row, counted. */
export interface RawNote {
  readonly rule: string;
  readonly severity: "info" | "warning" | "error";
  readonly n: number;
  readonly checked: number;
  readonly description: string;
}

/** A concept that is in no set, and in how many rows it stands. */
export interface UnlistedConcept {
  readonly column: string;
  readonly concept: string;
  readonly n: number;
}
