import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {StatsInputError} from "../../src/stats/errors.js";
import {kruskalWallis, kruskalWallisFromCounts} from "../../src/stats/kruskalWallis.js";
import {smdContinuous, smdMoments} from "../../src/stats/standardisedDifference.js";
import {summariseCounts} from "../../src/stats/summariseCounts.js";
import {summariseValues} from "../../src/stats/summariseValues.js";
import {valueCounts} from "../../src/stats/valueCounts.js";
import {wilcoxonRankSum, wilcoxonRankSumFromCounts} from "../../src/stats/wilcoxonRankSum.js";

const groups = 3;
const measured = fc.oneof(
  fc.integer({min: -50, max: 900}),
  fc.integer({min: 0, max: 2000}).map((tenths) => tenths / 10),
  fc.integer({min: 0, max: 2000}).map((tenths) => Math.fround(tenths / 10)),
  fc.double({min: -1e9, max: 1e9, noNaN: true}),
  fc.constant(NaN)
);
const sample = fc.array(fc.tuple(measured, fc.integer({min: -1, max: groups - 1})), {maxLength: 200});

/** The values of one group, as they were. */
function valuesOf(rows: readonly (readonly [number, number])[], group: number): number[] {
  return rows.filter(([, g]) => g === group).map(([value]) => value);
}

describe("valueCounts(values, group, groups)", () => {
  it("loses nothing: the samples of all groups come back, sorted", () => {
    fc.assert(
      fc.property(sample, (rows) => {
        const counted = valueCounts(
          rows.map(([value]) => value),
          rows.map(([, g]) => g),
          groups
        );
        for (let g = 0; g < groups; ++g) {
          const own = valuesOf(rows, g);
          const again = Array.from(counted.values).flatMap((value, k) =>
            Array<number>(counted.counts[g][k]).fill(value)
          );
          const known = own.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
          // −0 and 0 are one value.
          expect(again.map((value) => value + 0)).toEqual(known.map((value) => value + 0));
          expect(counted.missing[g]).toBe(own.length - known.length);
        }
      })
    );
  });

  it("keeps values apart that differ by less than the finest step", () => {
    const {values, counts} = valueCounts([1.00001, 1.00002, 1.00001], [0, 0, 1], 2);
    expect([...values]).toEqual([1.00001, 1.00002]);
    expect(counts.map((own) => [...own])).toEqual([
      [1, 1],
      [1, 0]
    ]);
  });

  it("refuses what it cannot count", () => {
    expect(() => valueCounts([1, 2], [0], 1)).toThrow(StatsInputError);
    expect(() => valueCounts([1], [2], 2)).toThrow("invalid group at index 0: 2");
    expect(() => valueCounts([1, Infinity], [0, 0], 1)).toThrow("invalid value at index 1");
    expect(valueCounts([NaN, Infinity], [0, -1], 1)).toEqual({
      values: new Float64Array(0),
      counts: [new Float64Array(0)],
      missing: Float64Array.of(1)
    });
  });
});

describe("statistics of counts", () => {
  // Sums in another order: the last digits differ.
  const near = (value: number | null) => (value === null ? null : (expect.closeTo(value, 7) as number));

  it("are those of the values: summary, rank tests, standardised difference", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({min: 0, max: 40}), fc.integer({min: 0, max: 2}))), (rows) => {
        const {values, counts} = valueCounts(
          rows.map(([value]) => value / 4),
          rows.map(([, g]) => g),
          groups
        );
        const samples = [0, 1, 2].map((g) => valuesOf(rows, g).map((value) => value / 4));
        const summaries = counts.map((own) => summariseCounts(values, own));
        samples.forEach((own, g) => {
          const {n, mean, sd, min, lowerQuartile, median, upperQuartile, max} = summariseValues(own);
          expect(summaries[g]).toMatchObject({n, min, lowerQuartile, median, upperQuartile, max});
          expect(summaries[g].mean).toEqual(near(mean));
          expect(summaries[g].variance).toEqual(near(sd === null ? null : sd ** 2));
        });
        const rankSum = wilcoxonRankSum(samples[0], samples[1]);
        expect(wilcoxonRankSumFromCounts(counts[0], counts[1])).toEqual({
          ...rankSum,
          w: near(rankSum.w),
          p: near(rankSum.p)
        });
        const {h, df, p} = kruskalWallis(samples);
        expect(kruskalWallisFromCounts(counts)).toEqual({h: near(h), df, p: near(p)});
        expect(smdMoments(summaries[0], summaries[1])).toEqual(near(smdContinuous(samples[0], samples[1])));
      })
    );
  });

  it("refuse unequal lengths", () => {
    expect(() => wilcoxonRankSumFromCounts([1], [1, 2])).toThrow(StatsInputError);
    expect(() => kruskalWallisFromCounts([[1], [1, 2]])).toThrow(StatsInputError);
    expect(() => summariseCounts(Float64Array.of(1), new Float64Array(0))).toThrow(StatsInputError);
  });
});
