import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {nestedBetween} from "../../../loaders/disclosure/public/nestedBetween.js";
import {readPublicPolicy} from "../../../loaders/disclosure/public/policy.js";
import {auditRelease} from "../../../loaders/disclosure/audit/auditRelease.js";
import {publicTier} from "../../../loaders/disclosure/public/publicTier.js";
import {withdrawnPatients, withoutPatients} from "../../../loaders/disclosure/withdrawn.js";
import {surrogates} from "../../../loaders/harmonise/surrogate.js";
import {columnOf} from "../../../loaders/release/columnOf.js";
import {readRelease, type Release} from "../../../loaders/release/readRelease.js";
import type {Cell, TableData} from "../../../loaders/release/tableData.js";
import {writeRelease} from "../../../loaders/release/writeRelease.js";
import {reportContext} from "../../../loaders/report/reportContext.js";
import type {ReportBlock, ReportResult} from "../../../src/model/report.js";
import {root} from "../../support/sharedData.js";
import {syntheticRelease} from "../../support/syntheticRelease.js";
import {exactKey, manyPatients} from "../manyPatients.js";

const n = 1200;
const sourceOf = (i: number) => (i % 3 === 0 ? "B" : "A");
const idOf = (i: number) => `hospital ${i}`;
const keyOf = (i: number) => surrogates("test", sourceOf(i))(idOf(i));
let written: Awaited<ReturnType<typeof syntheticRelease>>;
/** The exact release, with its summaries counted. */
let release: Release;
let published: Release;

/** The release without some patients of each source, who are listed as those who withdrew. */
function without(few: number): Release {
  const gone = Array.from({length: n}, (_, i) => i).filter((i) => i % 3 !== 2 && i < 3 * few);
  const list = gone.map((i) => `${sourceOf(i)}, ${idOf(i)}`).join("\n");
  return withoutPatients(release, withdrawnPatients(list, "w.csv", release));
}

function shown(tables: readonly TableData[]): Map<string, number | null> {
  const {columns} = tables.find(({schema}) => schema.name === "cells")!;
  return new Map(Array.from(columns.set).map((set, i) => [String(set), columns.n[i] as number | null]));
}

/** Every block of the reports and of the explorer. */
function resultsOf(tables: readonly TableData[]): ReportBlock[] {
  const parsed = <T>(name: string) => {
    const {columns} = tables.find(({schema}) => schema.name === name)!;
    return Array.from(columns.result).map((text) => JSON.parse(String(text)) as T);
  };
  const reports = parsed<ReportResult>("report_results");
  return [
    ...reports.flatMap(({sections}) => sections.flatMap(({blocks}) => blocks)),
    ...parsed<ReportBlock>("cube_results")
  ];
}

/** Sets of patients and events of whom a block draws a curve or gives an estimate. */
function groupsWithNumbers(block: ReportBlock): string[] {
  if (block.kind === "survival")
    return [
      ...block.groups.flatMap(({curve, events, n}) => (curve === null ? [] : [n.set, events.set])),
      ...block.contrasts.flatMap(({events, hazardRatio, n}) =>
        hazardRatio.estimate === null ? [] : [n.set, events.set]
      )
    ];
  if (block.kind === "forest")
    return block.rows.flatMap(({effect, events, n}) =>
      effect.estimate === null ? [] : [n, events].flatMap((count) => count?.set ?? [])
    );
  return [];
}

beforeAll(async () => {
  const keys = new Map<Cell, string>(Array.from({length: n}, (_, i) => [exactKey(sourceOf(i), i), keyOf(i)]));
  const rows = Object.fromEntries(
    Object.entries(manyPatients(n)).map(([name, all]) => [
      name,
      all.map((row, i) => ({
        ...row,
        ...("patient_id" in row && {patient_id: keys.get(row.patient_id)!}),
        // That everybody has an event must not be said.
        ...(row.endpoint === "EFS" && i % 2 === 0 && {status: 0, event: null})
      }))
    ])
  );
  written = await syntheticRelease(rows);
  const counted = withoutPatients(written, new Set([keyOf(n - 1)]));
  const patients = columnOf(counted.table("patients"), "source_id");
  const sources = counted.manifest.sources.map((source) => ({
    ...source,
    patients: Array.from(patients).filter((id) => id === source.id).length
  }));
  release = {...counted, manifest: {...counted.manifest, sources}};
  const {parts, tables} = await publicTier({root, release, draft: true});
  published = await readRelease((await writeRelease({parts, tables, out: written.folder + "-public"})).folder);
});
afterAll(() => written.remove());

describe("patients who withdrew from a public release", () => {
  it("are counted nowhere in the next, and not in its difference, if they are a batch of each source", async () => {
    const {parts, tables} = await publicTier({root, release: without(60), previous: published, draft: true});
    expect(parts.sources.map(({id, patients}) => [id, patients])).toEqual([
      ["A", 739],
      ["B", 340]
    ]);
    const now = shown(tables);
    const before = new Map(
      Array.from(columnOf(published.table("cells"), "set")).map((set, i) => [
        String(set),
        columnOf(published.table("cells"), "n")[i] as number | null
      ])
    );
    const both = [...now].flatMap(([set, count]) => {
      const old = before.get(set) ?? null;
      return count === null || old === null ? [] : [old - count];
    });
    expect(both.length).toBeGreaterThan(5);
    expect(both.filter((change) => change !== 0 && Math.abs(change) < 10)).toEqual([]);
    expect(nestedBetween(before, now, readPublicPolicy(root))).toEqual([]);
    // Nor is there a curve, or an estimate of a model, of a group of whom fewer than ten went.
    const [was, is] = [release, without(60)].map((exact) => reportContext(exact));
    const few = (set: string) => {
      const [a, b] = [was, is].map(({members}) => members(set).reduce((sum, d) => sum + d, 0));
      return a !== b && Math.abs(a - b) < 10;
    };
    const groups = resultsOf(tables).flatMap((block) => groupsWithNumbers(block));
    expect(groups.length).toBeGreaterThan(5);
    // Sets that are named by their members have other names; R6 of the audit compares them by where they stand.
    expect(groups.filter((set) => !/(?:^| )in:/u.test(set) && few(set))).toEqual([]);
    const later = await readRelease((await writeRelease({parts, tables, out: written.folder + "-later"})).folder);
    const {rules} = await auditRelease({root, release: later, previous: published});
    expect(rules.find(({id}) => id === "R6")!.outcome).toMatchObject({status: "pass"});
  });

  it("wait for others where they are 3", async () => {
    await expect(publicTier({root, release: without(3), previous: published, draft: true})).rejects.toThrow(
      "source A: 3 patients more or fewer than in the previous release, expected none or 50"
    );
  });

  it("need no release before", async () => {
    const {tables} = await publicTier({root, release: without(3), draft: true});
    expect(shown(tables).get("all")).toBe(n - 1 - 6);
  });
});
