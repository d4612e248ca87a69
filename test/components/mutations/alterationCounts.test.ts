import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {groupingOf} from "../../../src/cohort/catalogue.js";
import type {CohortDatabase} from "../../../src/cohort/cohortDatabase.js";
import type {CohortRows} from "../../../src/cohort/cohortRows.js";
import {alterationCounts} from "../../../src/components/mutations/alterationCounts.js";
import {contrastCounts} from "../../../src/components/mutations/contrastCounts.js";
import {geneticReader} from "../../../src/components/mutations/geneticData.js";
import {anyFilter, catalogue} from "../../cohort/arbitraries.js";
import {keeps, testRows} from "../../cohort/testCohort.js";

const rows = testRows(1500, 5);

/** The level of a patient as groupings name it. */
function levelOf(column: string, row: number): string | null {
  const cell = rows[row][column] ?? null;
  if (cell === null) return null;
  if (catalogue.alterations.has(column)) return cell === 1 ? "mutated" : "wild_type";
  return typeof cell === "boolean" ? (cell ? "present" : "absent") : String(cell);
}

/** The test cohort as columns, those asked for and no others. */
function rowsOf(columns: readonly string[]): CohortRows {
  const refuse = () => {
    throw new RangeError("not a category");
  };
  return {
    n: rows.length,
    number: refuse,
    endpoint: refuse,
    category(column) {
      if (!columns.includes(column)) throw new RangeError(`column not asked for: ${column}`);
      const {levels} = groupingOf(catalogue, column);
      return {
        codes: Int16Array.from(rows, (_, i) => levels.findIndex(({code}) => code === levelOf(column, i))),
        levels
      };
    }
  };
}

const read = () =>
  geneticReader(catalogue, () =>
    Promise.resolve({allRows: (columns) => Promise.resolve(rowsOf(columns))} as CohortDatabase)
  );

describe("alterationCounts(data, catalogue, key, members)", () => {
  it("equals counting patient by patient, in any group of any cohort", async () => {
    const ask = read();
    const groupings = fc.constantFrom(null, "sex", "source_id", "FLT3-ITD", "cyto_complex");
    await fc.assert(
      fc.asyncProperty(anyFilter, groupings, async (filter, key) => {
        const members = Uint8Array.from(rows, (row) => (keeps(filter, row) ? 1 : 0));
        const cohort = [...rows.keys()].filter((i) => members[i] === 1);
        const groups = key === null ? [null] : groupingOf(catalogue, key).levels.map(({code}) => code);
        const wanted = groups.flatMap((group) => {
          const own = cohort.filter((i) => key === null || levelOf(key, i) === group);
          if (own.length === 0) return [];
          return [...catalogue.alterations.values()].map(({name, byDesign = []}) => {
            const counted = own.filter((i) => key === "source_id" || !byDesign.includes(String(rows[i].source_id)));
            return {
              group,
              alteration: name,
              nMutated: counted.filter((i) => rows[i][name] === 1).length,
              nTested: counted.filter((i) => rows[i][name] !== null).length,
              nPatients: counted.length
            };
          });
        });
        expect(alterationCounts(await ask(key === null ? [] : [key]), catalogue, key, members)).toEqual(wanted);
      }),
      {numRuns: 40}
    );
  });
});

describe("contrastCounts(data, key, groups, members)", () => {
  it("equals counting the patients of both groups source by source", async () => {
    const data = await read()(["age_band"]);
    const members = Uint8Array.from(rows, (_, i) => (i % 3 === 0 ? 0 : 1));
    const level = (code: string) => ({code, label: code});
    for (const second of [null, level("70+")]) {
      const groups = {first: level("18-29"), second, labels: ["young", "others"]} as const;
      const {names, counts} = contrastCounts(data, "age_band", groups, members);
      names.forEach((name, a) =>
        data.source.levels.forEach(({code: source}, s) => {
          const fixed = name === "TP53" && source === "B & co=1";
          const own = rows.filter(
            (row, i) => members[i] === 1 && row.source_id === source && !fixed && row.age_band !== null
          );
          const first = own.filter((row) => row.age_band === "18-29");
          const other = own.filter((row) =>
            second === null ? row.age_band !== "18-29" : row.age_band === second.code
          );
          const tested = [first, other].map((group) => group.filter((row) => row[name] !== null).length);
          const mutated = [first, other].map((group) => group.filter((row) => row[name] === 1).length);
          expect(counts[a][s]).toEqual({mutated, tested});
        })
      );
    }
  });
});

describe("geneticReader(catalogue, database)", () => {
  it("keeps the columns of an earlier question when a later one asks for others", async () => {
    const ask = read();
    const [first, second] = await Promise.all([ask(["sex"]), ask(["cyto_complex"])]);
    expect(first).toBe(second);
    expect(first.column("sex").codes).toHaveLength(rows.length);
    expect(first.column("cyto_complex").codes).toHaveLength(rows.length);
  });

  it("crosses a column with the sources, patients without a value left out", async () => {
    const {labels, blocks} = (await read()(["sex"])).bits("sex", true);
    expect(labels).toHaveLength(4);
    expect([...blocks.patients].filter((d) => d >= 0)).toHaveLength(rows.filter((row) => row.sex !== null).length);
  });
});
