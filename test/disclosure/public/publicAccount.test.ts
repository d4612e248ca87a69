import {expect, test} from "vitest";
import {
  cubePairs,
  publicDecisions,
  publicUtility,
  reportPairs,
  watched
} from "../../../loaders/disclosure/public/publicAccount.js";
import type {CellRegistry} from "../../../loaders/disclosure/public/cellRegistry.js";
import {readPublicPolicy} from "../../../loaders/disclosure/public/policy.js";
import type {Release} from "../../../loaders/release/readRelease.js";
import type {TableData} from "../../../loaders/release/tableData.js";
import type {ReportBlock, ReportResult} from "../../../src/model/report.js";
import {root} from "../../support/sharedData.js";

const policy = readPublicPolicy(root);
const rowsOf = ({columns, rows}: TableData) =>
  Array.from({length: rows}, (_, i) =>
    Object.fromEntries(Object.entries(columns).map(([name, own]) => [name, own[i]]))
  );
const release = {
  manifest: {
    tables: [
      {name: "patients", rows: 2937},
      {name: "raw_times", rows: 1837}
    ]
  },
  table: (name: string) => ({name})
} as unknown as Release;

test("decisions say which tables were counted from, and no number of rows", () => {
  const used = new Set<string>();
  watched(release, used).table("patients");
  const rows = rowsOf(publicDecisions(release, used, policy));
  expect(rows.map(({table, column, decision}) => [table, column, decision])).toEqual([
    ["patients", null, "aggregate"],
    ...policy.complete.map((clause) => ["patients", clause, "aggregate"]),
    ["raw_times", null, "drop"]
  ]);
  // 2,937 beside the patients that are shown would tell how many were left out.
  expect(rows.flatMap((row) => Object.values(row)).filter((value) => typeof value === "number")).toEqual([]);
});

test("the cost is the greatest distance of what is shown of large groups, and the counts that are shown", () => {
  const curve = (value: number[]) => ({resolution: "knots", time: [0, 365], value, lower: [], upper: []});
  const exact = {resolution: "exact", time: [100, 365], value: [0.6, 0.5], lower: [], upper: []};
  const median = (estimate: number) => ({estimate, lower: null, upper: null});
  const os = (n: number, drawn: object | null, estimate: number, ratio: number) =>
    ({
      id: "os",
      kind: "survival",
      groups: [{n: {set: "all", n}, curve: drawn, median: median(estimate)}],
      contrasts: [{hazardRatio: median(ratio)}]
    }) as unknown as ReportBlock;
  const report = (block: ReportBlock) => ({sections: [{blocks: [block]}]}) as unknown as ReportResult;
  const registry = {policy, cells: [{hidden: null, keys: ["a", "b"]}, {hidden: "primary", keys: ["c"]}]} as unknown as CellRegistry; // prettier-ignore
  const cost = (n: number) =>
    new Map(
      rowsOf(
        publicUtility(reportPairs(report(os(n, exact, 365.25, 2)), report(os(n, curve([1, 0.5]), 396, 2.1))), registry)
      ).map((row) => [row.measure, row])
    );
  // On day 122 the exact curve is at 0.6, the straight line at 1 − 0.5 · 122/365.
  expect(cost(200).get("curve_error")).toMatchObject({difference: 23.3, tolerance: 5, within: false});
  expect(cost(200).get("median_error")?.difference).toBeCloseTo(1.01, 2);
  expect(cost(200).get("hazard_ratio_error")).toMatchObject({difference: 0.0488, within: true});
  expect(cost(200).get("counts_shown")).toMatchObject({exact: 3, released: 2});
  expect(cost(100).has("curve_error")).toBe(false);
});

test("blocks of the explorer are held against those of the same choice", () => {
  const block = (id: string) => ({id}) as unknown as ReportBlock;
  const entry = (cohort: string, ...ids: string[]) => ({figure: "os", cohort, split: "none", blocks: ids.map(block)});
  const pairs = cubePairs({entries: [entry("all", "os-a", "os-b"), entry("sex:f", "os-a")]}, {entries: [entry("all", "os-b")]}); // prettier-ignore
  expect(pairs.map(({exact, shown}) => [exact.id, shown.id])).toEqual([["os-b", "os-b"]]);
});
