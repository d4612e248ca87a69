import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {attrition, guardedAttrition} from "../../src/cohort/attrition.js";
import {withheld} from "../../src/model/hiddenCounts.js";

describe("attrition", () => {
  it("counts what each criterion takes from those whom the earlier ones left", () => {
    const criteria = [
      {label: "a", mask: Uint8Array.of(1, 1, 1, 0)},
      {label: "b", mask: Uint8Array.of(1, 0, 1, 0)},
      {label: "c", mask: Uint8Array.of(1, 1, 1, 1)}
    ];
    expect(attrition(4, criteria)).toEqual([
      {label: "a", removed: 1, left: 3},
      {label: "b", removed: 1, left: 2},
      {label: "c", removed: 0, left: 2}
    ]);
    expect(attrition(4, [])).toEqual([]);
  });

  it("removes and leaves everybody once, whatever the criteria, and does not change them", () => {
    const mask = fc.array(fc.constantFrom(0, 1), {minLength: 6, maxLength: 6}).map((bits) => Uint8Array.from(bits));
    fc.assert(
      fc.property(fc.array(mask, {minLength: 1, maxLength: 5}), (masks) => {
        const before = masks.map((d) => [...d]);
        const steps = attrition(
          6,
          masks.map((d, i) => ({label: String(i), mask: d}))
        );
        const last = steps.at(-1)!.left;
        expect(steps.reduce((sum, {removed}) => sum + removed, last)).toBe(6);
        expect(last).toBe([0, 1, 2, 3, 4, 5].filter((i) => masks.every((d) => d[i] === 1)).length);
        expect(masks.map((d) => [...d])).toEqual(before);
      })
    );
  });
});

describe("guardedAttrition(steps, rule)", () => {
  const step = (removed: number, left: number) => ({label: "", removed, left});
  const rule = {k: 5, minCurve: 10};

  it("withholds a small step, the next smallest and all that is left between them", () => {
    const steps = [step(100, 900), step(3, 897), step(400, 497), step(60, 437)];
    expect(guardedAttrition(steps, rule)).toEqual([
      step(100, 900),
      step(withheld, withheld),
      step(400, withheld),
      step(withheld, 437)
    ]);
    expect(guardedAttrition(steps, null)).toEqual(steps);
    expect(guardedAttrition([step(100, 900), step(20, 880)], rule)).toEqual([step(100, 900), step(20, 880)]);
  });
});
