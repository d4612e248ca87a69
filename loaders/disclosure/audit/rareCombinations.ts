import type {Cell} from "../../release/tableData.js";

/** A combination of values that few patients share, of which no part is as rare already. */
export interface RareCombination {
  readonly text: string;
  readonly n: number;
}

/** Values of one column, told apart by their text. */
interface CodedColumn {
  readonly name: string;
  /** Position of each row's value among the column's; −1 for null. */
  readonly codes: Int32Array;
  readonly values: readonly string[];
}

/** Groups of rows by some columns are counted in an array up to so many groups, beyond in a map. */
const mostCounted = 1 << 22;

/**
 * Minimal rare combinations: values of up to `most` columns that fewer than k rows share, and of which no fewer values are
 * rare (minimal sample uniques for k = 2: Elliot, Manning, Ford, SUDA, 2002). Null is no value that anybody knows.
 *
 * Takes a pass over the rows for each choice of columns. The choices without the further column of {@link rowsWith} are
 * gone through once, for all further columns.
 */
export class RareCombinations {
  private readonly columns: readonly CodedColumn[];
  private readonly rows: number;
  /** By choice of columns, 1 for each row whose values there are a minimal rare combination. */
  private readonly marked = new Map<string, Uint8Array>();

  /**
   * @param names of the columns
   * @param columns one element a row
   */
  constructor(
    names: readonly string[],
    columns: readonly (readonly Cell[])[],
    private readonly k: number,
    private readonly most: number
  ) {
    this.columns = columns.map((cells, c) => codedColumn(names[c], cells));
    this.rows = columns[0]?.length ?? 0;
  }

  /** The combinations of the columns, those of fewer columns first. */
  all(): RareCombination[] {
    return choices(this.columns.length, this.most).flatMap((chosen) => {
      const columns = chosen.map((c) => this.columns[c]);
      const {codes, sizes} = this.groups(columns);
      const seen = new Set<number>();
      const found: RareCombination[] = [];
      this.marks(chosen).forEach((mark, row) => {
        if (mark === 0 || seen.has(codes[row])) return;
        seen.add(codes[row]);
        const text = columns.map((d) => `${d.name} ${d.values[d.codes[row]]}`).join(", ");
        found.push({text, n: sizes(codes[row])});
      });
      return found;
    });
  }

  /** 1 for each row with a rare combination of a value of a further column, alone or with some of the others. */
  rowsWith(name: string, cells: readonly Cell[]): Uint8Array {
    const further = codedColumn(name, cells);
    const own = new Map<string, Uint8Array>();
    const result = new Uint8Array(this.rows);
    for (const chosen of [[], ...choices(this.columns.length, this.most - 1)]) {
      const without = choices(chosen.length, chosen.length).map((part) => this.marks(part.map((p) => chosen[p])));
      const withIt = [[], ...choices(chosen.length, chosen.length - 1)].flatMap((part) =>
        part.length === chosen.length ? [] : [own.get(part.map((p) => chosen[p]).join())!]
      );
      const marks = this.minimal([...chosen.map((c) => this.columns[c]), further], [...without, ...withIt]);
      own.set(chosen.join(), marks);
      for (let row = 0; row < marks.length; ++row) result[row] |= marks[row];
    }
    return result;
  }

  private marks(chosen: readonly number[]): Uint8Array {
    const name = chosen.join();
    let marks = this.marked.get(name);
    if (marks === undefined) {
      const parts = choices(chosen.length, chosen.length - 1).map((part) => this.marks(part.map((p) => chosen[p])));
      marks = this.minimal(
        chosen.map((c) => this.columns[c]),
        parts
      );
      this.marked.set(name, marks);
    }
    return marks;
  }

  /** Rows in groups of fewer than k that no part of the choice marks: all rows of a group are marked by a part, or none. */
  private minimal(columns: readonly CodedColumn[], parts: readonly Uint8Array[]): Uint8Array {
    const {codes, sizes} = this.groups(columns);
    const marks = new Uint8Array(this.rows);
    for (let row = 0; row < marks.length; ++row)
      marks[row] = Number(codes[row] >= 0 && sizes(codes[row]) < this.k && parts.every((part) => part[row] === 0));
    return marks;
  }

  /** A number for the values of each row, −1 where one is null, and how many rows have the same. */
  private groups(columns: readonly CodedColumn[]): {codes: Float64Array; sizes: (code: number) => number} {
    const codes = new Float64Array(this.rows);
    let groups = 1;
    for (const {codes: own, values} of columns) {
      for (let row = 0; row < codes.length; ++row)
        codes[row] = codes[row] < 0 || own[row] < 0 ? -1 : codes[row] * values.length + own[row];
      groups *= values.length;
    }
    if (groups > Number.MAX_SAFE_INTEGER) throw new RangeError(`too many combinations of values: ${groups}`);
    if (groups <= mostCounted) {
      const counts = new Uint32Array(groups);
      for (const code of codes) if (code >= 0) ++counts[code];
      return {codes, sizes: (code) => counts[code]};
    }
    const counts = new Map<number, number>();
    for (const code of codes) if (code >= 0) counts.set(code, (counts.get(code) ?? 0) + 1);
    return {codes, sizes: (code) => counts.get(code) ?? 0};
  }
}

function codedColumn(name: string, cells: readonly Cell[]): CodedColumn {
  const places = new Map<string, number>();
  const codes = Int32Array.from(cells, (cell) => {
    if (cell === null) return -1;
    const value = String(cell);
    let place = places.get(value);
    if (place === undefined) places.set(value, (place = places.size));
    return place;
  });
  return {name, codes, values: [...places.keys()]};
}

/** All choices of 1 to `most` positions, smaller ones first. */
function choices(n: number, most: number): number[][] {
  let last: number[][] = [[]];
  const all: number[][] = [];
  for (let size = 1; size <= Math.min(most, n); ++size) {
    last = last.flatMap((chosen) =>
      Array.from({length: n - (chosen.at(-1) ?? -1) - 1}, (_, i) => [...chosen, (chosen.at(-1) ?? -1) + 1 + i])
    );
    all.push(...last);
  }
  return all;
}
