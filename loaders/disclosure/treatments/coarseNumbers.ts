import type {Cell} from "../../release/tableData.js";

/** Patients who hold each distinct number of a column, ascending. */
function holders(
  cells: ArrayLike<Cell>,
  persons: ArrayLike<number>
): {value: number; rows: number; who: Set<number>}[] {
  const found = new Map<number, {value: number; rows: number; who: Set<number>}>();
  for (let i = 0; i < cells.length; ++i) {
    const value = cells[i];
    if (typeof value !== "number") continue;
    let entry = found.get(value);
    if (!entry) found.set(value, (entry = {value, rows: 0, who: new Set()}));
    ++entry.rows;
    entry.who.add(persons[i]);
  }
  return [...found.values()].sort((a, b) => a.value - b.value);
}

/**
 * Numbers by the median of their quantile bin, to three significant digits: `bins` bins of as equal numbers of values as
 * ties allow, each of at least k patients; null where fewer than k patients have a value at all.
 *
 * @param whole true for whole numbers
 */
export function quantileBins(
  cells: ArrayLike<Cell>,
  persons: ArrayLike<number>,
  {bins, k, whole = false}: {readonly bins: number; readonly k: number; readonly whole?: boolean}
): Cell[] {
  const values = holders(cells, persons);
  const total = values.reduce((sum, {rows}) => sum + rows, 0);
  const groups: (typeof values)[] = [];
  let [before, open]: [number, typeof values] = [0, []];
  for (const entry of values) {
    open.push(entry);
    before += entry.rows;
    const reached = before >= (total * (groups.length + 1)) / bins;
    if (reached && patientsOf(open) >= k) {
      groups.push(open);
      open = [];
    }
  }
  // What is left is too few for a bin of its own.
  if (open.length > 0) (groups.at(-1) ?? groups[groups.push([]) - 1]).push(...open);
  const shown = new Map<number, number | null>();
  for (const group of groups) {
    const value = patientsOf(group) < k ? null : shownMedian(group, whole);
    for (const entry of group) shown.set(entry.value, value);
  }
  return Array.from(cells, (cell) => (typeof cell === "number" ? (shown.get(cell) ?? null) : cell));
}

/** {@link quantileBins} within each value of another column, e.g. of ratios that several methods measure differently. */
export function binsWithin(
  cells: ArrayLike<Cell>,
  persons: ArrayLike<number>,
  options: Parameters<typeof quantileBins>[2],
  within?: ArrayLike<Cell>
): Cell[] {
  if (within === undefined) return quantileBins(cells, persons, options);
  const shown = new Array<Cell>(cells.length).fill(null);
  for (const value of new Set(Array.from(within))) {
    const rows = Array.from({length: cells.length}, (_, row) => row).filter((row) => within[row] === value);
    const own = quantileBins(
      rows.map((row) => cells[row]),
      rows.map((row) => persons[row]),
      options
    );
    rows.forEach((row, i) => (shown[row] = own[i]));
  }
  return shown;
}

/**
 * Counts with rare ones pooled, from the largest down: a number stands for itself and all larger ones that would have fewer
 * than k patients; the smallest are pooled with the next. Null where all together are fewer than k.
 */
export function pooledTails(cells: ArrayLike<Cell>, persons: ArrayLike<number>, k: number): Cell[] {
  const values = holders(cells, persons).reverse();
  const groups: (typeof values)[] = [];
  let open: typeof values = [];
  for (const entry of values) {
    open.push(entry);
    if (patientsOf(open) < k) continue;
    groups.push(open);
    open = [];
  }
  if (open.length > 0) (groups.at(-1) ?? groups[groups.push([]) - 1]).push(...open);
  const shown = new Map<number, number | null>();
  for (const group of groups) {
    // Of what was pooled downwards the most patients have the smallest number that makes the group large enough.
    const {value} = group.reduce((most, entry) => (entry.who.size > most.who.size ? entry : most));
    for (const entry of group) shown.set(entry.value, patientsOf(group) < k ? null : value);
  }
  return Array.from(cells, (cell) => (typeof cell === "number" ? (shown.get(cell) ?? null) : cell));
}

/** A share rounded to a step; one that would round to zero is a quarter of a step: present, but little. */
export function roundedShare(cell: Cell, step: number): Cell {
  if (typeof cell !== "number" || cell === 0) return cell;
  return cell < step / 2 ? step / 4 : Number((Math.round(cell / step) * step).toFixed(10));
}

/** A number to so many significant digits. */
export function significant(cell: Cell, digits: number): Cell {
  return typeof cell === "number" ? Number(cell.toPrecision(digits)) : cell;
}

function patientsOf(group: readonly {readonly who: ReadonlySet<number>}[]): number {
  if (group.length === 1) return group[0].who.size;
  const all = new Set<number>();
  for (const {who} of group) for (const person of who) all.add(person);
  return all.size;
}

function shownMedian(group: readonly {readonly value: number; readonly rows: number}[], whole: boolean): number {
  const half = group.reduce((sum, {rows}) => sum + rows, 0) / 2;
  let seen = 0;
  for (const {value, rows} of group) {
    seen += rows;
    if (seen >= half) return whole ? Math.round(value) : Number(value.toPrecision(3));
  }
  throw new RangeError("a bin without values");
}
