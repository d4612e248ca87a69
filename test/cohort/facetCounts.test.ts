import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {binCodes, countCodes} from "../../src/cohort/facetCounts.js";

describe("countCodes", () => {
  it("counts members by level, those without a value last", () => {
    const codes = Int16Array.of(0, 1, 1, -1, 2);
    expect([...countCodes(codes, 3, null)]).toEqual([1, 2, 1, 1]);
    expect([...countCodes(codes, 3, Uint8Array.of(0, 1, 0, 1, 1))]).toEqual([0, 1, 1, 1]);
  });
});

describe("binCodes", () => {
  it("put each value into the bin that holds it, the last edge included, others in none", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.double({min: -5, max: 30}), fc.constantFrom(0, 5, 10, 20, NaN))), (values) => {
        const edges = [0, 5, 10, 20];
        const expected = values.map((x) => (x >= 0 && x < 5 ? 0 : x >= 5 && x < 10 ? 1 : x >= 10 && x <= 20 ? 2 : -1));
        expect([...binCodes(Float64Array.from(values), edges)]).toEqual(expected);
      })
    );
  });
});
