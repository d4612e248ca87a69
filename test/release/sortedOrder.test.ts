import {tableFromIPC} from "apache-arrow";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {arrowBytes} from "../../loaders/release/arrowTable.js";
import {columnOf} from "../../loaders/release/columnOf.js";
import {sortedOrder} from "../../loaders/release/sortedOrder.js";
import type {TableData} from "../../loaders/release/tableData.js";
import {patientId, sampleId} from "../../src/model/tables/columns.js";

const table = (cells: readonly string[]): TableData => ({
  schema: {name: "keys", grain: "one row per key", sortBy: ["patient_id"], columns: [patientId]},
  rows: cells.length,
  columns: {patient_id: cells}
});

/** Order by code point, told from the code points themselves; ties as they came. */
function expectedOrder(cells: readonly string[]): number[] {
  const points = cells.map((text) => Array.from(text, (char) => char.codePointAt(0)!));
  const compare = (a: number[], b: number[]): number => {
    const at = a.findIndex((point, i) => point !== b[i]);
    return at < 0 ? a.length - b.length : at >= b.length ? 1 : a[at] - b[at];
  };
  return cells.map((_, i) => i).sort((i, j) => compare(points[i], points[j]) || i - j);
}

describe("sortedOrder(table)", () => {
  const hex = fc.string({unit: fc.constantFrom(...Array.from("0123456789abcdef")), maxLength: 12});
  const key = fc.tuple(fc.constantFrom("", "AMLSG-", "AMLSG-00"), hex).map((parts) => parts.join(""));

  it.each<[string, fc.Arbitrary<string>]>([
    ["keys with a common beginning", key],
    ["any text", fc.string({unit: "binary"})],
    [
      "text of few characters, control characters among them",
      fc.string({unit: fc.constantFrom("\0", "\x01", "a", "~", "\x7f")})
    ]
  ])("is that of code points for %s", (_, text) => {
    fc.assert(
      fc.property(fc.array(text, {maxLength: 40}), (cells) => {
        expect(Array.from(sortedOrder(table(cells)))).toEqual(expectedOrder(cells));
      })
    );
  });
});

describe("sortedOrder(table) by several columns", () => {
  it("is that of the columns one after the other, and of the rows as they came", () => {
    const part = fc.constantFrom("A", "B", "P-0000000", "P-0000001", "P-9999999x", "P-9999999y");
    fc.assert(
      fc.property(fc.array(fc.tuple(part, part), {maxLength: 40}), (pairs) => {
        const [first, second] = [0, 1].map((k) => pairs.map((pair) => pair[k]));
        const own = table(first);
        const both: TableData = {
          ...own,
          schema: {...own.schema, sortBy: ["patient_id", "sample_id"], columns: [patientId, sampleId]},
          columns: {patient_id: first, sample_id: second}
        };
        const ranks = (cells: readonly string[]) => cells.map((cell) => [...new Set(cells)].sort().indexOf(cell));
        const [a, b] = [ranks(first), ranks(second)];
        const expected = pairs.map((_, i) => i).sort((i, j) => a[i] - a[j] || b[i] - b[j] || i - j);
        expect(Array.from(sortedOrder(both))).toEqual(expected);
      })
    );
  });
});

describe("arrowBytes(table)", () => {
  it("keeps texts of many chunks, of one byte a character and of several", () => {
    const cells = Array.from({length: 10_000}, (_, i) => `${String(i).padStart(5, "0")}${i % 4097 === 0 ? "é—𝄞" : ""}`);
    expect(columnOf(tableFromIPC(arrowBytes(table(cells))), "patient_id")).toEqual(cells);
  });
});
