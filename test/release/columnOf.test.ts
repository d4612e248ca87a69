import {
  Bool,
  Dictionary,
  Float32,
  Float64,
  Int16,
  Int32,
  Int64,
  Table,
  tableFromIPC,
  tableToIPC,
  Utf8,
  vectorFromArray
} from "apache-arrow";
import {describe, expect, it} from "vitest";
import {columnOf, rowsOf} from "../../loaders/release/columnOf.js";
import type {Cell} from "../../loaders/release/tableData.js";

// More rows than are decoded at once.
const rows = 10_000;
const made = (cell: (i: number) => Cell) => Array.from({length: rows}, (_, i) => (i % 7 === 3 ? null : cell(i)));
const cells = {
  key: made((i) => `AMLSG-${i.toString(16).padStart(16, "0")}`),
  text: made((i) => ["", "µg", "Lindsley’s", "plain", "𝒳"][i % 5]),
  code: made((i) => ["SNV", "ITD", "µ"][i % 3]),
  whole: made((i) => i % 30_000),
  day: made((i) => i - 5000),
  share: made((i) => i / 3),
  few: made((i) => i / 4),
  flag: made((i) => i % 2 === 0)
};
const table = new Table({
  key: vectorFromArray(cells.key, new Utf8()),
  text: vectorFromArray(cells.text, new Utf8()),
  code: vectorFromArray(cells.code, new Dictionary(new Utf8(), new Int16())),
  whole: vectorFromArray(cells.whole, new Int16()),
  day: vectorFromArray(cells.day, new Int32()),
  share: vectorFromArray(cells.share, new Float64()),
  few: vectorFromArray(cells.few, new Float32()),
  flag: vectorFromArray(cells.flag, new Bool())
});

describe("columns as plain values", () => {
  const read = tableFromIPC(tableToIPC(table, "stream"));

  it.each(Object.entries(cells))("reads %s as it was written, not known as null", (name, expected) => {
    expect(columnOf(read, name)).toEqual(expected);
  });

  it("reads a part of a table, and tables one after the other", () => {
    const part = read.slice(4090, 4110).concat(read.slice(1, 3));
    for (const [name, all] of Object.entries(cells))
      expect(columnOf(part, name)).toEqual([...all.slice(4090, 4110), ...all.slice(1, 3)]);
  });

  it("reads whole numbers of a width that no release has as Arrow gives them", () => {
    const wide = new Table({n: vectorFromArray([1n, null, 3n], new Int64())});
    expect(columnOf(wide, "n")).toEqual([1n, null, 3n]);
  });

  it("gives rows with their columns in order", () => {
    const [first] = rowsOf(read.slice(1, 2));
    expect(Object.entries(first)).toEqual(Object.entries(cells).map(([name, all]) => [name, all[1]]));
  });

  it("refuses a column that is not there", () => {
    expect(() => columnOf(read, "age")).toThrow(RangeError);
  });
});
