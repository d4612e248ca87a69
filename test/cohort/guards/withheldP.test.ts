import {describe, expect, it} from "vitest";
import {withheldP} from "../../../src/cohort/guards/withheldP.js";

const groups = (...expected: number[]) => expected.map((d, i) => ({label: `Group ${i + 1}`, expected: d}));

describe("withheldP(support)", () => {
  it("shows p where there are ten events a parameter and five expected in each group", () => {
    expect(withheldP({events: 10, parameters: 1, groups: groups(5, 5)})).toBeNull();
    expect(withheldP({events: 30, parameters: 3, groups: groups(5, 10, 15)})).toBeNull();
  });

  it("withholds it with the numbers as the reason", () => {
    expect(withheldP({events: 9, parameters: 1})).toBe(
      "p is withheld: 9 events for 1 comparison, at least 10 are needed."
    );
    expect(withheldP({events: 29, parameters: 3})).toContain("29 events for 3 comparisons, at least 30");
    expect(withheldP({events: 100, parameters: 1, groups: groups(4.9, 95.1)})).toBe(
      "p is withheld: fewer than 5 events are expected in Group 1 (4.9)."
    );
    expect(withheldP({events: 3, parameters: 1, counted: "mutated patients"})).toContain("3 mutated patients");
  });

  it("does not withhold for a group without events of which many were expected", () => {
    expect(withheldP({events: 60, parameters: 1, groups: groups(30, 30)})).toBeNull();
  });
});
