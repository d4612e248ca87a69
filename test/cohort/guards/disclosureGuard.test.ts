import fc from "fast-check";
import {afterEach, describe, expect, it} from "vitest";
import {formatCount} from "../../../src/charts/format.js";
import type {CohortDatabase} from "../../../src/cohort/cohortDatabase.js";
import type {CohortSelection} from "../../../src/cohort/cohortSelection.js";
import {emptyFilter} from "../../../src/cohort/filter.js";
import {
  DisclosureRefusal,
  drawnGroups,
  guardedDatabase,
  hiddenCounts,
  isSmall,
  refusedFor
} from "../../../src/cohort/guards/disclosureGuard.js";
import {hideCountsBelow, withheld} from "../../../src/model/hiddenCounts.js";

const rule = {k: 5, minCurve: 10};

/** A database of `total` patients of whom any filter selects the first `n`, three of them in one level. */
function databaseOf(n: number, total: number): CohortDatabase {
  const members = Uint8Array.from({length: total}, (_, i) => Number(i < n));
  const selection = {
    filter: emptyFilter,
    n,
    total,
    counts: () => Promise.resolve(new Map([["sex", [3, n - 3, 0]]])),
    members: () => Promise.resolve(members)
  } as unknown as CohortSelection;
  return {
    select: () => Promise.resolve(selection),
    membersOf: () => Promise.resolve(members),
    allRows: () => Promise.reject(new Error("not asked for")),
    close: () => Promise.resolve()
  };
}

describe("refusedFor(n, total, rule)", () => {
  it("compares numbers, not texts, and lets nobody and everybody pass", () => {
    expect([0, 1, 4, 5, 10, 95, 96, 99, 100].map((n) => refusedFor(n, 100, rule))).toEqual([
      null,
      "cohort",
      "cohort",
      null,
      null,
      null,
      "complement",
      "complement",
      null
    ]);
    expect(refusedFor(1, 100, null)).toBeNull();
    // "138" sorts before "5".
    expect(isSmall(138, rule)).toBe(false);
  });
});

describe("guardedDatabase(database, rule)", () => {
  it("gives no cohort, and no member of one, that is too small or leaves too few", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({min: 0, max: 60}), fc.integer({min: 0, max: 60}), async (a, b) => {
        const [n, total] = [Math.min(a, b), Math.max(a, b)];
        const database = guardedDatabase(databaseOf(n, total), rule);
        const refused = isSmall(n, rule) || isSmall(total - n, rule);
        for (const ask of [() => database.select(emptyFilter), () => database.membersOf(emptyFilter)]) {
          const answer = await ask().catch((error: unknown) => error);
          expect(answer instanceof DisclosureRefusal).toBe(refused);
          // What is said of it must not tell the number.
          if (answer instanceof DisclosureRefusal) expect(answer.message.match(/\d+/g)).toEqual(["5"]);
        }
      })
    );
  });

  it("hides small counts by level in a cohort that is large enough", async () => {
    const selection = await guardedDatabase(databaseOf(40, 100), rule).select(emptyFilter);
    expect([...((await selection.counts([])).get("sex") as Float64Array)]).toEqual([NaN, withheld, 0]);
  });

  it("is the database itself for an exact release", () => {
    const database = databaseOf(2, 3);
    expect(guardedDatabase(database, null)).toBe(database);
  });
});

describe("hidden counts", () => {
  afterEach(() => hideCountsBelow(0));

  it("are written as what they are below, and turn every number made of them into none", () => {
    hideCountsBelow(5);
    const [small, large, none] = Array.from(hiddenCounts([4, 5, 0], rule));
    expect([small, large, none].map(formatCount)).toEqual(["< 5", "–", "0"]);
    expect(Array.from(hiddenCounts([4, 3, 9], rule))).toEqual([NaN, NaN, 9]);
    expect(small + large).toBeNaN();
    expect(Array.from(hiddenCounts([4], null))).toEqual([4]);
  });
});

describe("drawnGroups(groups, rule)", () => {
  const levels = [{label: "a"}, {label: "b"}, {label: "c"}];
  const codes = [...new Array<number>(12).fill(0), ...new Array<number>(9).fill(1), -1];

  it("takes out groups of fewer than ten, and keeps the others", () => {
    const drawn = drawnGroups({codes, levels}, rule);
    expect(drawn.left).toEqual(["b"]);
    expect(drawn.codes.filter((code) => code === 0)).toHaveLength(12);
    expect(drawn.codes.includes(1)).toBe(false);
    expect(drawn.unknownIsEnough).toBe(true);
  });

  it("says where those in no group are too few for a curve of their own", () => {
    expect(drawnGroups({codes: codes.slice(0, 20), levels}, rule)).toMatchObject({unknownIsEnough: false, left: ["b"]});
    expect(drawnGroups({codes: codes.slice(0, 12), levels}, rule)).toMatchObject({unknownIsEnough: true, left: []});
  });

  it("draws all groups of an exact release", () => {
    expect(drawnGroups({codes, levels}, null)).toMatchObject({codes: Int16Array.from(codes), left: []});
  });
});
