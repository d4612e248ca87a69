import {tableFromIPC} from "apache-arrow";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {arrowBytes} from "../../loaders/release/arrowTable.js";
import {columnOf} from "../../loaders/release/columnOf.js";
import {TableBuilder, type TableData} from "../../loaders/release/tableData.js";
import type {Column, ColumnType, TableSchema} from "../../src/model/column.js";
import {patientsTable} from "../../src/model/tables.js";
import {smallTables} from "./fixture.js";

const column = (name: string, type: ColumnType, nullable = false): Column => ({
  name,
  type,
  nullable,
  label: name,
  definition: "for a test",
  privacyClass: "aggregate_ok"
});
const patients = () => tableFromIPC(arrowBytes(smallTables()[0]));

describe("arrowBytes(table)", () => {
  it("keeps nulls in the validity bitmap and values as they are, in the order of the keys", () => {
    const table = patients();
    expect(columnOf(table, "patient_id")).toEqual(["S-a", "S-b", "S-ç"]);
    expect(columnOf(table, "age_years")).toEqual([null, 61, null]);
    expect(columnOf(table, "wbc")).toEqual([2.5, null, null]);
    expect(columnOf(table, "splenomegaly")).toEqual([null, null, false]);
    expect(columnOf(table, "sex")).toEqual(["female", "male", null]);
    expect(table.getChild("age_years")?.nullCount).toBe(2);
  });

  it("keeps wild type and not tested apart", () => {
    const features = tableFromIPC(arrowBytes(smallTables()[1]));
    expect(columnOf(features, "NPM1")).toEqual([1, null, 0]);
    expect(columnOf(features, "FLT3-ITD")).toEqual([0, 1, null]);
  });

  it("writes dictionaries in the order of the vocabulary, and open lists by code point", () => {
    const table = patients();
    const dictionary = (name: string): unknown[] => [
      ...(table.getChild(name)!.data[0].dictionary as Iterable<unknown>)
    ];
    expect(dictionary("sex")).toEqual(["female", "male"]);
    expect(dictionary("source_id")).toEqual(["S"]);
    expect(dictionary("age_band")).toEqual(["18-29", "30-39", "40-49", "50-59", "60-69", "70+", "0-17"]);
  });

  it("gives the same bytes for the same cells, whatever the order of rows", () => {
    const [table] = smallTables();
    const reversed: TableData = {
      ...table,
      columns: Object.fromEntries(
        Object.entries(table.columns).map(([name, cells]) => [name, Array.from(cells).reverse()])
      )
    };
    expect(Buffer.from(arrowBytes(reversed)).equals(Buffer.from(arrowBytes(table)))).toBe(true);
  });

  it("orders rows by number and by code point, null first, ties as they came", () => {
    const schema: TableSchema = {
      name: "t",
      grain: "a test row",
      sortBy: ["key", "n"],
      columns: [column("key", "str", true), column("n", "i32", true), column("came", "i8")]
    };
    const builder = new TableBuilder(schema);
    const rows = [
      ["\u{1f4a7}", 1],
      ["\uffee", 1],
      ["b", 10],
      ["b", 9],
      ["a", 2],
      [null, 5],
      ["b", null],
      ["a", 2],
      ["Z", 0],
      ["\u{1f4a7}a", 0],
      ["", 0]
    ] as const;
    rows.forEach(([key, n], came) => builder.push({key, n, came}));
    const came = columnOf(tableFromIPC(arrowBytes(builder.build())), "came");
    expect(came).toEqual([5, 10, 8, 4, 7, 6, 3, 2, 1, 0, 9]);
  });

  it("refuses an open list with more codes than its index can count", () => {
    const schema: TableSchema = {
      name: "t",
      grain: "a test row",
      sortBy: [],
      columns: [{...column("code", "code"), vocabulary: "open"}]
    };
    const cells = Array.from({length: 40_000}, (_, i) => `c${i}`);
    const table = {schema, rows: cells.length, columns: {code: cells}};
    expect(() => arrowBytes(table)).toThrow("t: column code: 40000 distinct codes");
  });

  it("gives back any cells", () => {
    const schema: TableSchema = {
      name: "t",
      grain: "a test row",
      sortBy: [],
      columns: [
        column("str", "str", true),
        {...column("code", "code", true), vocabulary: "open"},
        column("bool", "bool", true),
        column("i8", "i8", true),
        column("i32", "i32", true),
        column("f64", "f64", true)
      ]
    };
    const cell = (values: fc.Arbitrary<string | number | boolean>) => fc.option(values);
    const row = fc.record({
      str: cell(fc.string({unit: "binary"})),
      code: cell(fc.constantFrom("b", "a", "é", "")),
      bool: cell(fc.boolean()),
      i8: cell(fc.integer({min: -128, max: 127})),
      i32: cell(fc.integer()),
      f64: cell(fc.double({noNaN: true, noDefaultInfinity: true}))
    });
    fc.assert(
      fc.property(fc.array(row, {maxLength: 40}), (rows) => {
        const builder = new TableBuilder(schema);
        for (const d of rows) builder.push(d);
        const table = tableFromIPC(arrowBytes(builder.build()));
        for (const name of ["str", "code", "bool", "i8", "i32", "f64"] as const) {
          expect(columnOf(table, name)).toEqual(rows.map((d) => d[name]));
        }
      })
    );
  });

  it("writes an empty table", () => {
    expect(tableFromIPC(arrowBytes(new TableBuilder(patientsTable).build())).numRows).toBe(0);
  });

  it.each([
    [{sex: "Male"}, 'patients: row 1: column sex: "Male": expected a code of sex'],
    [{age_years: 61.5}, "patients: row 1: column age_years: 61.5: expected i16"],
    [{age_years: 40_000}, "patients: row 1: column age_years: 40000: expected i16"],
    [{age_years: -40_000}, "patients: row 1: column age_years: -40000: expected i16"],
    [{wbc: Number.NaN}, "patients: row 1: column wbc: NaN: expected f32"],
    [{wbc: 1e39}, "patients: row 1: column wbc: 1e+39: expected f32"],
    [{splenomegaly: 1}, "patients: row 1: column splenomegaly: 1: expected bool"],
    [{patient_id: null}, "patients: row 1: column patient_id: null: expected id"]
  ])("refuses %j, naming table, row and column", (cells, message) => {
    const builder = new TableBuilder(patientsTable);
    builder.push({patient_id: "S-a", source_id: "S", disease: "AML", followup_days: 1, ...cells});
    expect(() => arrowBytes(builder.build())).toThrow(message);
  });
});
