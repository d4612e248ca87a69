import type {GroupLevel} from "../../cohort/catalogue.js";
import type {CohortRows} from "../../cohort/cohortRows.js";
import type {ModelTerm} from "./modelTerms.js";
import type {ModelVariable} from "./modelVariables.js";
import type {Outcome} from "./modelRows.js";

/** The values of a term, one for each patient of an outcome: numbers, or codes into `levels`; NaN = not known. */
export interface TermValues {
  readonly term: ModelTerm;
  readonly variable: ModelVariable;
  readonly values: Float64Array;
  readonly levels: readonly GroupLevel[];
}

/** A variable whose value is known only from a day on, and so is used as it was known when the clock starts. */
export interface KnownLater {
  /** Column with the day on which the value became known. */
  readonly day: string;
}

/**
 * Values of a term as known when a patient's clock starts. Where the variable becomes known later and its day is after
 * that, a yes is not yet one (it counts as no), and any other value is not known.
 */
export function termValues(
  rows: CohortRows,
  {patients, start}: Outcome,
  term: ModelTerm,
  variable: ModelVariable,
  later: KnownLater | null
): TermValues {
  const days = later === null ? null : rows.number(later.day);
  const isLate = (k: number): boolean => days !== null && !(days[patients[k]] <= start[k]);
  if (variable.kind === "number") {
    const column = rows.number(term.column);
    const values = Float64Array.from(patients, (i, k) => (isLate(k) ? NaN : column[i]));
    return {term, variable, values, levels: []};
  }
  const {codes, levels} = rows.category(term.column);
  const [yes, no] = ["true", "false"].map((code) => levels.findIndex((level) => level.code === code));
  const values = Float64Array.from(patients, (i, k) => {
    const code = codes[i];
    if (code < 0) return NaN;
    if (!isLate(k) || code === no) return code;
    return code === yes && no >= 0 ? no : NaN;
  });
  return {term, variable, values, levels};
}

/** Who has all values, and how many lack each. */
export interface CompleteCases {
  /** Positions in the outcome's patients. */
  readonly chosen: Uint32Array;
  /** Patients without a value, in the order of the columns. */
  readonly missing: readonly number[];
  /** Patients who lack nothing but this value. */
  readonly onlyMissing: readonly number[];
}

/** Complete cases of some columns, NaN = missing. */
export function completeCases(n: number, columns: readonly ArrayLike<number>[]): CompleteCases {
  const lacking = new Uint16Array(n);
  for (const values of columns) for (let k = 0; k < n; ++k) if (Number.isNaN(values[k])) ++lacking[k];
  const count = (values: ArrayLike<number>, most: number): number => {
    let found = 0;
    for (let k = 0; k < n; ++k) if (Number.isNaN(values[k]) && lacking[k] <= most) ++found;
    return found;
  };
  const chosen: number[] = [];
  for (let k = 0; k < n; ++k) if (lacking[k] === 0) chosen.push(k);
  return {
    chosen: Uint32Array.from(chosen),
    missing: columns.map((values) => count(values, columns.length)),
    onlyMissing: columns.map((values) => count(values, 1))
  };
}
