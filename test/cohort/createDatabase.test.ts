import fc from "fast-check";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {CohortDatabase} from "../../src/cohort/cohortDatabase.js";
import type {CohortSelection} from "../../src/cohort/cohortSelection.js";
import {patientsByLevel} from "../../src/cohort/cohortRows.js";
import {createDatabase} from "../../src/cohort/createDatabase.js";
import {countCodes} from "../../src/cohort/facetCounts.js";
import {type CohortFilter, emptyFilter} from "../../src/cohort/filter.js";
import type {SqlConnection} from "../../src/cohort/sqlConnection.js";
import {SupersededError} from "../../src/cohort/supersededError.js";
import {anyFilter, catalogue} from "./arbitraries.js";
import {nodeDuckDb} from "./nodeDuckDb.js";
import {keeps, testExtract, testRows} from "./testCohort.js";

// More than one vector (2048 rows) of DuckDB's, so that the mask must line up across vectors.
const rows = testRows(5000);
const nobody: CohortFilter = {...emptyFilter, ranges: {age_years: [19, 20]}};
let connection: SqlConnection;
let database: CohortDatabase;

beforeAll(async () => {
  connection = await nodeDuckDb("cohort", testExtract(rows));
  database = createDatabase(connection, catalogue);
});
afterAll(() => database.close());

const alterationState = {1: "mutated", 0: "wild_type"} as const;
const stateOf = (cell: unknown) => (cell === null ? null : alterationState[cell as 0 | 1]);

describe("a selection", () => {
  it("holds exactly the patients that the filter keeps", async () => {
    await fc.assert(
      fc.asyncProperty(anyFilter, async (filter) => {
        const kept = rows.filter((row) => keeps(filter, row));
        const selection = await database.select(filter);
        expect([selection.n, selection.total]).toEqual([kept.length, rows.length]);
        const counts = await selection.counts([{column: "sex"}, {column: "NPM1"}]);
        const having = (column: string, levels: readonly unknown[]) =>
          levels.map((level) => kept.filter((row) => row[column] === level).length);
        expect(Array.from(counts.get("sex")!)).toEqual(having("sex", ["female", "male", null]));
        expect(Array.from(counts.get("NPM1")!)).toEqual(having("NPM1", [1, 0, null]));
      }),
      {numRuns: 40}
    );
  });

  it("reduces follow-up to events and censored by day, those without it counted apart", async () => {
    const groups = await (await database.select(emptyFilter)).survival("OS", "NPM1");
    expect(groups.map(({group, label}) => [group, label])).toEqual([
      ["mutated", "NPM1 mutated"],
      ["wild_type", "NPM1 wild type"],
      [null, "NPM1 not tested"]
    ]);
    for (const {group, time, events, censored, n, nMissing} of groups) {
      const own = rows.filter((row) => stateOf(row.NPM1) === group);
      expect([...time]).toEqual([0, 1, 30, 400, 2000]);
      time.forEach((day, i) => {
        const there = own.filter((row) => row.OS_days === day);
        expect(events[i]).toBe(there.filter((row) => row.OS_status === 1).length);
        expect(censored[i]).toBe(there.filter((row) => row.OS_status === 0).length);
      });
      expect(nMissing).toBe(own.filter((row) => row.OS_days === null).length);
      expect(n + nMissing).toBe(own.length);
    }
  });

  it("groups by a cytogenetic flag and by a variable with awkward levels", async () => {
    const selection = await database.select(emptyFilter);
    const flags = await selection.survival("RFS", "cyto_t_8_21");
    expect(flags.map(({label}) => label)).toEqual(["t(8;21) present", "t(8;21) absent", "t(8;21) not evaluable"]);
    const trials = await selection.survival("OS", "study_code");
    expect(new Set(trials.map(({group}) => group))).toContain("x'; DROP TABLE cohort; --");
  });

  it("of nobody gives empty answers", async () => {
    const selection = await database.select(nobody);
    expect(selection.n).toBe(0);
    expect(Array.from((await selection.counts([{column: "sex"}])).get("sex")!)).toEqual([0, 0, 0]);
    expect(await selection.survival("OS")).toMatchObject([{group: null, label: "All patients", n: 0, nMissing: 0}]);
    expect(await selection.survival("OS", "sex")).toEqual([]);
  });

  it("refuses variables and groupings that the catalogue does not have", async () => {
    const selection = await database.select(emptyFilter);
    await expect(selection.counts([{column: 'sex" FROM cohort; --'}])).rejects.toThrow(RangeError);
    await expect(selection.survival("OS", "row")).rejects.toThrow(/unknown grouping/);
    await expect(selection.survival("sex")).rejects.toThrow(/unknown endpoint/);
  });
});

