import {describe, expect, it} from "vitest";
import {disjointGroups, overlapOf, splitOverlap} from "../../../src/cohort/guards/overlappingGroups.js";

const a = {label: "NPM1", members: Uint8Array.from([1, 1, 1, 0, 0])};
const b = {label: "FLT3", members: Uint8Array.from([0, 1, 1, 1, 0])};
const c = {label: "TP53", members: Uint8Array.from([0, 0, 0, 0, 1])};

describe("cohorts that share patients", () => {
  it("are counted, with the reason why no test compares them", () => {
    expect(overlapOf([a, b]).shared).toBe(2);
    expect(overlapOf([a, b]).reason).toMatch(/^2 patients are in more than one/);
    expect(overlapOf([a, c])).toEqual({shared: 0, reason: null});
    expect(overlapOf([a, b], [1, 1, 0, 1, 1]).reason).toMatch(/^1 patient is/);
  });

  it("are split into the one only, the other only and both", () => {
    const two = splitOverlap([a, b]);
    expect(two.labels).toEqual(["NPM1 only", "FLT3 only", "both"]);
    expect([...two.codes]).toEqual([0, 2, 2, 1, -1]);
    const three = splitOverlap([a, b, c]);
    expect(three.labels.at(-1)).toBe("in several");
    expect([...three.codes]).toEqual([0, 3, 3, 1, 2]);
  });

  it("never enter one comparison as they are", () => {
    expect(() => disjointGroups([a, b])).toThrow("overlapping groups: NPM1, FLT3");
    expect([...disjointGroups([a, c]).codes]).toEqual([0, 0, 0, -1, 1]);
    expect(() => splitOverlap([a, {label: "x", members: [1]}])).toThrow("invalid groups");
  });
});
