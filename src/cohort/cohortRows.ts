import {type Catalogue, type GroupLevel, groupingOf} from "./catalogue.js";
import {columnRequests, type ColumnRequest} from "./columnRequests.js";
import {countCodes, type Counts} from "./facetCounts.js";
import {countLevels, levelBits, memberBits, type PatientBits} from "./levelBits.js";

/** A cohort as columns, its patients in the order of the release. */
export interface CohortRows {
  /** Patients. */
  readonly n: number;
  /** A numeric variable or day column; NaN = not known. */
  number(column: string): Float64Array;
  /**
   * A categorical variable, an alteration (mutated, wild_type) or a cytogenetic flag (present, absent): position in
   * `levels`, −1 = not known. Levels come in catalogue order, those without patients too.
   */
  category(column: string): {readonly codes: Int16Array; readonly levels: readonly GroupLevel[]};
  /**
   * An endpoint: days from its start (NaN = the patient is not in its population) and status (0 censored, 1 event, 2
   * competing event; 0 where there are no days).
   */
  endpoint(key: string): {readonly days: Float64Array; readonly status: Uint8Array};
  /** The same as {@link patientsByLevel}, where it can be had without reading patient by patient. */
  counts?(column: string): LevelCounts;
}

/** Patients by level of a category; the last entry of `counts` is of those whose level is not known. */
export interface LevelCounts {
  readonly levels: readonly GroupLevel[];
  readonly counts: Counts;
}

/** The members of a cohort, in the forms in which rows of the release are found. */
export interface Members {
  /** Rows of the release, ascending. */
  rows(): Uint32Array;
  bits(): PatientBits;
}

/** The members of a mask (1 = member); each form is made when it is first asked for. */
export function membersOf(mask: Uint8Array): Members {
  let rows: Uint32Array | undefined;
  let bits: PatientBits | undefined;
  return {rows: () => (rows ??= memberRows(mask)), bits: () => (bits ??= memberBits(mask))};
}

/** Patients of a cohort by level of a category. */
export function patientsByLevel(rows: CohortRows, column: string): LevelCounts {
  if (rows.counts !== undefined) return rows.counts(column);
  const {codes, levels} = rows.category(column);
  return {levels, counts: countCodes(codes, levels.length, null)};
}

/** A column of the whole release as the database answers it. */
export type ColumnArray = Float64Array | Int16Array | Int8Array | Uint8Array;

/**
 * The rows of a cohort over columns of the whole release. A column is gathered when it is first asked for, and kept.
 *
 * Every method throws a `RangeError` on a column that was not asked for or is of another kind.
 *
 * @param columns what may be asked for, with the arrays of the whole release by column
 * @param members who of the release is in the cohort; null = all
 */
export function cohortRows(
  catalogue: Catalogue,
  columns: ReadonlyMap<string, ColumnArray>,
  members: Members | null,
  n: number
): CohortRows {
  const gathered = new Map<string, ColumnArray>();
  const wholeOf = ({key}: ColumnRequest): ColumnArray => {
    const whole = columns.get(key);
    if (whole === undefined) throw new RangeError(`column not asked for: ${key}`);
    return whole;
  };
  const columnOf = (request: ColumnRequest): ColumnArray => {
    const whole = wholeOf(request);
    const {key} = request;
    const known = gathered.get(key) ?? (members === null ? whole : gather(whole, members.rows()));
    gathered.set(key, known);
    return known;
  };
  const requested = (name: string, kinds: readonly ColumnRequest["kind"][]): ColumnRequest[] => {
    const requests = columnRequests(catalogue, name);
    const wrong = requests.find(({kind}) => !kinds.includes(kind));
    if (wrong !== undefined) throw new RangeError(`not ${kinds[0]}: ${name}`);
    return requests;
  };
  return {
    n,
    number: (name) => columnOf(requested(name, ["number"])[0]) as Float64Array,
    category(name) {
      const codes = columnOf(requested(name, ["category"])[0]) as Int16Array;
      return {codes, levels: groupingOf(catalogue, name).levels};
    },
    endpoint(name) {
      const [days, status] = requested(name, ["days", "status"]).map(columnOf);
      return {days: days as Float64Array, status: status as Uint8Array};
    },
    counts(name) {
      const whole = wholeOf(requested(name, ["category"])[0]);
      const {levels} = groupingOf(catalogue, name);
      return {levels, counts: countLevels(levelBits(whole, levels.length), members?.bits() ?? null, n)};
    }
  };
}

function memberRows(mask: Uint8Array): Uint32Array {
  let count = 0;
  for (let i = 0; i < mask.length; ++i) count += mask[i];
  const rows = new Uint32Array(count);
  let next = 0;
  for (let i = 0; i < mask.length; ++i) if (mask[i] === 1) rows[next++] = i;
  return rows;
}

function gather<T extends ColumnArray>(whole: T, rows: Uint32Array): T {
  const part = new (whole.constructor as new (length: number) => T)(rows.length);
  for (let i = 0; i < rows.length; ++i) part[i] = whole[rows[i]];
  return part;
}
