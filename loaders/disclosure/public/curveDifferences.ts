import {type Bits, countBits, difference, isSubset} from "./bits.js";
import type {Cell} from "./cell.js";
import {commonMonths, knotError, knotMonths, type MonthlyEvents, tooFineAt} from "./knots.js";

/** Events of a group by month, to the end of its follow-up: other curves may go on where its own ends. */
export interface CurveEvents {
  readonly monthly: MonthlyEvents;
  /** Of the patients whose rows not everybody has: what is left after subtracting the others. */
  readonly left: MonthlyEvents;
}

/** One curve that is published: an endpoint in a set of patients. */
export interface CurveEntry extends CurveEvents {
  readonly cell: Cell;
  /** Events up to the end of the curve. */
  readonly own: MonthlyEvents;
  /** Values at the day of each month. */
  readonly values: Float64Array;
  /** Events between its knots. */
  readonly least: number;
  /** Months that would tell too much beside other curves. */
  readonly forbidden: Set<number>;
  /** Events of which none, or so many, must lie between its knots: those left, and those of its complement in a figure. */
  readonly beside: {readonly monthly: MonthlyEvents; readonly least: number}[];
  /** Whole months at which it is said; null if it has no curve. */
  knots: number[] | null;
}

/** Curves of one figure. */
export interface CurveFamily {
  /** Everybody in the figure. */
  readonly whole: Cell | undefined;
  readonly entries: readonly CurveEntry[];
  /** Groups without a curve. */
  readonly rest: readonly CurveEvents[];
  readonly least: number;
}

/** One way in which the events of a set are told: by its own curve, or by those of its parts at the months that these share. */
interface Way extends CurveEvents {
  readonly entries: readonly CurveEntry[];
}

/** A set with curves, and one that holds all of it; `left`: only without the patients of public rows. */
interface Nested {
  readonly part: CurveEntry;
  readonly whole: Cell;
  readonly left: boolean;
}

/**
 * Moves or leaves out knots of the curves of one endpoint until no difference of them has a few events between two months at
 * which it is told. A curve that then strays too far from the exact one is not drawn: it would mislead.
 *
 * @param mostError greatest distance of a curve from the exact one at whole months
 */
export function separateCurves(
  entries: readonly CurveEntry[],
  families: readonly CurveFamily[],
  {known, mostError}: {readonly known: Bits | null; readonly mostError: number}
): void {
  const own = new Map(entries.map((entry) => [entry.cell, entry]));
  const wholes = new Set([...own.keys(), ...families.flatMap(({whole}) => whole ?? [])]);
  const pairs = nestedPairs(entries, [...wholes], known);
  const waysTo = (cell: Cell) => waysOf(cell, own.get(cell), families);
  for (let changed = true; changed;) {
    changed = false;
    for (const entry of entries) changed = giveUp(entry, mostError) || changed;
    for (const family of families) changed = separateFamily(family) || changed;
    for (const pair of pairs) changed = separatePair(pair, waysTo) || changed;
  }
}

/** Gives up a curve that is too far from the exact one; true if it was drawn before. */
function giveUp(entry: CurveEntry, most: number): boolean {
  if (!isDrawn(entry) || knotError(entry.values, entry.knots ?? []) <= most) return false;
  entry.knots = [];
  return true;
}

function isDrawn({knots}: CurveEntry): boolean {
  return knots !== null && knots.length > 0;
}

function waysOf(cell: Cell, entry: CurveEntry | undefined, families: readonly CurveFamily[]): Way[] {
  const ways: Way[] = entry !== undefined && isDrawn(entry) ? [{...entry, entries: [entry]}] : [];
  for (const family of families) {
    const {entries, rest, whole} = family;
    if (whole !== cell || entries.length < 2 || !entries.every(isDrawn)) continue;
    if (rest.some(({monthly}) => monthly.events.some((n) => n > 0))) continue;
    ways.push({...sumOf(entries), entries});
  }
  return ways;
}

