import {cellsTable, reportResultsTable} from "../../../src/model/tables.js";
import type {ReportResult} from "../../../src/model/report.js";
import {rowsOf} from "../../release/columnOf.js";
import {hasTable} from "../../release/hasTable.js";
import type {Release} from "../../release/readRelease.js";
import {TableBuilder, type TableData} from "../../release/tableData.js";
import {compareText} from "../../release/textOrder.js";
import {withClaims} from "../../report/claims/withClaims.js";
import {computeReports} from "../../report/computeReports.js";
import {reportContext} from "../../report/reportContext.js";
import {readPublishedResults} from "../audit/publishedResults.js";
import {computeCube} from "../cube/computeCube.js";
import {readCubeDeclaration} from "../cube/cubeSchema.js";
import {cubeTables} from "../cube/cubeTables.js";
import {gateCube} from "../cube/gateCube.js";
import {scanManifest} from "../detectors/refuseIdentifiers.js";
import {scanResults} from "../detectors/scanResults.js";
import {DisclosureError} from "../disclosureError.js";
import {gateReport} from "../gate/gateReport.js";
import {refuseUnclassified} from "../inventory.js";
import type {TierInput, TierRelease} from "../tiers.js";
import {compareRegistries, type PublishedCell} from "./compareRegistries.js";
import {leaveOutFew} from "./leaveOutFew.js";
import {readPublicPolicy} from "./policy.js";
import {renamedSets} from "./renamedSets.js";
import {publishedReport} from "./publishedReport.js";
import {publicGate, refuseSources} from "./publicGate.js";
import {sourceProfiles} from "./sourceProfiles.js";

/**
 * The release of the tier `public`: no row of any patient; the reports and the explorer's cube as they may be shown,
 * and the registry of every count in them.
 *
 * @throws {DisclosureError} on a release that is not exact, a column without a privacy class, an identifier in a text, a
 * source or a set that may not be shown, or a count from which a reader of the previous release could subtract
 */
export async function publicTier(input: TierInput): Promise<TierRelease> {
  const {draft = false, onProgress, policyFile, previous, root, signOff = []} = input;
  const {manifest} = input.release;
  if (manifest.tier !== "internal")
    throw new DisclosureError([`release ${manifest.id} is of the tier ${manifest.tier}, expected internal`]);
  // What can be refused is, before anything is computed.
  refuseUnclassified(input.release);
  refuseHits(scanManifest({...manifest, inputs: []}));
  const policy = readPublicPolicy(root, policyFile);
  const release = leaveOutFew(input.release, policy);
  const ids = manifest.sources.map(({id}) => id);
  refuseByRows(release, ids, policy, previous);
  const computed = computeReports(release, root);
  const {context} = computed;
  const sources = ids.map((id) => ({id, members: context.members(`source_id=${id}`)}));
  const reports = computed.reports.flatMap(({declared, result}) => {
    const published = publishedReport(result, policy);
    return published === null ? [] : [{declared, result: published}];
  });
  onProgress?.({what: "compute reports", rows: reports.length});
  const declared = readCubeDeclaration(root);
  const cube = computeCube(context, declared, policy);
  const blocks = cube.entries.flatMap((entry) => entry.blocks);
  onProgress?.({what: "compute the public explorer", rows: blocks.length, detail: `${cube.gaps.length} left out`});
  const contents = {reports: reports.map(({result}) => result), blocks, sources};
  const before = previous && [
    ...previousCells(previous),
    ...renamedSets(readPublishedResults(previous), {reports: contents.reports, blocks})
  ];
  const gate = await publicGate(context, {...contents, previous: before}, policy);
  const {registry, protection, rules} = gate;
  onProgress?.({what: "decide which counts are shown", rows: protection.shown, detail: `${protection.rounds} rounds`});
  const gated = reports.map((report) =>
    gateReport(report.result, rules, {claims: (shown) => withClaims(shown, report.declared)})
  );
  const gatedCube = gateCube(cube, declared, rules, (set) => {
    const cell = registry.get(set);
    return cell === undefined || cell.hidden !== null ? null : cell.n;
  });
  const cells = registry.cells
    .flatMap(({hidden, k, keys, n}) => keys.map((set) => ({set, n: hidden === null ? n : null, k})))
    .sort((a, b) => compareText(a.set, b.set));
  const shown = new Map(cells.map(({set, n}) => [set, n]));
  const counted = manifest.sources.map((source) => ({...source, patients: shown.get(`source_id=${source.id}`) ?? 0}));
  if (previous !== undefined) refuseDifference(previous, cells, counted, policy);
  const tables = [
    cellTable(cells),
    resultTable(gated),
    ...cubeTables(gatedCube),
    sourceProfiles(release, (id) => shown.get(`source_id=${id}`) ?? 0)
  ];
  refuseHits(tables.flatMap(({columns, schema}) => scanResults({name: schema.name, columns})));
  return {
    tables,
    parts: {
      study: manifest.study,
      tier: "public",
      simulated: manifest.simulated,
      simulatedNotice: manifest.simulatedNotice,
      sources: counted,
      // Checksums of raw files would let anyone who has one confirm it.
      inputs: [],
      versions: manifest.versions,
      audit: {patients: shown.get("all") ?? 0, rejects: 0, findings: 0},
      ...(manifest.terms && {terms: manifest.terms}),
      ...(manifest.analyses && {analyses: manifest.analyses}),
      disclosure: {
        from: manifest.id,
        policy: "public",
        version: policy.version,
        k: policy.k.plain,
        minCurve: policy.curves.patients,
        signOff,
        draft
      }
    }
  };
}

