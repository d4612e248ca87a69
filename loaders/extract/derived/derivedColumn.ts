import type {Column} from "../../../src/model/column.js";
import type {Cell} from "../../release/tableData.js";

/** A column of the cohort extract that no table of the release holds as such, one cell per record of `patients`. */
export interface DerivedColumn {
  readonly column: Column;
  readonly cells: readonly Cell[];
  /** Words for the levels of a classification, in its order. */
  readonly levels?: readonly {readonly code: string; readonly label: string}[];
}

/** True if the value is known of somebody. */
export function isKnown({cells}: DerivedColumn): boolean {
  return cells.some((cell) => cell !== null);
}
