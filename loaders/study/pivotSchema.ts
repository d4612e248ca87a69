import {z} from "zod";
import {whenSchema} from "./conditionSchema.js";
import {text} from "./scalars.js";

/** How a long file becomes one row a patient: raw columns `<name>.<value column>` for the names that the mapping mentions. */
export const pivotSchema = z.strictObject({
  /** Raw column that tells what a row is about. */
  names: text,
  /** Raw columns that become one a name. */
  values: z.array(text).min(1),
  /**
   * Raw column by which one of several rows of a patient and name is chosen: the first in the order of its texts, as of
   * dates written yyyy-MM-dd; one without text comes last. The others are left out.
   */
  first: text.optional(),
  /** Rows that count; all others are left out. */
  when: whenSchema.optional()
});

export type Pivot = z.output<typeof pivotSchema>;

/** The parts of a raw column `<name>.<value column>`; undefined if it does not end in one of the value columns. */
export function pivotParts(column: string, {values}: Pivot): {name: string; value: string} | undefined {
  const [value] = values.filter((d) => column.endsWith(`.${d}`)).sort((a, b) => b.length - a.length);
  if (value === undefined || column.length <= value.length + 1) return undefined;
  return {name: column.slice(0, -value.length - 1), value};
}
