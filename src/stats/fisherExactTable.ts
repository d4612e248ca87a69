import gammaln from "@stdlib/math-base-special-gammaln";
import {LOG_PROBABILITY_TOLERANCE} from "./binomialTest.js";
import {checkTable} from "./countsInput.js";
import {StatsSizeError} from "./errors.js";

/** Steps (fillings of one row, times values carried) after which a table counts as too large: one to two seconds. */
const MAX_STEPS = 5e7;
/** What a node, and a value carried to one, count for in memory: together at most some 200 MB. */
const NODE_STEPS = 10;
const PATH_STEPS = 25;

/** Log probabilities closer than 1 / this are merged; far finer than the tolerance of the comparison. */
const MERGE = 1e10;

/** The way so far to a node: log weight of the rows filled, and the probability of all tables that begin so. */
interface Path {
  logPast: number;
  mass: number;
}

/**
 * Two-sided p-value of the Fisher–Freeman–Halton exact test of an r×c table, given its margins: the total probability of
 * all tables not more probable than the observed (by more than a factor 1 + 1e-7). Empty rows and columns do not count; 1
 * if fewer than two rows or columns are left. Equals R's `fisher.test(m)$p.value`; for 2×2 tables see also `fisherExact`.
 *
 * Network algorithm: tables are filled row by row; a node is the column totals still to be met, and ways to it that are
 * equally probable are one. From the largest and smallest probability of the remaining rows (by dynamic programming) a way
 * counts in full, or not at all, as soon as all or none of its tables are extreme. Nothing is subtracted, so small p-values
 * keep their digits. Work is limited to `maxSteps`, 5·10⁷ unless given, which is one to two seconds: some 1000 observations fit
 * in a 5×2 table, some 400 in a 4×3, 100 to 200 in a 4×4.
 *
 * Source: Mehta and Patel (1983), J. Am. Stat. Assoc. 78, 427–434.
 *
 * @throws {StatsInputError} on unequal row lengths or a cell which is no count, with the row's index.
 * @throws {StatsSizeError} beyond the limit of steps.
 */
export function fisherExactTable(
  table: readonly (readonly number[])[],
  {maxSteps = MAX_STEPS}: {maxSteps?: number} = {}
): number {
  checkTable(table);
  const {rows, columns, cells} = arrange(table);
  if (rows.length < 2 || columns.length < 2) return 1;
  const network = new Network(rows, columns, maxSteps);
  const observed = cells.reduce((sum, row, i) => sum + network.logWeight(rows[i], row), 0);
  return network.notAbove(observed + LOG_PROBABILITY_TOLERANCE);
}

/** Without empty rows and columns, turned so that the network has few nodes, the largest column last. */
function arrange(table: readonly (readonly number[])[]): {rows: number[]; columns: number[]; cells: number[][]} {
  const total = (row: readonly number[]) => row.reduce((a, b) => a + b, 0);
  const turn = (cells: readonly (readonly number[])[]) =>
    cells.length === 0 ? [] : cells[0].map((_, j) => cells.map((row) => row[j]));
  const filled = (cells: readonly (readonly number[])[]) =>
    cells.filter((row) => total(row) > 0).sort((a, b) => total(a) - total(b));
  const cells = turn(filled(turn(filled(table))));
  const nodes = (columns: readonly number[]) => columns.slice(0, -1).reduce((product, c) => product * (c + 1), 1);
  const [rows, columns] = [cells.map(total), turn(cells).map(total)];
  return nodes(columns) <= nodes(rows)
    ? {rows: rows.toReversed(), columns, cells: cells.toReversed()}
    : {rows: columns.toReversed(), columns: rows, cells: turn(cells).toReversed()};
}

class Network {
  private readonly logFactorial: Float64Array;
  private readonly left: number[];
  private readonly strides: number[];
  private readonly nodes: number;
  private readonly logTotals: Float64Array[];
  private steps = 0;

  constructor(
    private readonly rows: readonly number[],
    private readonly columns: readonly number[],
    private readonly maxSteps: number
  ) {
    const n = rows.reduce((a, b) => a + b, 0);
    this.logFactorial = Float64Array.from({length: n + 1}, (_, k) => gammaln(k + 1));
    this.left = rows.map((_, k) => rows.slice(k).reduce((a, b) => a + b, 0)).concat(0);
    this.strides = [];
    this.nodes = columns.slice(0, -1).reduce((product, c) => {
      this.strides.push(product);
      return product * (c + 1);
    }, 1);
    this.spend(NODE_STEPS * this.nodes * rows.length);
    this.logTotals = this.left.map(() => new Float64Array(this.nodes).fill(NaN));
  }

