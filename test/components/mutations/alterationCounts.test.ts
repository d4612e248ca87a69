import fc from "fast-check";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {CohortDatabase} from "../../../src/cohort/cohortDatabase.js";
import {createDatabase} from "../../../src/cohort/createDatabase.js";
import {emptyFilter} from "../../../src/cohort/filter.js";
import {alterationCounts} from "../../../src/components/mutations/alterationCounts.js";
import {geneticReader} from "../../../src/components/mutations/geneticData.js";
import {anyFilter, catalogue} from "../../cohort/arbitraries.js";
import {nodeDuckDb} from "../../cohort/nodeDuckDb.js";
import {testExtract, testRows} from "../../cohort/testCohort.js";

const rows = testRows(3000, 5);
let database: CohortDatabase;
beforeAll(async () => {
  database = createDatabase(await nodeDuckDb("cohort", testExtract(rows)), catalogue);
});
afterAll(() => database.close());

describe("alterationCounts(data, catalogue, key, members)", () => {
  it("equals what the database counts, by any group and filter", async () => {
    const read = geneticReader(catalogue, () => Promise.resolve(database));
    const groupings = fc.constantFrom(null, "sex", "source_id", "FLT3-ITD", "cyto_complex");
    await fc.assert(
      fc.asyncProperty(anyFilter, groupings, async (filter, key) => {
        const selection = await database.select(filter);
        const data = await read(key === null ? [] : [key]);
        const counts = alterationCounts(data, catalogue, key, await selection.members());
        const wanted = await selection.alterations(key ?? undefined);
        const known = wanted.filter((d) => (key === null ? d.nPatients > 0 || selection.n > 0 : d.group !== null));
        expect(counts).toEqual(selection.n === 0 ? [] : known);
      }),
      {numRuns: 12}
    );
  });

  it("keeps the columns of an earlier question when a later one asks for others", async () => {
    const read = geneticReader(catalogue, () => Promise.resolve(database));
    const [first, second] = await Promise.all([read(["sex"]), read(["cyto_complex"])]);
    expect(first).toBe(second);
    expect(first.column("sex").codes).toHaveLength(rows.length);
    expect(first.column("cyto_complex").codes).toHaveLength(rows.length);
  });

  it("crosses a column with the sources, patients without a value left out", async () => {
    const data = await geneticReader(catalogue, () => Promise.resolve(database))(["sex"]);
    const {labels, blocks} = data.bits("sex", true);
    expect(labels).toHaveLength(4);
    const patients = [...blocks.patients].filter((d) => d >= 0);
    expect(patients).toHaveLength(rows.filter((row) => row.sex !== null).length);
    expect((await database.select(emptyFilter)).n).toBe(rows.length);
  });
});
