import {withheld} from "../../../src/model/hiddenCounts.js";
import type {CountLine} from "../gate/countLines.js";
import {hideInLines} from "../gate/hideInLines.js";

/** A set of patients, or of rows, by words that always name the same one, and how many are in it. */
export interface SizedSet {
  readonly set: string;
  readonly n: number;
}

/** What the files of a site may hold of counts. */
export interface CountGate {
  /** The count as it may be shown: itself, NaN if it is small, {@link withheld} if a small one could be computed from it. */
  readonly shown: (set: string, n: number) => number;
  /** The same for a count that may not be known. */
  readonly known: (set: string, n: number | null) => number | null;
  /**
   * Says that a total which readers know holds parts that have no patient in common: those of it who are in no part are
   * known by subtraction.
   */
  readonly holds: (total: SizedSet, parts: readonly SizedSet[]) => void;
}

/**
 * What a passage over data makes of it with all counts of fewer than k hidden, and those from which they could be
 * computed. It is made twice: first to learn of all sums, wherever they stand, then with what follows from them.
 *
 * @param pass takes each count over through the gate, and names every sum that a reader can make
 */
export function gateCounts<T>(k: number, pass: (gate: CountGate) => T): T {
  const lines: CountLine[] = [];
  const number = (n: number | null, change: (n: number) => number) => (n === null ? null : change(n));
  pass({
    shown: (_, n) => n,
    known: (_, n) => n,
    holds: (total, parts) => {
      const line = lineOf(total, parts, k);
      if (line !== null) lines.push(line);
    }
  });
  const hidden = hideInLines(lines, k);
  const shown = (set: string, n: number) => (n > 0 && n < k ? NaN : hidden.has(named({set, n})) ? withheld : n);
  return pass({shown, known: (set, n) => number(n, (known) => shown(set, known)), holds: () => undefined});
}

/** The sum as a line; null where the rest, which nobody shows, is k or more: what is hidden may be there. */
function lineOf(total: SizedSet, parts: readonly SizedSet[], k: number): CountLine | null {
  const own = parts.filter(({n}) => n > 0);
  const rest = total.n - own.reduce((sum, {n}) => sum + n, 0);
  if (own.length === 0 || rest < 0 || rest >= k) return null;
  const counts = rest > 0 ? [...own, {set: `${total.set} but ${own.map(({set}) => set).join()}`, n: rest}] : own;
  return {total: countOf(total), parts: counts.map(countOf)};
}

function countOf(sized: SizedSet) {
  return {set: named(sized), n: sized.n};
}

/** Two counts by the same words that differ are of different sets: of rows and of persons, with and without duplicates. */
function named({set, n}: SizedSet): string {
  return `${set}: ${n}`;
}
