import type {Hidden, SetKey} from "../../../src/model/report.js";
import type {Bits, Fingerprint} from "./bits.js";

/**
 * A count that is published, or could be worked out from what is: one set of patients, under all keys that name it.
 * Whether it is shown is decided once for all of them.
 */
export interface Cell {
  readonly id: number;
  /** Keys under which it is asked for, in the order of asking; none for a difference that nobody asks for. */
  readonly keys: SetKey[];
  readonly bits: Bits;
  readonly fingerprint: Fingerprint;
  readonly n: number;
  /** Patients needed to show it: the most that one of its keys needs. */
  k: number;
  /** Whether its keys name an outcome of which "all" and "none" of a group must not be said. */
  readonly outcome: boolean;
  /** The group all or none of whom have the outcome; null for every other cell. */
  homogeneousIn: Cell | null;
  /** Why it is hidden; null while it is shown. */
  hidden: Hidden | null;
  /** Whether it differs from what the previous release shows by so few patients that it must not be worked out, though large. */
  changed: boolean;
  /** What hiding it costs readers: a cell of a table 1, a denominator more, a population most. */
  cost: number;
  /** A residual category: unknown, other, not tested. Hidden first where something has to be. */
  residual: boolean;
}

/** Cells of one table; linear relations between them follow from who is in which. */
export interface RelationTable {
  readonly cells: readonly Cell[];
}

/** A total and its parts, which are disjoint and may leave a rest. */
export interface Line {
  readonly parent: Cell;
  readonly children: readonly Cell[];
}

/** Costs of hiding by what a cell is used for. */
export const cellCost = {cell: 1, denominator: 10, column: 40, population: 100} as const;

/** How much dearer the counts of a release's main blocks are: all others are hidden first. */
export const mainWeight = 1000;

/** What a cell is used for in a table. */
export type CellUse = keyof typeof cellCost;