describe("rows", () => {
  const columns = ["age_years", "wbc", "cr_day", "sex", "complete_remission", "NPM1", "cyto_t_8_21", "OS", "CIR"];

  it("hold each member's own values, in the order of the release", async () => {
    await fc.assert(
      fc.asyncProperty(anyFilter, async (filter) => {
        const kept = rows.filter((row) => keeps(filter, row));
        const selection = await database.select(filter);
        const cohort = await selection.rows(columns);
        expect(cohort.n).toBe(kept.length);
        for (const column of ["age_years", "wbc", "cr_day"]) {
          expect([...cohort.number(column)]).toEqual(kept.map((row) => row[column] ?? NaN));
        }
        for (const [column, codes] of [
          ["sex", ["female", "male"]],
          ["complete_remission", [true, false]],
          ["NPM1", [1, 0]],
          ["cyto_t_8_21", [true, false]]
        ] as const) {
          expect([...cohort.category(column).codes]).toEqual(
            kept.map((row) => (codes as readonly unknown[]).indexOf(row[column]))
          );
        }
        for (const column of ["sex", "complete_remission", "NPM1", "cyto_t_8_21"]) {
          const {codes, levels} = cohort.category(column);
          expect(patientsByLevel(cohort, column)).toEqual({levels, counts: countCodes(codes, levels.length, null)});
        }
        const overall = cohort.endpoint("OS");
        expect([...overall.days]).toEqual(kept.map((row) => row.OS_days ?? NaN));
        expect([...overall.status]).toEqual(kept.map((row) => row.OS_status ?? 0));
        const relapse = cohort.endpoint("CIR");
        expect([...relapse.days]).toEqual(kept.map((row) => row.RFS_days ?? NaN));
        expect([...relapse.status]).toEqual(kept.map((row) => row.CIR_status ?? 0));
        expect([...(await selection.members())]).toEqual(rows.map((row) => Number(keeps(filter, row))));
        expect(await database.membersOf(filter)).toEqual(await selection.members());
      }),
      {numRuns: 10}
    );
  });

  it("of the whole release and members of another filter leave the selection alone", async () => {
    const selection = await database.select(nobody);
    const all = await database.allRows(["sex"]);
    expect(all.n).toBe(rows.length);
    expect(all.category("sex").levels.map(({code}) => code)).toEqual(["female", "male"]);
    expect((await database.membersOf(emptyFilter)).reduce((sum, member) => sum + member, 0)).toBe(rows.length);
    expect((await selection.rows(["sex"])).category("sex").codes).toHaveLength(0);
  });

  it("are refused for what does not exist, was not asked for, or is of another kind", async () => {
    const selection = await database.select(emptyFilter);
    await expect(selection.rows(["nonsense"])).rejects.toThrow(/unknown grouping: nonsense/);
    const cohort = await selection.rows(["sex", "OS"]);
    expect(() => cohort.number("age_years")).toThrow(/not asked for: age_years/);
    expect(() => cohort.number("sex")).toThrow(/not number: sex/);
    expect(() => cohort.category("OS")).toThrow(RangeError);
  });

  it("of a superseded selection are refused", async () => {
    const first = await database.select(emptyFilter);
    await database.select(nobody);
    await expect(first.rows(["sex"])).rejects.toThrow(SupersededError);
    await expect(first.members()).rejects.toThrow(SupersededError);
  });
});

describe("the latest selection", () => {
  it("wins over one that was asked for earlier and is not finished", async () => {
    const first = database.select(nobody);
    const second = database.select(emptyFilter);
    await expect(first).rejects.toThrow(SupersededError);
    expect((await second).n).toBe(rows.length);
  });

  it("takes the place of an earlier one, which then answers no more", async () => {
    const first: CohortSelection = await database.select(nobody);
    const second = await database.select(emptyFilter);
    await expect(first.counts([{column: "sex"}])).rejects.toThrow(SupersededError);
    expect((await second.counts([{column: "sex"}])).get("sex")).toHaveLength(3);
  });

  it("leaves no table behind, whatever came before it", async () => {
    await Promise.allSettled(Array.from({length: 5}, () => database.select(nobody)));
    await database.select(emptyFilter);
    const tables = await connection.query("SELECT count(*)::INT AS n FROM duckdb_tables() WHERE temporary");
    expect(tables.getChild("n")?.get(0)).toBe(0);
  });
});

describe("the connection", () => {
  it("cannot be made to load extensions", async () => {
    await expect(connection.query("SET autoload_known_extensions = true")).rejects.toThrow(/locked/);
    await expect(connection.query("SET autoinstall_known_extensions = true")).rejects.toThrow(/locked/);
  });
});
