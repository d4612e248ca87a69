import {describe, expect, it} from "vitest";
import {besideColumns} from "../../../loaders/report/render/figures/besideColumns.js";
import type {TestResult} from "../../../src/model/report.js";

const test = (method: string, p: number | null = 0.02): {test: TestResult} => ({
  test: {method, statistic: 1, df: 1, p, ...(p === null && {withheld: "a group is too small"})}
});

describe("what stands beside the cells of a report's table", () => {
  it("names the one method in the head", () => {
    const {cells, columns} = besideColumns([test("A test"), test("A test", null)]);
    expect(columns).toMatchObject([{label: "Test", note: "A test"}]);
    expect(cells(test("A test"))).toEqual(["p = 0.020"]);
    expect(cells(test("A test", null))).toEqual(["a group is too small"]);
  });

  it("names that of most rows in the head, and another beside its row", () => {
    const {cells, columns} = besideColumns([test("A test"), test("A test"), test("Another test")]);
    expect(columns).toMatchObject([{label: "Test", note: "A test, unless another is named"}]);
    expect(cells(test("A test"))).toEqual(["p = 0.020"]);
    expect(cells(test("Another test"))).toEqual(["p = 0.020 (Another test)"]);
  });

  it("names each beside its row where none is that of most", () => {
    const {cells, columns} = besideColumns([test("A test"), test("Another test")]);
    expect(columns[0].note).toBeUndefined();
    expect(cells(test("A test"))).toEqual(["p = 0.020 (A test)"]);
  });
});
