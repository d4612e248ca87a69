import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {bandOf, generaliser} from "../../loaders/disclosure/consortium/generaliser.js";
import {profilesOf} from "../../loaders/disclosure/consortium/profiles.js";
import {reidentificationRisk} from "../../loaders/disclosure/consortium/reidentificationRisk.js";
import {searchLattice} from "../../loaders/disclosure/consortium/searchLattice.js";
import {count, suppressPatients} from "../../loaders/disclosure/consortium/suppressPatients.js";
import {DisclosureError} from "../../loaders/disclosure/disclosureError.js";
import {type Policy, policySchema} from "../../loaders/disclosure/policySchema.js";
import type {Cell} from "../../loaders/release/tableData.js";

const policy: Policy = policySchema.parse({
  id: "test",
  version: "1",
  k: "3",
  l: "2",
  outcome_month: "24",
  max_risk: "0.4",
  max_mean_risk: "0.25",
  max_suppression: "0.1",
  min_curve: "10",
  times: {step_months: "1", top_months: "120"},
  quasi_identifiers: {
    source_id: {levels: [{name: "source"}]},
    age_years: {
      weight: "2",
      levels: [{name: "years"}, {name: "ten", cuts: ["20", "30", "40"]}, {name: "two", cuts: ["30"]}]
    },
    sex: {levels: [{name: "sex"}, {name: "dropped", drop: "true"}]}
  },
  tables: {patients: {decision: "generalise", columns: {age_years: "ladder"}}}
});
const names = ["source_id", "age_years", "sex"];

const person = fc.record({
  source: fc.constantFrom("A", "B"),
  age: fc.option(fc.integer({min: 15, max: 49}), {freq: 20}),
  sex: fc.option(fc.constantFrom("female", "male"), {freq: 20}),
  outcome: fc.constantFrom(0, 1, 1, 2, 2)
});
const people = fc.array(person, {minLength: 1, maxLength: 120});

function columnsOf(list: readonly {source: string; age: number | null; sex: string | null}[]): Cell[][] {
  return [list.map(({source}) => source), list.map(({age}) => age), list.map(({sex}) => sex)];
}