/** Refuses sources that are too small, or have changed by too few, from the rows alone. */
function refuseByRows(
  release: Release,
  ids: readonly string[],
  policy: ReturnType<typeof readPublicPolicy>,
  previous: Release | undefined
): void {
  const {members} = reportContext(release);
  const sources = ids.map((id) => ({id, members: members(`source_id=${id}`)}));
  refuseSources(sources, policy);
  if (previous === undefined) return;
  const sizes = sources.map((source) => ({id: source.id, patients: source.members.reduce((sum, d) => sum + d, 0)}));
  refuseDifference(previous, [], sizes, policy);
}

function refuseHits(hits: readonly string[]): void {
  if (hits.length > 0) throw new DisclosureError(hits);
}

function cellTable(cells: readonly (PublishedCell & {readonly k: number})[]): TableData {
  const table = new TableBuilder(cellsTable);
  for (const cell of cells) table.push({...cell});
  return table.build();
}

function resultTable(results: readonly ReportResult[]): TableData {
  const table = new TableBuilder(reportResultsTable);
  for (const result of [...results].sort((a, b) => compareText(a.id, b.id)))
    table.push({report: result.id, result: JSON.stringify(result)});
  return table.build();
}

/** Counts that the previous release shows. */
function previousCells(release: Release): PublishedCell[] {
  const {id, study, tier} = release.manifest;
  if (tier !== "public" || !hasTable(release, "cells"))
    throw new DisclosureError([
      `previous release ${study.id}-${id} has no registry of cells, expected a public release`
    ]);
  return rowsOf(release.table("cells")).map(({set, n}) => ({set: String(set), n: n === null ? null : Number(n)}));
}

/** Refuses what readers of the previous release could subtract; without counts, of the sizes of sources alone. */
function refuseDifference(
  previous: Release,
  cells: readonly PublishedCell[],
  sources: readonly {readonly id: string; readonly patients: number}[],
  policy: ReturnType<typeof readPublicPolicy>
): void {
  const before = previousCells(previous);
  const sizes = sources.map((source) => {
    const known = previous.manifest.sources.find((other) => other.id === source.id);
    return {id: source.id, before: known?.patients ?? null, now: source.patients};
  });
  const lines = compareRegistries(before, cells, sizes, policy);
  if (lines.length > 0) throw new DisclosureError(lines);
}
