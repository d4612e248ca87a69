import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type AlterationFacts, packAlterations, restrictTo} from "../../../src/cohort/mutations/alterationBits.js";
import {coMutation} from "../../../src/cohort/mutations/coMutation.js";
import {pairTables} from "../../../src/cohort/mutations/pairTables.js";
import {bitsOf, patientBlocks, popcount} from "../../../src/cohort/mutations/patientBlocks.js";
import {adjustP} from "../../../src/stats/adjustP.js";
import {factsOf} from "./facts.js";

/** Status of each alteration in each patient: 1, 0, or null for not tested; with a stratum and membership. */
const patients = fc.array(
  fc.record({
    status: fc.array(fc.constantFrom(1, 0, null), {minLength: 4, maxLength: 4}),
    stratum: fc.integer({min: -1, max: 2}),
    member: fc.boolean()
  }),
  {maxLength: 150}
);

describe("popcount(word)", () => {
  it("counts the bits that are set", () => {
    fc.assert(
      fc.property(fc.integer({min: 0, max: 0xffffffff}), (word) => {
        expect(popcount(word | 0)).toBe(word.toString(2).replaceAll("0", "").length);
      })
    );
  });
});

describe("pairTables(alterations, starts)", () => {
  it("equals counting patient by patient, stratum by stratum, members only", () => {
    fc.assert(
      fc.property(patients, (rows) => {
        const blocks = patientBlocks(
          rows.map(({stratum}) => stratum),
          3
        );
        const facts = factsOf(rows.map(({status}) => status));
        const members = bitsOf(
          blocks,
          rows.map(({member}) => (member ? 1 : 0))
        );
        const pairs = pairTables(restrictTo(packAlterations(blocks, facts), members), blocks.starts);
        expect(pairs).toHaveLength(6);
        for (const {first, second, strata} of pairs)
          strata.forEach((table, stratum) => {
            const count = (a: number, b: number) =>
              rows.filter(
                (row) => row.member && row.stratum === stratum && row.status[first] === a && row.status[second] === b
              ).length;
            expect(table).toEqual([
              [count(1, 1), count(1, 0)],
              [count(0, 1), count(0, 0)]
            ]);
          });
      })
    );
  });
});

/** Patients of both panels: the larger tests A and B, the smaller A alone. */
function twoPanels(): {facts: AlterationFacts[]; strata: number[]} {
  const rows: (number | null)[][] = [];
  const add = (n: number, ...status: (number | null)[]) => {
    for (let i = 0; i < n; ++i) rows.push(status);
  };
  // Both tested: A and B exclude each other mildly.
  add(20, 1, 1);
  add(60, 1, 0);
  add(60, 0, 1);
  add(60, 0, 0);
  // Only A tested, and rarely mutated there: with "absent = wild type" 300 patients with neither.
  add(5, 1, null);
  add(300, 0, null);
  return {facts: factsOf(rows), strata: rows.map(([, b]) => (b === null ? 1 : 0))};
}

describe("coMutation(alterations, starts, stratified)", () => {
  it("counts only patients tested for both, where taking absent for wild type gives the other sign", () => {
    const {facts} = twoPanels();
    const naive = facts.map(({name, mutated}) => ({name, mutated, tested: new Uint8Array(mutated.length).fill(1)}));
    const ratio = (list: AlterationFacts[]) => {
      const blocks = patientBlocks(new Uint8Array(list[0].mutated.length), 1);
      return coMutation(packAlterations(blocks, list), blocks.starts, false).pairs[0];
    };
    expect(ratio(facts)).toMatchObject({tested: 200, both: 20, oddsRatio: (20 * 60) / (60 * 60)});
    expect(ratio(facts).oddsRatio).toBeLessThan(1);
    expect(ratio(naive).oddsRatio).toBeGreaterThan(1);
  });

  it("reverses within strata where the strata differ in both frequencies", () => {
    const rows: number[][] = [];
    const strata: number[] = [];
    const add = (stratum: number, n: number, a: number, b: number) => {
      for (let i = 0; i < n; ++i) {
        rows.push([a, b]);
        strata.push(stratum);
      }
    };
    const tables = [
      [60, 20, 18, 2],
      [2, 18, 20, 60]
    ];
    tables.forEach(([both, a, b, none], s) => {
      add(s, both, 1, 1);
      add(s, a, 1, 0);
      add(s, b, 0, 1);
      add(s, none, 0, 0);
    });
    const blocks = patientBlocks(strata, 2);
    const [pair] = coMutation(packAlterations(blocks, factsOf(rows)), blocks.starts, true).pairs;
    expect(pair.crudeOddsRatio).toBeGreaterThan(1);
    expect(pair.oddsRatio).toBeLessThan(1);
    expect(pair.reversed).toBe(true);
    // R 4.2.2: mantelhaen.test(array(c(60, 18, 20, 2, 2, 20, 18, 60), c(2, 2, 2)), correct = FALSE)
    expect(pair.oddsRatio).toBeCloseTo(1 / 3, 12);
    expect(pair.lower).toBeCloseTo(0.11171235522804163, 9);
    expect(pair.upper).toBeCloseTo(0.99461792640837987, 9);
    expect(pair.p).toBeCloseTo(0.041540067009885231, 12);
    expect(pair.test).toBe("cochranMantelHaenszel");
  });

  it("gives q over the pairs really tested, and none to the others", () => {
    const rows = [
      ...Array.from({length: 60}, (_, i) => [i % 2, i % 3 === 0 ? 1 : 0, i < 30 ? 1 : 0, null, i === 0 ? 1 : 0]),
      ...Array.from({length: 10}, () => [null, null, null, 1, null])
    ];
    const blocks = patientBlocks(new Uint8Array(rows.length), 1);
    const {pairs, tests} = coMutation(packAlterations(blocks, factsOf(rows)), blocks.starts, false);
    const state = new Map(pairs.map((d) => [`${d.first}${d.second}`, d.state]));
    expect(state.get("AB")).toBe("estimated");
    expect(state.get("AD")).toBe("not_tested");
    expect(state.get("BE")).toBe("few");
    expect(tests).toBe(3);
    const made = pairs.filter(({p}) => p !== null);
    expect(made.map(({q}) => q)).toEqual(
      adjustP(
        made.map(({p}) => p),
        "BH"
      )
    );
    expect(pairs.filter(({p}) => p === null).every(({q, oddsRatio}) => q === null && oddsRatio === null)).toBe(true);
  });
});
