import {tableFromIPC} from "apache-arrow";
import {describe, expect, it} from "vitest";
import {arrowBytes} from "../../loaders/release/arrowTable.js";
import {columnOf} from "../../loaders/release/columnOf.js";
import {TableBuilder, type TableData} from "../../loaders/release/tableData.js";
import {patientsTable} from "../../src/model/tables.js";
import {smallTables} from "./fixture.js";

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
    expect(dictionary("age_band")).toEqual(["18-29", "30-39", "40-49", "50-59", "60-69", "70+"]);
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

  it("writes an empty table", () => {
    expect(tableFromIPC(arrowBytes(new TableBuilder(patientsTable).build())).numRows).toBe(0);
  });

  it.each([
    [{sex: "Male"}, 'patients: row 1: column sex: "Male": expected a code of sex'],
    [{age_years: 61.5}, "patients: row 1: column age_years: 61.5: expected i16"],
    [{age_years: 40_000}, "patients: row 1: column age_years: 40000: expected i16"],
    [{wbc: Number.NaN}, "patients: row 1: column wbc: null: expected f32"],
    [{splenomegaly: 1}, "patients: row 1: column splenomegaly: 1: expected bool"],
    [{patient_id: null}, "patients: row 1: column patient_id: null: expected id"]
  ])("refuses %j, naming table, row and column", (cells, message) => {
    const builder = new TableBuilder(patientsTable);
    builder.push({patient_id: "S-a", source_id: "S", disease: "AML", followup_days: 1, ...cells});
    expect(() => arrowBytes(builder.build())).toThrow(message);
  });
});