  /** log of the multinomial coefficient of a row: r! / Π xⱼ!. */
  logWeight(total: number, cells: readonly number[]): number {
    return cells.reduce((sum, x) => sum - this.logFactorial[x], this.logFactorial[total]);
  }

  /** The probability of all tables whose log weight is not above the bound. */
  notAbove(bound: number): number {
    const {longest, shortest} = this.bounds();
    let p = 0;
    let layer = new Map<number, Path[]>([[this.nodes - 1, [{logPast: 0, mass: 1}]]]);
    for (let k = 0; k < this.rows.length; ++k) {
      const next = new Map<number, Map<number, Path>>();
      for (const [node, paths] of layer) {
        const logTotal = this.logTotal(k, node);
        this.forEachRow(k, node, (child, logWeight) => {
          const share = Math.exp(logWeight + this.logTotal(k + 1, child) - logTotal);
          const most = longest[k + 1][child];
          const least = shortest[k + 1][child];
          this.spend(paths.length);
          for (const path of paths) {
            const logPast = path.logPast + logWeight;
            const mass = path.mass * share;
            if (logPast + most <= bound) p += mass;
            else if (logPast + least <= bound && carry(next, child, logPast, mass)) this.spend(PATH_STEPS);
          }
        });
      }
      layer = new Map([...next].map(([node, paths]) => [node, [...paths.values()]]));
    }
    return Math.min(1, p);
  }

  /** The largest and smallest log weight of rows k… that meet the column totals of each node. */
  private bounds(): {longest: Float64Array[]; shortest: Float64Array[]} {
    const longest = this.left.map(() => new Float64Array(this.nodes).fill(-Infinity));
    const shortest = this.left.map(() => new Float64Array(this.nodes).fill(Infinity));
    longest[this.rows.length][0] = shortest[this.rows.length][0] = 0;
    for (let k = this.rows.length - 1; k > 0; --k) {
      for (let node = 0; node < this.nodes; ++node) {
        this.forEachRow(k, node, (child, logWeight) => {
          longest[k][node] = Math.max(longest[k][node], logWeight + longest[k + 1][child]);
          shortest[k][node] = Math.min(shortest[k][node], logWeight + shortest[k + 1][child]);
        });
      }
    }
    return {longest, shortest};
  }

  /** log of the total weight of rows k… from a node: the multinomial coefficient of its column totals. */
  private logTotal(k: number, node: number): number {
    const known = this.logTotals[k][node];
    return Number.isNaN(known)
      ? (this.logTotals[k][node] = this.logWeight(this.left[k], this.totalsAt(k, node)))
      : known;
  }

  /** The column totals that rows k… have to meet at a node; the last is negative where there is no such node. */
  private totalsAt(k: number, node: number): number[] {
    const totals = this.strides.map((stride, j) => Math.floor(node / stride) % (this.columns[j] + 1));
    return [...totals, this.left[k] - totals.reduce((a, b) => a + b, 0)];
  }

  /** Visits every filling of row k from a node, with the node it leads to and its log weight. */
  private forEachRow(k: number, node: number, visit: (child: number, logWeight: number) => void): void {
    const totals = this.totalsAt(k, node);
    const last = this.strides.length;
    if (totals[last] < 0 || totals[last] > this.columns[last]) return;
    // What the columns after each can still take.
    const room = totals.map((_, j) => totals.slice(j + 1).reduce((a, b) => a + b, 0));
    const fill = (j: number, rest: number, child: number, logWeight: number): void => {
      if (j === last) {
        this.spend(1);
        visit(child, logWeight - this.logFactorial[rest]);
        return;
      }
      const least = Math.max(0, rest - room[j]);
      for (let x = Math.min(rest, totals[j]); x >= least; --x) {
        fill(j + 1, rest - x, child - x * this.strides[j], logWeight - this.logFactorial[x]);
      }
    };
    fill(0, this.rows[k], node, this.logFactorial[this.rows[k]]);
  }

  private spend(steps: number): void {
    this.steps += steps;
    if (!(this.steps <= this.maxSteps)) {
      throw new StatsSizeError(`unsupported table: more than ${this.maxSteps} steps for the exact test`);
    }
  }
}

/** Adds a way to a node; true if it is a new one, false if it was merged. */
function carry(layer: Map<number, Map<number, Path>>, node: number, logPast: number, mass: number): boolean {
  let paths = layer.get(node);
  if (!paths) layer.set(node, (paths = new Map<number, Path>()));
  const key = Math.round(logPast * MERGE);
  const path = paths.get(key);
  if (path) path.mass += mass;
  else paths.set(key, {logPast, mass});
  return !path;
}
