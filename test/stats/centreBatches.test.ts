import {describe, expect, it} from "vitest";
import {centreBatches} from "../../src/stats/centreBatches.js";

describe("centreBatches(values, batch)", () => {
  it("takes off the median of the batch and puts on that of all", () => {
    // Medians: 2 and 12 by batch, 7 of all six.
    expect([...centreBatches([1, 2, 3, 11, 12, 13], [0, 0, 0, 1, 1, 1])]).toEqual([6, 7, 8, 6, 7, 8]);
  });

  it("leaves values of one batch as they are", () => {
    expect([...centreBatches([3, 1, 2.5], [0, 0, 0])]).toEqual([3, 1, 2.5]);
  });

  it("keeps missing values missing, and takes no part of them in the medians", () => {
    expect([...centreBatches([1, null, 3, NaN, 10], [0, 0, 0, 1, 1])]).toEqual([2, NaN, 4, NaN, 3]);
    expect([...centreBatches([], [])]).toEqual([]);
  });

  it("refuses lengths, codes and values that it cannot read", () => {
    expect(() => centreBatches([1, 2], [0])).toThrow("length mismatch: 2 values, 1 batches");
    expect(() => centreBatches([1], [-1])).toThrow("invalid batch at index 0: -1");
    expect(() => centreBatches([Infinity], [0])).toThrow("invalid value at index 0: Infinity");
  });
});