/** Classes of rows by what is shown of them, the plain way. */
function classes(columns: readonly (readonly Cell[])[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  columns[0].forEach((_, i) => {
    const key = columns.map((cells) => String(cells[i])).join("|");
    found.set(key, [...(found.get(key) ?? []), i]);
  });
  return found;
}

function stands(rows: readonly number[], outcome: Uint8Array): boolean {
  const known = new Set(rows.map((row) => outcome[row]).filter((code) => code > 0));
  return rows.length >= policy.k && (known.size === 0 || known.size >= policy.l);
}

describe("searchLattice(profiles, policy)", () => {
  it("finds what looking at every row of every combination finds", () => {
    fc.assert(
      fc.property(people, (list) => {
        const columns = columnsOf(list);
        const outcome = Uint8Array.from(list, (d) => d.outcome);
        const {best, nodes} = searchLattice(profilesOf(names, columns, outcome), policy);
        const feasible: {levels: number[]; suppressed: number}[] = [];
        for (const age of [0, 1, 2])
          for (const sex of [0, 1]) {
            const levels = [0, age, sex];
            const shown = columns.map((cells, q) =>
              cells.map(generaliser(policy.quasi_identifiers[names[q]].levels[levels[q]], cells))
            );
            const groups = [...classes(shown).values()];
            const suppressed = groups.filter((rows) => !stands(rows, outcome)).flat().length;
            const standing = groups.filter((rows) => stands(rows, outcome)).length;
            if (suppressed <= Math.floor(0.1 * list.length) && standing <= 0.25 * (list.length - suppressed) + 1e-9)
              feasible.push({levels, suppressed});
          }
        expect(nodes).toBe(6);
        expect(best === undefined).toBe(feasible.length === 0);
        const same = feasible.find(({levels}) => levels.join() === best?.levels.join());
        expect(same?.suppressed).toBe(best?.suppressed);
      }),
      {numRuns: 60}
    );
  });

  it("takes the combination that loses least: exact values where all patients are alike", () => {
    const list = Array.from({length: 40}, (_, i) => ({source: "A", age: 25, sex: "male", outcome: 1 + (i % 2)}));
    const outcome = Uint8Array.from(list, (d) => d.outcome);
    const {best} = searchLattice(profilesOf(names, columnsOf(list), outcome), policy);
    expect(best).toMatchObject({levels: [0, 0, 0], suppressed: 0, loss: 0, classes: 1});
  });

  it("finds nothing where all have the same outcome: it would be told of each of them", () => {
    const list = Array.from({length: 40}, () => ({source: "A", age: 25, sex: "male"}));
    const outcome = new Uint8Array(40).fill(2);
    const {best, least} = searchLattice(profilesOf(names, columnsOf(list), outcome), policy);
    expect([best, least.suppressed]).toEqual([undefined, 40]);
  });
});

describe("suppressPatients", () => {
  it("leaves only classes that may stand, or refuses", () => {
    fc.assert(
      fc.property(people, (list) => {
        const columns = columnsOf(list);
        const outcome = Uint8Array.from(list, (d) => d.outcome);
        const profiles = profilesOf(names, columns, outcome);
        const {best} = searchLattice(profiles, policy);
        if (!best) return;
        const made = suppressPatients(profiles, columns, outcome, best, policy);
        const kept = list.map((_, i) => i).filter((i) => made.removed[i] === 0);
        const shown = made.shown.map((cells) => kept.map((i) => cells[i]));
        for (const rows of classes(shown).values())
          expect(
            stands(
              rows,
              Uint8Array.from(kept, (i) => outcome[i])
            )
          ).toBe(true);
        expect(count(made.blanked) + count(made.removed)).toBeLessThanOrEqual(0.1 * list.length + 1e-9);
        expect(made.blanked.some((mark, i) => mark === 1 && made.removed[i] === 1)).toBe(false);
      }),
      {numRuns: 60}
    );
  });

  it("refuses levels that would suppress more than the policy allows", () => {
    const list = Array.from({length: 20}, (_, i) => ({source: "A", age: 15 + i, sex: "male"}));
    const outcome = Uint8Array.from(list, (_, i) => 1 + (i % 2));
    const profiles = profilesOf(names, columnsOf(list), outcome);
    const node = {levels: [0, 0, 0], suppressed: 20, classes: 0, loss: 1, feasible: false};
    // All are blanked and then look alike, which is safe, but are far too many.
    expect(() => suppressPatients(profiles, columnsOf(list), outcome, node, policy)).toThrow(DisclosureError);
  });
});

describe("generaliser(level, cells)", () => {
  const level = {name: "ten years", cuts: [18, 30, 40, 50, 60, 70]};

  it("shows a band's midpoint, and of an open band the median of those who are in it", () => {
    const show = generaliser(level, [71, 75, 84, 3, 5, 9]);
    expect([18, 29, 30, 39, 69].map(show)).toEqual([23, 23, 34, 34, 64]);
    expect([70, 84, 5].map(show)).toEqual([75, 75, 5]);
    expect(show(null)).toBeNull();
  });

  it("shows a band of age as the number if it lies in one band, and else as it is", () => {
    const show = generaliser(level, [75]);
    expect(["30-39", "70+"].map(show)).toEqual([34, 75]);
    const fine = generaliser({name: "five", cuts: [30, 35, 40]}, []);
    expect(fine("30-39")).toBe("30-39");
  });

  it("puts a number into the band whose lower edge it is", () => {
    expect([17, 18, 29, 30, 70, 99].map((value) => bandOf(value, level.cuts))).toEqual([0, 1, 1, 2, 6, 6]);
  });
});

describe("reidentificationRisk(released, k, population)", () => {
  it("tells prosecutor, journalist and marketer apart", () => {
    // Classes of 1, 2 and 3 in the release; of 4, 2 and 6 among all.
    const released = [["a", "b", "b", "c", "c", "c"]];
    const population = ["aaaabbcccccc".match(/./g)!];
    expect(reidentificationRisk(released, 3, population)).toEqual({
      patients: 6,
      classes: 3,
      smallestClass: 1,
      unique: 1,
      belowK: 3,
      prosecutorMax: 1,
      prosecutorMean: 0.5,
      journalistMax: 0.5,
      marketer: (1 / 4 + 1 + 1 / 2) / 6
    });
  });
});
