import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {countCodes} from "../../src/cohort/facetCounts.js";
import {countLevels, levelBits, memberBits} from "../../src/cohort/levelBits.js";

describe("countLevels", () => {
  it("counts members by level as one by one would", () => {
    const patient = fc.record({code: fc.integer({min: -1, max: 4}), member: fc.constantFrom(0, 1)});
    fc.assert(
      fc.property(fc.array(patient, {maxLength: 100}), (patients) => {
        const codes = Int16Array.from(patients, ({code}) => code);
        const mask = Uint8Array.from(patients, ({member}) => member);
        const n = mask.reduce((sum, member) => sum + member, 0);
        const levels = levelBits(codes, 5);
        expect(countLevels(levels, memberBits(mask), n)).toEqual(countCodes(codes, 5, mask));
        expect(countLevels(levels, null, patients.length)).toEqual(countCodes(codes, 5, null));
        expect(levelBits(codes, 5)).toBe(levels);
      })
    );
  });
});
