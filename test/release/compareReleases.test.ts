import {describe, expect, it} from "vitest";
import {compareReleases} from "../../loaders/release/compare/compareReleases.js";
import {formatComparison} from "../../loaders/release/compare/formatComparison.js";
import type {Release} from "../../loaders/release/readRelease.js";
import type {EstimateMeasure, ReleaseComparison} from "../../src/model/releaseComparison.js";
import {type ReleaseRows, syntheticRelease, syntheticRows} from "../support/syntheticRelease.js";

/** The synthetic release against one with other rows. */
async function compared(changes: ReleaseRows): Promise<ReleaseComparison> {
  const before = await syntheticRelease();
  const after = await syntheticRelease(changes);
  try {
    return compareReleases(before, after);
  } finally {
    await before.remove();
    await after.remove();
  }
}

/** A table's rows with some cells of one row changed. */
function changedRows(table: string, row: number, cells: Readonly<Record<string, string | number | boolean | null>>) {
  return {[table]: syntheticRows[table].map((d, i) => (i === row ? {...d, ...cells} : d))};
}

const estimate = (comparison: ReleaseComparison, measure: EstimateMeasure, source: string | null = null) =>
  comparison.estimates.find((d) => d.measure === measure && d.source === source);

describe("compareReleases(before, after)", () => {
  it("finds nothing between a release and itself", async () => {
    const same = await compared({});
    expect(same.patients).toEqual({gone: 0, come: 0, changed: 0, unchanged: 3});
    expect([same.variables, same.tables.filter((d) => !d.same)]).toEqual([[], []]);
    expect(same.estimates.filter((d) => JSON.stringify(d.before) !== JSON.stringify(d.after))).toEqual([]);
    expect(same.before.id).toBe(same.after.id);
  });

  it("counts the values of a variable that changed, became known or unknown", async () => {
    const {variables, patients} = await compared(changedRows("patients", 0, {age_years: 62, wbc: 4, sex: null}));
    expect(variables).toEqual([
      {
        table: "patients",
        column: "age_years",
        change: "changed",
        compared: 3,
        changed: 1,
        knownBefore: 2,
        knownAfter: 2
      },
      {table: "patients", column: "sex", change: "changed", compared: 3, changed: 1, knownBefore: 2, knownAfter: 1},
      {table: "patients", column: "wbc", change: "changed", compared: 3, changed: 1, knownBefore: 1, knownAfter: 2}
    ]);
    expect(patients).toEqual({gone: 0, come: 0, changed: 1, unchanged: 2});
  });

  it("finds patients by their keys, whatever the order of the rows, and counts them by source", async () => {
    const others = syntheticRows.patients.filter((d) => d.patient_id !== "p1");
    const {sources, patients} = await compared({
      patients: [{...others[1]}, {...others[0]}, {patient_id: "p4", source_id: "B", disease: "AML", followup_days: 1}]
    });
    expect(sources.map((d) => [d.source, d.gone, d.come, d.changed, d.unchanged])).toEqual([
      ["A", 1, 0, 0, 1],
      ["B", 0, 1, 0, 1]
    ]);
    expect(patients).toEqual({gone: 1, come: 1, changed: 0, unchanged: 2});
  });

  it.each([
    ["an alteration", changedRows("patient_features", 2, {NPM1: 1})],
    ["a cytogenetic flag", changedRows("cytogenetics", 0, {complex: true})],
    ["the day of a treatment", changedRows("treatments", 0, {start_day: 301})],
    [
      "a treatment more",
      {treatments: [...syntheticRows.treatments, {treatment_id: "t9", patient_id: "p3", phase: "hct_auto"}]}
    ],
    ["an outcome fewer", {outcomes: syntheticRows.outcomes.slice(0, -1)}]
  ])("takes a patient for changed by %s", async (_, changes) => {
    expect((await compared(changes)).patients).toMatchObject({changed: 1, unchanged: 2});
  });

  it("gives the key estimates before and after", async () => {
    const comparison = await compared({
      ...changedRows("outcomes", 1, {status: 1, event: "death"}),
      ...changedRows("summary_alterations", 0, {n_mutated: 2})
    });
    expect(estimate(comparison, "deaths")).toMatchObject({before: {value: 1, total: 3}, after: {value: 2, total: 3}});
    expect(estimate(comparison, "deaths", "B")).toMatchObject({
      before: {value: 0, total: 1},
      after: {value: 0, total: 1}
    });
    // Of two at risk one dies on day 100; from there to the last day, 900, the curve is flat at ½: its midpoint.
    const median = estimate(comparison, "os_median")!;
    expect(median.before?.value).toBeCloseTo(500 / 30.4375, 12);
    expect(estimate(comparison, "os_median", "B")?.before).toMatchObject({value: null, n: 0, total: 1});
    const [npm1] = comparison.estimates.filter((d) => d.label === "NPM1" && d.source === null);
    expect(npm1).toMatchObject({before: {value: 50, n: 1, total: 2}, after: {value: 100, n: 2, total: 2}});
    // Nobody was followed for five years, so there is no such estimate unless all have died.
    expect(estimate(comparison, "os_5y")).toMatchObject({before: {value: null}, after: {value: 0}});
  });

  it("names variables and tables of one release only", async () => {
    const before = await syntheticRelease();
    const after = await syntheticRelease();
    const without = (release: Release, name: string): Release => ({
      ...release,
      manifest: {...release.manifest, tables: release.manifest.tables.filter((d) => d.name !== name)}
    });
    const {tables, variables} = compareReleases(without(before, "treatments"), without(after, "cytogenetics"));
    expect(tables.find((d) => d.table === "treatments")).toMatchObject({rowsBefore: null, rowsAfter: 3, same: false});
    expect(tables.at(-1)).toMatchObject({table: "cytogenetics", rowsBefore: 2, rowsAfter: null});
    expect(variables).toContainEqual({
      table: "treatments",
      column: "start_day",
      change: "added",
      compared: null,
      changed: null,
      knownBefore: null,
      knownAfter: 3
    });
    expect(variables.filter((d) => d.table === "cytogenetics").every((d) => d.change === "removed")).toBe(true);
    await before.remove();
    await after.remove();
  });

  it("names no patient", async () => {
    const comparison = await compared(changedRows("patients", 0, {age_years: 62}));
    expect(JSON.stringify(comparison)).not.toMatch(/"p[123]"|"s[12]"|"t[123]"/);
  });
});

describe("formatComparison(comparison)", () => {
  it("says in words what changed, and what did not", async () => {
    const text = formatComparison(
      await compared({
        ...changedRows("patients", 0, {age_years: 62}),
        ...changedRows("summary_alterations", 0, {n_mutated: 2})
      })
    );
    expect(text).toMatch(/^Test study: [0-9a-f]{16} → [0-9a-f]{16}\n {2}patients 3 → 3\n/);
    expect(text).toContain("Versions\n  unchanged\n");
    expect(text).toContain("  A: 0 in, 0 out, 1 changed, 1 unchanged\n");
    expect(text).toContain("  patients.age_years: 1 of 3 values changed, 2 known\n");
    expect(text).toContain("  NPM1 1/2 (50.0 %) → 2/2 (100.0 %)\n");
    expect(text).toContain("  B: Median overall survival not reached, unchanged\n");
    expect(text).toContain("  5-year overall survival not estimable, unchanged\n");
  });
});
