import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {coarseTimes} from "../../loaders/disclosure/consortium/coarseTimes.js";
import {demoPseudonymKey, pseudonymKey, pseudonymPattern, pseudonyms} from "../../loaders/disclosure/pseudonyms.js";
import {pooledTails, quantileBins, roundedShare} from "../../loaders/disclosure/treatments/coarseNumbers.js";
import {patientsPerValue} from "../../loaders/disclosure/treatments/patientsPerValue.js";
import {blankFlag, blankRare} from "../../loaders/disclosure/treatments/rareValues.js";
import {rareVariants} from "../../loaders/disclosure/treatments/rareVariants.js";
import type {Cell} from "../../loaders/release/tableData.js";

const k = 5;
const codes = fc.array(fc.option(fc.constantFrom("a", "b", "c", "d", "e", "f")), {maxLength: 60});
const values = fc.array(fc.option(fc.integer({min: 0, max: 12})), {maxLength: 80});
const persons = (cells: readonly unknown[]) => Int32Array.from(cells, (_, i) => i);

describe("blankRare(cells, persons, k)", () => {
  it("leaves no value of fewer than k patients, and hides what it blanks among k or more", () => {
    fc.assert(
      fc.property(codes, (cells) => {
        const shown = blankRare(cells, persons(cells), k);
        const counts = patientsPerValue(shown, persons(cells));
        for (const [value, n] of counts) if (value !== null) expect(n).toBeGreaterThanOrEqual(k);
        const blanked = shown.some((cell, i) => cell === null && cells[i] !== null);
        const all = counts.size === 1;
        if (blanked && !all) expect(counts.get(null)).toBeGreaterThanOrEqual(k);
      })
    );
  });

  it("counts patients, not rows", () => {
    const cells = ["x", "x", "x", "x", "x", "y", "y", "y", "y", "y"];
    expect(new Set(blankRare(cells, [0, 0, 0, 0, 1, 2, 3, 4, 5, 6], k))).toEqual(new Set([null]));
    expect(blankRare(["y", "y", "y", "y", "y", "x"], [1, 2, 3, 4, 5, 0], k).every((cell) => cell === null)).toBe(true);
  });
});

describe("blankFlag(cells, persons, k)", () => {
  it("blanks the whole column for one rare finding, also where hardly anybody is without it", () => {
    const rare: Cell[] = [1, 1, 0, 0, 0, 0, 0, 0];
    expect(blankFlag(rare, persons(rare), k)).toEqual(new Array(8).fill(null));
    const common: Cell[] = [1, 1, 1, 1, 1, 0];
    expect(blankFlag(common, persons(common), k)).toEqual(new Array(6).fill(null));
    const fit: Cell[] = [1, 1, 1, 1, 1, 0, 0, 0, 0, 0, null];
    expect(blankFlag(fit, persons(fit), k)).toEqual(fit);
  });
});

describe("quantileBins and pooledTails", () => {
  it("show every number for k patients or more, in the order of the numbers", () => {
    fc.assert(
      fc.property(values, fc.constantFrom("bins", "tails"), (cells, how) => {
        const shown =
          how === "bins" ? quantileBins(cells, persons(cells), {bins: 10, k}) : pooledTails(cells, persons(cells), k);
        for (const [value, n] of patientsPerValue(shown, persons(cells)))
          if (value !== null) expect(n).toBeGreaterThanOrEqual(k);
        const pairs = cells.flatMap((cell, i) =>
          cell === null || shown[i] === null ? [] : [[cell, Number(shown[i])]]
        );
        pairs.sort(([a], [b]) => a - b);
        for (let i = 1; i < pairs.length; ++i) expect(pairs[i][1]).toBeGreaterThanOrEqual(pairs[i - 1][1]);
        expect(shown.every((cell, i) => cells[i] !== null || cell === null)).toBe(true);
      })
    );
  });

  it("shows the median of a bin to three digits", () => {
    const cells = Array.from({length: 100}, (_, i) => i + 0.123456);
    const shown = quantileBins(cells, persons(cells), {bins: 10, k});
    expect(new Set(shown).size).toBe(10);
    expect(shown[0]).toBe(4.12);
    expect(shown[99]).toBe(94.1);
  });
});

describe("roundedShare(cell, step)", () => {
  it("keeps what is little from becoming nothing", () => {
    expect([0.001, 0.024, 0.026, 0.449, 0.98, 0, null].map((cell) => roundedShare(cell, 0.05))).toEqual([
      0.0125,
      0.0125,
      0.05,
      0.45,
      1,
      0,
      null
    ]);
  });
});

