import type {SetKey} from "../../../src/model/report.js";
import {DisclosureError} from "../disclosureError.js";
import {
  type Bits,
  countBits,
  fingerprintKey,
  fingerprintOf,
  isSubset,
  joinFingerprints,
  packBits,
  sameBits
} from "./bits.js";
import {type Cell, cellCost, type CellUse, type Line, type RelationTable} from "./cell.js";
import type {PublicPolicy} from "./policy.js";
import {decidedPart, namesAny} from "./setClauses.js";

/** Who is in a set, from a release with patient rows. */
export interface MembersOfSets {
  /** Patients of the release. */
  readonly patients: number;
  /** 1 for each patient of the release who is in the set. */
  readonly members: (key: SetKey) => Uint8Array;
}

/**
 * The cell registry of a public release: every count that any page shows is a cell of it, keyed by its set, and sets of
 * the same patients are one cell, so that what is hidden once is hidden everywhere.
 */
export class CellRegistry {
  readonly cells: Cell[] = [];
  readonly tables: RelationTable[] = [];
  readonly lines: Line[] = [];
  private readonly byKey = new Map<SetKey, Cell>();
  private readonly byFingerprint = new Map<number, Cell>();
  /** Outcomes apart: that all of a group have one must not be read from the group. */
  private readonly outcomeByFingerprint = new Map<number, Cell>();

  /** How much dearer than elsewhere hiding is of what is being registered. */
  private weight = 1;
  private readonly triples = new Map<Cell, {readonly seen: number; readonly tables: RelationTable[]}>();

  constructor(
    readonly context: MembersOfSets,
    readonly policy: PublicPolicy
  ) {}

  /**
   * The cell of a set, made when first asked for.
   *
   * @throws {DisclosureError} on a set that names a variable which no published set may name
   */
  add(key: SetKey, use: CellUse = "cell", residual = false): Cell {
    const cell = this.byKey.get(key) ?? this.make(key);
    cell.cost = Math.max(cell.cost, key === "all" ? Infinity : this.weight * cellCost[use]);
    // A set that is residual in one table and a category in another is kept as the category.
    cell.residual &&= residual;
    return cell;
  }

  /** Registers what `collect` asks for as so many times dearer to hide. */
  weighing(weight: number, collect: () => void): void {
    const before = this.weight;
    this.weight = weight;
    try {
      collect();
    } finally {
      this.weight = before;
    }
  }

  /** The cell of a set that has been registered; undefined for any other. */
  get(key: SetKey): Cell | undefined {
    return this.byKey.get(key);
  }

  /** The registered cell of these patients, if they are one. */
  find(bits: Bits): Cell | undefined {
    const key = fingerprintKey(fingerprintOf(bits));
    return [this.byFingerprint.get(key), this.outcomeByFingerprint.get(key)].find(
      (cell) => cell !== undefined && sameBits(cell.bits, bits)
    );
  }

  /** The registered set of B ∖ A for A ⊂ B, if it is one. */
  differenceOf(b: Cell, a: Cell): Cell | undefined {
    const key = fingerprintKey(joinFingerprints(a.fingerprint, b.fingerprint));
    return [this.byFingerprint.get(key), this.outcomeByFingerprint.get(key)].find(
      (found) => found !== undefined && found.n === b.n - a.n && isSubset(found.bits, b.bits)
    );
  }

  /** A cell with two others, one of which is the disjoint union of the others: it is their difference or their union. */
  triplesOf(cell: Cell): readonly RelationTable[] {
    const known = this.triples.get(cell);
    if (known?.seen === this.cells.length) return known.tables;
    const tables: RelationTable[] = [];
    for (const other of cell.n === 0 ? [] : this.cells) {
      if (other === cell || other.n === 0 || other.n === cell.n) continue;
      const [total, part] = other.n > cell.n ? [other, cell] : [cell, other];
      const rest = this.differenceOf(total, part);
      // Of the parts of a union, each finds the other.
      if (rest !== undefined && rest !== part && (total === other || part.id < rest.id))
        tables.push({cells: [part, rest, total]});
    }
    this.triples.set(cell, {seen: this.cells.length, tables});
    return tables;
  }

  /** A cell that nobody asks for but that follows from others; it is never shown. */
  addDerived(bits: Bits, k: number): Cell {
    const known = this.find(bits);
    if (known !== undefined) return known;
    const cell: Cell = {...this.blank(bits, k), fingerprint: fingerprintOf(bits), hidden: "differencing"};
    this.keep(cell);
    return cell;
  }

  /** Registers that some cells stand in one table, so that sums of some are others. */
  addTable(cells: readonly Cell[]): void {
    const distinct = [...new Set(cells)];
    if (distinct.length > 1) this.tables.push({cells: distinct});
  }

  /** Registers a total with its disjoint parts. */
  addLine(parent: Cell, children: readonly Cell[]): void {
    const distinct = [...new Set(children)].filter((cell) => cell !== parent);
    if (distinct.length > 0) this.lines.push({parent, children: distinct});
  }

  /**
   * Takes note that a count is given as a share of another. Of an outcome that all or none of a group have, the count is
   * hidden.
   */
  addShare(count: Cell, of: Cell): void {
    if (!count.outcome || of.n === 0 || (count.n !== 0 && count.n !== of.n) || count === of) return;
    count.hidden = "homogeneous";
    count.homogeneousIn = of;
  }

  private make(key: SetKey): Cell {
    const {forbidden, homogeneous, k, sensitive} = this.policy;
    if (namesAny(key, forbidden)) throw new DisclosureError([`a published set may not name this variable: ${key}`]);
    const bits = packBits(this.context.members(key));
    const needed = namesAny(key, sensitive) ? k.sensitive : k.plain;
    const fingerprint = fingerprintOf(bits);
    const outcome = namesAny(decidedPart(key), homogeneous);
    const known = (outcome ? this.outcomeByFingerprint : this.byFingerprint).get(fingerprintKey(fingerprint));
    // The empty set has no members to know it by: each of its names is a cell of its own.
    if (known !== undefined && known.n > 0 && sameBits(known.bits, bits)) {
      known.keys.push(key);
      known.k = Math.max(known.k, needed);
      this.byKey.set(key, known);
      return known;
    }
    const cell: Cell = {...this.blank(bits, needed), outcome, keys: [key], fingerprint, residual: true};
    this.byKey.set(key, cell);
    this.keep(cell);
    return cell;
  }

  private blank(bits: Bits, k: number): Omit<Cell, "fingerprint"> {
    const [id, n] = [this.cells.length, countBits(bits)];
    const open = {outcome: false, homogeneousIn: null, hidden: null, changed: false, cost: 1, residual: false};
    return {id, keys: [], bits, n, k, ...open};
  }

  private keep(cell: Cell): void {
    this.cells.push(cell);
    if (cell.n === 0) return;
    (cell.outcome ? this.outcomeByFingerprint : this.byFingerprint).set(fingerprintKey(cell.fingerprint), cell);
  }
}
