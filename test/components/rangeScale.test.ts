import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {rangeScale} from "../../src/components/cohort/rangeScale.js";
import {histogramEdges} from "../../src/model/histogramBins.js";

const binsOf = (edges: readonly number[]) => edges.slice(1).map((upper, i) => ({lower: edges[i], upper, n: 0}));

describe("rangeScale", () => {
  it("moves by years within five-year bins", () => {
    const scale = rangeScale(binsOf([15, 20, 25]), [18, 24], 0);
    expect([0, 4, 5, 6, 10].map((place) => scale.value(place))).toEqual([18, 19, 20, 21, 24]);
    expect(scale.place(21)).toBe(6);
  });

  it("is ascending, within its bounds, and finds its own values again", () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(histogramEdges)), (variable) => {
        const edges = histogramEdges[variable];
        const [low, high] = [edges[0], edges.at(-1)!];
        const scale = rangeScale(binsOf(edges), [low, high], 1);
        let before = -Infinity;
        for (let place = 0; place <= scale.last; ++place) {
          const value = scale.value(place);
          expect(value).toBeGreaterThanOrEqual(before);
          expect(Math.abs(scale.place(value) - place)).toBeLessThanOrEqual(1);
          before = value;
        }
        expect([scale.value(0), scale.value(scale.last)]).toEqual([low, high]);
      })
    );
  });
});
