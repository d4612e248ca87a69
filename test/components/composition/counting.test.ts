import fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {CohortRows} from "../../../src/cohort/cohortRows.js";
import {ageSexRows} from "../../../src/components/composition/ageSexRows.js";
import {dataCombinations, isLevel, isPresent} from "../../../src/components/composition/dataCombinations.js";

function people(list: readonly (readonly [age: number, sex: number])[]): CohortRows {
  const codes = Int16Array.from(list, ([, sex]) => sex);
  return {
    n: list.length,
    number: () => Float64Array.from(list, ([age]) => age),
    category: () => ({
      codes,
      levels: [
        {code: "female", label: "Female"},
        {code: "male", label: "Male"}
      ]
    }),
    endpoint: () => {
      throw new RangeError("column not asked for");
    }
  };
}

describe("ageSexRows(cohort, all, width)", () => {
  const cohort = people([
    [19, 0],
    [20, 0],
    [29.9, 1],
    [54, 1],
    [54, -1],
    [NaN, 0]
  ]);

  it("counts bands, empty ones between them too, and who is in none", () => {
    expect(ageSexRows(cohort, null, 10)).toEqual({
      rows: [
        {label: "10–19", female: 1, male: 0},
        {label: "20–29", female: 1, male: 1},
        {label: "30–39", female: 0, male: 0},
        {label: "40–49", female: 0, male: 0},
        {label: "50–59", female: 0, male: 1}
      ],
      unknown: 2
    });
    expect(ageSexRows(people([]), null, 10)).toEqual({rows: [], unknown: 0});
  });

  it("reaches over the ages of all patients, and counts them beside", () => {
    const {rows} = ageSexRows(
      people([[33, 1]]),
      people([
        [33, 1],
        [47, 0]
      ]),
      5
    );
    expect(rows).toEqual([
      {label: "30–34", female: 0, male: 1, allFemale: 0, allMale: 1},
      {label: "35–39", female: 0, male: 0, allFemale: 0, allMale: 0},
      {label: "40–44", female: 0, male: 0, allFemale: 0, allMale: 0},
      {label: "45–49", female: 0, male: 0, allFemale: 1, allMale: 0}
    ]);
  });
});

describe("dataCombinations(kinds, part, parts)", () => {
  it("puts everybody into exactly one combination", () => {
    const row = fc.tuple(fc.integer({min: 0, max: 1}), fc.boolean(), fc.boolean(), fc.boolean());
    fc.assert(
      fc.property(fc.array(row), (list) => {
        const kinds = [1, 2, 3].map((k) => ({label: String(k), has: list.map((d) => Number(d[k]))}));
        const found = dataCombinations(
          kinds,
          list.map(([part]) => part),
          2
        );
        expect(found.reduce((sum, {n}) => sum + n, 0)).toBe(list.length);
        for (const {sets, n, parts} of found) {
          const own = list.filter((d) => [1, 2, 3].every((k) => d[k] === sets.includes(k - 1)));
          expect([n, ...parts]).toEqual([own.length, ...[0, 1].map((part) => own.filter((d) => d[0] === part).length)]);
        }
        expect(found.map(({n}) => n)).toEqual(found.map(({n}) => n).sort((a, b) => b - a));
      })
    );
  });

  it("reads presence from numbers and levels", () => {
    const category = people([
      [1, 0],
      [1, 1],
      [1, -1]
    ]).category("sex");
    expect([...isLevel(category, "male")]).toEqual([0, 1, 0]);
    expect([...isLevel(category, "other")]).toEqual([0, 0, 0]);
    expect([...isLevel(category, null)]).toEqual([1, 1, 0]);
    expect([...isPresent(Float64Array.of(0, NaN))]).toEqual([1, 0]);
  });

  it("refuses more kinds than can be told apart", () => {
    const kinds = Array.from({length: 17}, () => ({label: "", has: [1]}));
    expect(() => dataCombinations(kinds, [0], 1)).toThrow("invalid number of kinds of data: 17");
  });
});