function nestedPairs(entries: readonly CurveEntry[], wholes: readonly Cell[], known: Bits | null): Nested[] {
  const unknown = new Map(wholes.map((cell) => [cell, known === null ? cell.bits : difference(cell.bits, known)]));
  return entries.flatMap((part) =>
    wholes.flatMap((whole): Nested[] => {
      if (part.cell === whole) return [];
      if (part.cell.n < whole.n && isSubset(part.cell.bits, whole.bits)) return [{part, whole, left: false}];
      const [few, many] = [unknown.get(part.cell)!, unknown.get(whole)!];
      const left = known !== null && countBits(few) > 0 && countBits(few) < countBits(many) && isSubset(few, many);
      return left ? [{part, whole, left}] : [];
    })
  );
}

/**
 * With a curve of everybody, whose values between knots can be read off well enough, all groups but one give that one at the
 * months that all others share.
 */
function separateFamily({entries, least, rest}: CurveFamily): boolean {
  let changed = false;
  for (;;) {
    const drawn = entries.filter(isDrawn);
    const hidden = sumOf([...rest, ...entries.filter((entry) => !isDrawn(entry))]);
    const again = [...drawn, hidden].some((group) => {
      const others = drawn.filter((entry) => entry !== group);
      const events = [group.monthly, group.left];
      return others.length === 1 ? complement(others[0], events, least) : separate(others, events, least);
    });
    if (!again) return changed;
    changed = true;
  }
}

/** Has a curve keep knots between which its complement has no event or enough; true if it did not. */
function complement(entry: CurveEntry, events: readonly MonthlyEvents[], least: number): boolean {
  const fine = events.filter((monthly) => tooFineAt(entry.knots ?? [], monthly, least) !== null);
  if (fine.length === 0) return false;
  entry.beside.push(...fine.map((monthly) => ({monthly, least})));
  entry.knots = chosenKnots(entry);
  return true;
}

/** Of a group and a part of it, the months that both share give the rest of the group. */
function separatePair({left, part, whole}: Nested, waysTo: (cell: Cell) => Way[]): boolean {
  let changed = false;
  for (const way of waysTo(whole)) {
    if (!isDrawn(part) || way.entries.includes(part)) continue;
    const least = Math.max(part.least, ...way.entries.map((entry) => entry.least));
    const further = minus(way.left, part.left);
    const events = left ? [further] : [minus(way.monthly, part.monthly), further];
    changed = separate([...way.entries, part], events, least) || changed;
  }
  return changed;
}

/** Forbids the months that all of some curves share and between which too few of some events lie; true if there were any. */
function separate(curves: readonly CurveEntry[], events: readonly MonthlyEvents[], least: number): boolean {
  for (let changed = false; ; changed = true) {
    if (curves.length === 0 || !curves.every(isDrawn)) return changed;
    const months = commonMonths(curves.map(({knots}) => knots ?? []));
    const month = events.map((own) => tooFineAt(months, own, least)).find((d) => d !== null);
    if (month === undefined || month === null) return changed;
    const choices = curves.map((entry) => {
      const knots = chosenKnots(entry, month);
      return {entry, knots, error: knots.length === 0 ? Infinity : knotError(entry.values, knots)};
    });
    const {entry, knots} = choices.reduce((a, b) => (b.error < a.error ? b : a));
    entry.forbidden.add(month);
    entry.knots = knots;
  }
}

/** The best knots of a curve under all that it must keep to; none if there are none. */
export function chosenKnots(
  {beside, forbidden, least, own, values}: Omit<CurveEntry, "knots">,
  without?: number
): number[] {
  const months = without === undefined ? forbidden : new Set([...forbidden, without]);
  return knotMonths(own, values, least, {forbidden: months, others: beside});
}

function minus(a: MonthlyEvents, b: MonthlyEvents): MonthlyEvents {
  const last = Math.max(a.last, b.last);
  return {events: Float64Array.from({length: last + 1}, (_, m) => (a.events[m] ?? 0) - (b.events[m] ?? 0)), last};
}

function sumOf(curves: readonly CurveEvents[]): CurveEvents {
  const total = (own: readonly MonthlyEvents[]): MonthlyEvents => {
    const last = Math.max(0, ...own.map((curve) => curve.last));
    const events = new Float64Array(last + 1);
    for (const curve of own) curve.events.forEach((n, month) => (events[month] += n));
    return {events, last};
  };
  return {monthly: total(curves.map((d) => d.monthly)), left: total(curves.map((d) => d.left))};
}
