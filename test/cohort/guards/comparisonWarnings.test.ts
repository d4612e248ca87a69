import {describe, expect, it} from "vitest";
import {comparisonWarnings, needsRestrictedMean} from "../../../src/cohort/guards/comparisonWarnings.js";
import {crossingDay} from "../../../src/cohort/guards/crossingCurves.js";
import {kaplanMeier} from "../../../src/stats/kaplanMeier.js";

/** Everybody has the event, at these times. */
const curve = (time: number[]) => kaplanMeier({time, status: time.map(() => 1)});
const spread = (n: number, from: number, step: number) => Array.from({length: n}, (_, i) => from + i * step);
const early = curve(spread(40, 1, 10));
const late = curve(spread(40, 5, 30));
// Half early, half very late: crosses the even curve.
const mixed = curve([...spread(20, 1, 2), ...spread(20, 900, 40)]);

describe("crossingDay(a, b)", () => {
  it("finds where curves cross while enough are at risk", () => {
    const day = crossingDay(late, mixed);
    expect(day).toBeGreaterThan(400);
    expect(day).toBeLessThan(900);
    expect(crossingDay(mixed, late)).toBe(day);
  });

  it("finds none between curves that part, touch, or cross only among a few", () => {
    expect(crossingDay(early, late)).toBeNull();
    expect(crossingDay(early, early)).toBeNull();
    const tail = curve([...spread(35, 1, 10), ...spread(5, 2000, 1)]);
    expect(crossingDay(early, tail)).toBeNull();
  });
});

describe("comparisonWarnings(comparison)", () => {
  const group = (label: string, n: number, events: number, of = early) => ({label, n, events, curve: of});
  const base = {
    groups: [group("A", 100, 60), group("B", 80, 40, late)],
    proportionalityP: 0.4,
    formatTime: (days: number) => `${days} days`
  };

  it("says nothing where there is nothing to warn about", () => {
    expect(comparisonWarnings(base)).toEqual([]);
    expect(needsRestrictedMean(base)).toBe(false);
  });

  it("warns about small groups, few events, crossing curves and changing hazards", () => {
    const all = {
      ...base,
      groups: [group("A", 12, 3), group("B", 80, 4, late), group("C", 90, 80, mixed)],
      proportionalityP: 0.01
    };
    const text = comparisonWarnings(all).join("\n");
    expect(text).toContain("Fewer than 20 patients: A (12)");
    expect(text).toContain("Fewer than 10 events: B (4)");
    expect(text).toMatch(/^2 pairs of curves cross, first A and C at about \d+ days\./m);
    expect(text).toContain("Hazards are not proportional");
    expect(text).toContain("See the difference in restricted mean");
    expect(comparisonWarnings({...all, restrictedMean: false}).join("\n")).not.toContain("restricted mean");
    expect(needsRestrictedMean(all)).toBe(true);
    const two = comparisonWarnings({...base, groups: [base.groups[1], all.groups[2]]});
    expect(two).toHaveLength(1);
    expect(two[0]).toMatch(/^The curves of B and C cross at about \d+ days\./);
    // Curves of two clocks are not drawn together, and do not cross.
    const apart = [base.groups[1], all.groups[2]].map((d, clock) => ({...d, clock}));
    expect(comparisonWarnings({...base, groups: apart})).toEqual([]);
  });
});
