import {type Catalogue, type GroupLevel, groupingOf} from "./catalogue.js";
import {columnRequests, type ColumnRequest} from "./columnRequests.js";

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
}

/** A column of the whole release as the database answers it. */
export type ColumnArray = Float64Array | Int16Array | Int8Array | Uint8Array;

/**
 * The rows of a cohort over columns of the whole release. A column is gathered when it is first asked for, and kept.
 *
 * Every method throws a `RangeError` on a column that was not asked for or is of another kind.
 *
 * @param columns what may be asked for, with the arrays of the whole release by column
 * @param members rows of the release that are in the cohort, ascending; null = all
 */
export function cohortRows(
  catalogue: Catalogue,
  columns: ReadonlyMap<string, ColumnArray>,
  members: Uint32Array | null,
  n: number
): CohortRows {
  const gathered = new Map<string, ColumnArray>();
  const columnOf = ({key}: ColumnRequest): ColumnArray => {
    const whole = columns.get(key);
    if (whole === undefined) throw new RangeError(`column not asked for: ${key}`);
    const known = gathered.get(key) ?? (members === null ? whole : gather(whole, members));
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
    }
  };
}

/** The rows of the members of a mask (1 = member), ascending. */
export function memberRows(mask: Uint8Array): Uint32Array {
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
