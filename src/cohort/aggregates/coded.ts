import {type Catalogue, groupingOf} from "../catalogue.js";
import type {ColumnArray} from "../cohortRows.js";

/** A grouping of all patients of the release, or everybody as one group. */
export interface Coded {
  /** Position of each patient's level; −1 = not known. Null: everybody is in the one group null. */
  readonly codes: ColumnArray | null;
  /** Codes of the levels in catalogue order, at the end null for patients whose level is not known. */
  readonly levels: readonly (string | null)[];
}

/** Everybody in one group. */
export const ungrouped: Coded = {codes: null, levels: [null]};

/**
 * A categorical variable, an alteration or a cytogenetic flag as groups.
 *
 * @throws {RangeError} if the catalogue does not have it
 */
export function coded(catalogue: Catalogue, key: string, codes: ColumnArray): Coded {
  return {codes, levels: [...groupingOf(catalogue, key).levels.map(({code}) => code), null]};
}

/** The position of a patient's level, the last for one that is not known. */
export function slotOf({codes, levels}: Coded, row: number): number {
  if (codes === null) return 0;
  const code = codes[row];
  return code < 0 ? levels.length - 1 : code;
}
