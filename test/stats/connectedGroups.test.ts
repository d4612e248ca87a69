import {describe, expect, it} from "vitest";
import {connectedGroups} from "../../src/stats/connectedGroups.js";
import {followUpTable} from "../../src/stats/followUpTable.js";
import {groupHazards} from "../../src/stats/groupHazards.js";

describe("connectedGroups", () => {
  it("follows chains of strata from the reference", () => {
    // Strata: {0, 1}, {1, 2}, {3, 4}.
    const members = [
      [0, 1],
      [1, 2],
      [3, 4]
    ];
    const present = (g: number, s: number) => members[s].includes(g);
    expect(connectedGroups(5, 3, present, 0)).toEqual([true, true, true, false, false]);
    expect(connectedGroups(5, 3, present, 4)).toEqual([false, false, false, true, true]);
    expect(connectedGroups(2, 0, () => false, 1)).toEqual([false, true]);
  });
});

describe("groupHazards", () => {
  it("gives no ratio for groups that are never in a stratum with the first, as a sum of chains", () => {
    const n = 120;
    const next = (i: number, salt: number) => ((i * 7919 + salt * 104729) % 997) / 997;
    const strata = Array.from({length: n}, (_, i) => i % 2);
    // Groups 0 and 1 in the first stratum, 2 and 3 in the second.
    const group = strata.map((s, i) => 2 * s + Number(next(i, 3) < 0.5));
    const time = strata.map((_, i) => 1 + Math.floor(500 * next(i, 1)));
    const status = strata.map((_, i) => Number(next(i, 2) < 0.7));
    const {coefficients} = groupHazards(followUpTable({time, status, group, strata}));
    expect(coefficients.map((d) => d.status)).toEqual(["estimated", "aliased", "aliased"]);
    expect(coefficients.slice(1).every(({hazardRatio}) => hazardRatio === null)).toBe(true);
  });
});
