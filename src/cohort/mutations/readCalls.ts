import {tableFromIPC, type Vector} from "apache-arrow";
import type {CallColumns} from "./callColumns.js";

/**
 * The mutation extract from its Arrow stream.
 *
 * @throws {RangeError} if a column is missing, or the calls are not in the order of the extract
 */
export function readCalls(bytes: ArrayBuffer): CallColumns {
  const table = tableFromIPC(new Uint8Array(bytes));
  const column = (name: string): Vector => {
    const found = table.getChild(name);
    if (found === null) throw new RangeError(`missing column of the mutation extract: ${name}`);
    return found;
  };
  const n = table.numRows;
  const gene = codesOf(column("gene"));
  const consequence = codesOf(column("consequence"));
  const starts = new Int32Array(gene.levels.length + 1);
  for (let i = 0; i < n; ++i) {
    if (i > 0 && gene.codes[i] < gene.codes[i - 1]) throw new RangeError(`invalid order of calls: row ${i}`);
    ++starts[gene.codes[i] + 1];
  }
  for (let g = 0; g < gene.levels.length; ++g) starts[g + 1] += starts[g];
  return {
    n,
    rows: Int32Array.from(numbersOf(column("row"))),
    genes: gene.levels,
    starts,
    consequences: consequence.levels,
    consequence: consequence.codes,
    vaf: Float32Array.from(numbersOf(column("vaf"))),
    codon: Float32Array.from(numbersOf(column("codon")))
  };
}

/** NaN where not known. */
function numbersOf(vector: Vector): Float64Array {
  const values = new Float64Array(vector.length);
  for (let i = 0; i < values.length; ++i) {
    const cell: unknown = vector.get(i);
    values[i] = typeof cell === "number" ? cell : NaN;
  }
  return values;
}

/** Positions in the dictionary by row, −1 where not known, and the words of the dictionary. */
function codesOf(vector: Vector): {readonly codes: Int16Array; readonly levels: readonly string[]} {
  const codes = new Int16Array(vector.length);
  const dictionary: Vector | undefined = vector.data[0]?.dictionary;
  const levels = Array.from((dictionary ?? []) as Iterable<string>);
  const place = new Map(levels.map((level, i) => [level, i]));
  for (let i = 0; i < codes.length; ++i) codes[i] = place.get(vector.get(i) as string) ?? -1;
  return {codes, levels};
}
