import type {PatientSet} from "../patientSets.js";
import type {ReportContext} from "../reportContext.js";

/** Patients of a set who are in the population of an endpoint; one element each, in the order of the release. */
export interface FollowUp {
  readonly set: PatientSet;
  /** Position in the release. */
  readonly row: Int32Array;
  /** Days from the start of the endpoint. */
  readonly time: Float64Array;
  /** 0 censored, 1 event, 2 competing event. */
  readonly status: Uint8Array;
}

/**
 * The follow-up of a set for an endpoint; the set is narrowed to those followed.
 *
 * @throws {ReportError} on an endpoint that the release does not have
 */
export function followUp(context: ReportContext, population: PatientSet, endpoint: string): FollowUp {
  const set = context.within(population, `${endpoint}:followed`);
  const row = rowsOf(set);
  const {days, status} = context.rows.endpoint(endpoint);
  return {
    set,
    row,
    time: Float64Array.from(row, (i) => days[i]),
    status: Uint8Array.from(row, (i) => status[i])
  };
}

/** Positions of the members of a set. */
export function rowsOf({members}: Pick<PatientSet, "members">): Int32Array {
  return Int32Array.from(members, (_, i) => i).filter((i) => members[i] === 1);
}

/** Who of the followed meets a condition, as a follow-up of the same set. */
export function chosen(all: FollowUp, keep: (k: number) => boolean): FollowUp {
  const kept = [...all.row.keys()].filter(keep);
  return {
    set: all.set,
    row: Int32Array.from(kept, (k) => all.row[k]),
    time: Float64Array.from(kept, (k) => all.time[k]),
    status: Uint8Array.from(kept, (k) => all.status[k])
  };
}

/** A mask of the release with the given positions. */
export function maskOf({patients}: ReportContext, rows: Iterable<number>): Uint8Array {
  const mask = new Uint8Array(patients);
  for (const row of rows) mask[row] = 1;
  return mask;
}

/** A categorical variable of some patients: position in `levels`, NaN where not known. */
export function levelCodes(
  {rows}: ReportContext,
  column: string,
  row: ArrayLike<number>,
  levels?: readonly string[]
): {readonly codes: Float64Array; readonly levels: readonly string[]} {
  const category = rows.category(column);
  const known = category.levels.map(({code}) => code);
  const wanted = levels ?? known;
  const place = known.map((code) => wanted.indexOf(code));
  const codes = Float64Array.from(row, (i) => {
    const code = category.codes[i];
    return code < 0 || place[code] < 0 ? NaN : place[code];
  });
  return {codes, levels: wanted};
}

/** The source of some patients as strata; undefined where all are of one. */
export function sourceStrata(context: ReportContext, row: ArrayLike<number>): Float64Array | undefined {
  const {codes} = levelCodes(context, "source_id", row);
  return new Set(codes).size > 1 ? codes : undefined;
}