describe("rareVariants(mutations, persons, k)", () => {
  it("shows a common change, of the others the hot spot, and neither where few have it", () => {
    const calls = [
      ...Array.from({length: 6}, () => ["p.R882H", 882]),
      ...Array.from({length: 5}, (_, i) => [`p.R882${"CGLPS"[i]}`, 882]),
      ["p.W601R", 601]
    ] as const;
    const rows = calls.length;
    const columns = {
      gene_symbol: new Array<Cell>(rows).fill("DNMT3A"),
      variant_class: new Array<Cell>(rows).fill("SNV"),
      hgvs_p: calls.map(([change]) => change),
      protein_start: calls.map(([, codon]) => codon)
    };
    const shown = rareVariants({rows, columns}, persons(calls), k);
    expect(shown.hgvs_p).toEqual([...new Array<Cell>(6).fill("p.R882H"), ...new Array<Cell>(6).fill(null)]);
    expect(shown.protein_start).toEqual([...new Array<Cell>(11).fill(882), null]);
    // One bare codon less, and the four that are left would be told.
    const fewer = rareVariants({rows: rows - 2, columns}, persons(calls), k);
    expect(fewer.protein_start.slice(6)).toEqual(new Array(4).fill(null));
  });
});

describe("coarseTimes", () => {
  it("keeps the order of days, and the longer endpoint the longer", () => {
    const times = coarseTimes({step_months: 1, top_months: 120});
    fc.assert(
      fc.property(fc.integer({min: 0, max: 9000}), fc.integer({min: 0, max: 9000}), (a, b) => {
        const [first, second] = a <= b ? [a, b] : [b, a];
        expect(times.day(first)).toBeLessThanOrEqual(times.day(second));
        expect(times.day(second)).toBeLessThanOrEqual(times.lastDay);
        if (!times.isBeyond(second)) expect(Math.abs(times.day(second) - second)).toBeLessThanOrEqual(16);
      })
    );
    expect([0, 1, 30, 31, 3652, 3653, 5000].map((day) => times.day(day))).toEqual([0, 15, 15, 46, 3637, 3653, 3653]);
    expect([-1, -30, -31].map((day) => times.day(day))).toEqual([-15, -15, -46]);
    expect(coarseTimes({step_months: 3, top_months: 120}).day(200)).toBe(228);
  });

  it("keeps on its side of a landmark what happened by the end of a month, from the index event as from the remission", () => {
    const times = coarseTimes({step_months: 1, top_months: 120});
    const days = fc.integer({min: 1, max: 3000});
    fc.assert(
      fc.property(days, days, fc.constantFrom(60, 365, 730, 1095, 1826), (remission, later, landmark) => {
        const start = times.day(remission, remission);
        expect(start <= landmark).toBe(remission <= landmark);
        const day = remission + later;
        const shown = times.day(day, remission);
        if (!times.isBeyond(day)) expect(shown <= landmark).toBe(day <= landmark);
        if (!times.isBeyond(day)) expect(shown - start <= landmark).toBe(later <= landmark);
        expect(times.day(day + 1, remission)).toBeGreaterThanOrEqual(shown);
        expect(times.isShown(shown) && times.isShown(start)).toBe(true);
      })
    );
    expect(times.isShown(100)).toBe(false);
  });
});

describe("pseudonyms", () => {
  const real = {sources: [{id: "A", name: "A", version: "1", simulated: false, patients: 1}]};
  const simulated = {sources: [{...real.sources[0], simulated: true}]};
  const secret = "0123456789abcdef0123456789abcdef";

  it("are keyed: RFC 4231 aside, the same id gives the same pseudonym with one key and another with another", () => {
    const [one, same, other] = [secret, secret, `${secret}!`].map((key) =>
      pseudonyms(key)("patient_id", ["a", null, "b"])
    );
    expect(one).toEqual(same);
    expect(one[1]).toBeNull();
    expect(String(one[0])).toMatch(pseudonymPattern);
    expect(new Set([one[0], one[2], other[0], other[2]]).size).toBe(4);
    expect(pseudonyms(secret)("sample_id", ["a"])[0]).not.toBe(String(one[0]).replace("P", "S"));
    expect(pseudonyms(secret)("duplicate_of", ["a"])).toEqual([one[0]]);
  });

  it("take the demo's key for simulated data only, and no key that is too short", () => {
    expect(pseudonymKey(simulated, "")).toBe(demoPseudonymKey);
    expect(pseudonymKey(real, secret)).toBe(secret);
    expect(() => pseudonymKey(real, "")).toThrow("HEMIOLA_PSEUDONYM_KEY is not set, and A are real data");
    expect(() => pseudonymKey(real, demoPseudonymKey)).toThrow("is the key of the demo, and A are real data");
    expect(() => pseudonymKey({sources: [...real.sources, ...simulated.sources]}, demoPseudonymKey)).toThrow(
      "real data"
    );
    expect(() => pseudonymKey(simulated, "short")).toThrow("has 5 characters, expected at least 32");
  });
});
