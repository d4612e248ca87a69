import {publishedResults} from "../../../loaders/disclosure/audit/publishedResults.js";
import {readPublicPolicy} from "../../../loaders/disclosure/public/policy.js";
import {TableBuilder} from "../../../loaders/release/tableData.js";
import {writeRelease} from "../../../loaders/release/writeRelease.js";
import type {ReportBlock} from "../../../src/model/report.js";
import {cellsTable, reportResultsTable} from "../../../src/model/tables.js";
import {root} from "../../support/sharedData.js";
import {reportOf} from "./invented.js";

/** A public release as somebody would write it who asks no gate: what is in it, and in whose words. */
export interface Ungated {
  readonly title?: string;
  readonly sources: Readonly<Record<string, number>>;
  readonly blocks: readonly ReportBlock[];
  readonly answer?: readonly string[];
}

/** Writes it below a folder, with a registry of all its counts, and returns its own folder. */
export async function ungatedRelease(out: string, {answer = [], blocks, sources, title}: Ungated): Promise<string> {
  const policy = readPublicPolicy(root);
  const [cells, results] = [new TableBuilder(cellsTable), new TableBuilder(reportResultsTable)];
  const {counts} = publishedResults([], blocks, []);
  for (const [set, n] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) cells.push({set, n, k: policy.k.plain});
  const names = blocks.map(({id}) => id);
  const claims = answer.map((text, i) => ({id: `c${i}`, text, assertion: "", holds: true, blocks: names}));
  const report = {...reportOf(blocks), answer: claims, tier: "public"};
  results.push({report: report.id, result: JSON.stringify(report)});
  const patients = Object.values(sources).reduce((sum, n) => sum + n, 0);
  const {folder} = await writeRelease({
    out,
    tables: [cells.build(), results.build()],
    parts: {
      study: {id: "test", title: title ?? "Test study", disease: "aml"},
      tier: "public",
      simulated: true,
      simulatedNotice: "invented for tests",
      sources: Object.entries(sources).map(([id, n]) => ({id, name: id, version: "1", simulated: true, patients: n})),
      inputs: [],
      versions: {dictionary: "1", mappings: {}, rules: "1", hemiola: "0.0.0"},
      audit: {patients, rejects: 0, findings: 0},
      disclosure: {
        from: "0123456789abcdef",
        policy: "public",
        version: policy.version,
        k: policy.k.plain,
        minCurve: policy.curves.patients,
        signOff: [],
        draft: true
      }
    }
  });
  return folder;
}
