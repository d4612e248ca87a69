import {type Catalogue, groupingOf} from "./catalogue.js";
import type {ColumnArray} from "./cohortRows.js";
import type {ColumnStore} from "./columnStore.js";
import {type AlterationClause, type Bounds, type CohortFilter, unknownLevel} from "./filter.js";

/** Codes of alterations as the columns hold them. */
const mutated = 0;
const wildType = 1;

/**
 * The patients of the release whom a filter selects: 1 for each, in their order. The same as {@link filterSql}, from
 * columns in memory: at 200 000 patients a few milliseconds where the database takes tens.
 *
 * @param total patients of the release
 * @throws {RangeError} on a variable that the catalogue does not have
 */
export async function filterMask(
  filter: CohortFilter,
  total: number,
  catalogue: Catalogue,
  columns: ColumnStore
): Promise<Uint8Array> {
  const lists = [filter.levels, filter.alterations, filter.cytogenetics].flatMap((part) => Object.entries(part));
  const states = lists.filter(([, wanted]) => wanted.length > 0);
  const genes = filter.clauses.flatMap(({alterations}) => alterations);
  const ranges = Object.entries(filter.ranges);
  const [coded, numbers] = await Promise.all([
    columns.fetch([...states.map(([column]) => column), ...genes]),
    Promise.all(ranges.map(([column]) => columns.numbers(column)))
  ]);
  const mask = new Uint8Array(total).fill(1);
  for (const [column, wanted] of states) keepCodes(mask, coded.get(column)!, allowed(catalogue, column, wanted));
  ranges.forEach(([, bounds], i) => keepRange(mask, numbers[i], bounds));
  for (const clause of filter.clauses) keepClause(mask, clause, coded);
  return mask;
}

/** 1 for each code that is wanted, after the code plus one; the first stands for "not known". */
function allowed(catalogue: Catalogue, column: string, wanted: readonly string[]): Uint8Array {
  const {levels} = groupingOf(catalogue, column);
  const known = levels.map(({code}) => code);
  const isUnknown = (level: string) => level === unknownLevel || level === "not_tested" || level === "not_evaluable";
  const unknown = wanted.some((level) => !known.includes(level) && isUnknown(level));
  return Uint8Array.from([Number(unknown), ...known.map((code) => Number(wanted.includes(code)))]);
}

function keepCodes(mask: Uint8Array, codes: ColumnArray, wanted: Uint8Array): void {
  for (let row = 0; row < mask.length; ++row) mask[row] &= wanted[codes[row] + 1];
}

/** Values are stored in single precision, and so are the bounds compared: 10.1 is within "up to 10.1". */
function keepRange(mask: Uint8Array, values: ColumnArray, [from, to]: Bounds): void {
  if (from === null && to === null) return;
  const lower = from === null ? -Infinity : Math.fround(from);
  const upper = to === null ? Infinity : Math.fround(to);
  for (let row = 0; row < mask.length; ++row) if (!(values[row] >= lower && values[row] <= upper)) mask[row] = 0;
}

function keepClause(
  mask: Uint8Array,
  {kind, alterations}: AlterationClause,
  coded: ReadonlyMap<string, ColumnArray>
): void {
  if (alterations.length === 0) return;
  const columns = alterations.map((name) => coded.get(name)!);
  for (let row = 0; row < mask.length; ++row) {
    if (mask[row] === 0) continue;
    const met =
      kind === "any"
        ? columns.some((codes) => codes[row] === mutated)
        : columns.every((codes) => codes[row] === (kind === "all" ? mutated : wildType));
    if (!met) mask[row] = 0;
  }
}
