import type {Cube} from "../../../src/model/cube.js";
import type {ReportBlock, ReportResult, SetKey} from "../../../src/model/report.js";
import {cellsTable, reportResultsTable} from "../../../src/model/tables.js";
import type {Release} from "../../release/readRelease.js";
import {TableBuilder, type TableData} from "../../release/tableData.js";
import {compareText} from "../../release/textOrder.js";
import {withClaims} from "../../report/claims/withClaims.js";
import {type ComputedReport, computeReports} from "../../report/computeReports.js";
import {type ReportContext, reportContext} from "../../report/reportContext.js";
import {readPublishedResults} from "../audit/publishedResults.js";
import {computeCube, type ExactCube} from "../cube/computeCube.js";
import {type CubeDeclaration, readCubeDeclaration} from "../cube/cubeSchema.js";
import {cubeTables} from "../cube/cubeTables.js";
import {gateCube} from "../cube/gateCube.js";
import {scanManifest} from "../detectors/refuseIdentifiers.js";
import {scanResults} from "../detectors/scanResults.js";
import {DisclosureError} from "../disclosureError.js";
import {gateReport} from "../gate/gateReport.js";
import type {GateRules} from "../gate/gateRules.js";
import {refuseUnclassified} from "../inventory.js";
import type {TierInput, TierRelease} from "../tiers.js";
import type {CellRegistry} from "./cellRegistry.js";
import type {PublishedCell} from "./compareRegistries.js";
import {leaveOutFew} from "./leaveOutFew.js";
import {type PublicPolicy, readPublicPolicy} from "./policy.js";
import {previousCells, refuseDifference} from "./previousRelease.js";
import {cubePairs, publicDecisions, publicUtility, reportPairs, watched} from "./publicAccount.js";
import {type PublicContents, type PublicGate, publicGate, refuseSources} from "./publicGate.js";
import {isPublished, publishedReport} from "./publishedReport.js";
import {renamedSets} from "./renamedSets.js";
import {sourceProfiles} from "./sourceProfiles.js";

/** A count as the release's registry of cells has it, with the patients it needs. */
type RegisteredCell = PublishedCell & {readonly k: number};

/** What a public release says, computed from exact rows before any gate. */
interface ExactContents {
  readonly context: ReportContext;
  readonly reports: readonly ComputedReport[];
  readonly declaredCube: CubeDeclaration;
  readonly cube: ExactCube;
  /** Blocks of the cube. */
  readonly blocks: readonly ReportBlock[];
}

/**
 * The release of the tier `public`: no row of any patient; the reports and the explorer's cube as they may be shown,
 * and the registry of every count in them.
 *
 * @throws {DisclosureError} on a release that is not exact, a column without a privacy class, an identifier in a text, a
 * source or a set that may not be shown, or a count from which a reader of the previous release could subtract
 */
export async function publicTier(input: TierInput): Promise<TierRelease> {
  const {onProgress, policyFile, previous, root} = input;
  const {manifest} = input.release;
  if (manifest.tier !== "internal")
    throw new DisclosureError([`release ${manifest.id} is of the tier ${manifest.tier}, expected internal`]);
  // What can be refused is, before anything is computed.
  refuseUnclassified(input.release);
  const policy = readPublicPolicy(root, policyFile);
  refuseHits(scanManifest({...manifest, inputs: []}, policy.unnamed));
  const used = new Set<string>();
  const release = watched(leaveOutFew(input.release, policy), used);
  refuseByRows(release, policy, previous);
  const exact = exactContents(release, root, policy, onProgress);
  const {registry, rules} = await decide(exact, input, policy);
  const {cube, results} = gated(exact, registry, rules);
  const cells = registeredCells(registry);
  const shown = new Map(cells.map(({set, n}) => [set, n]));
  const patientsOf = (id: string) => shown.get(`source_id=${id}`) ?? 0;
  const sources = manifest.sources.map((source) => ({...source, patients: patientsOf(source.id)}));
  if (previous !== undefined) refuseDifference(previous, cells, sources, policy);
  const pairs = [
    ...exact.reports.flatMap(({result}, i) => reportPairs(result, results[i])),
    ...cubePairs(exact.cube, cube)
  ];
  const tables = [
    cellTable(cells),
    resultTable(results),
    ...cubeTables(cube),
    sourceProfiles(release, patientsOf),
    publicDecisions(release, used, policy),
    publicUtility(pairs, registry)
  ];
  refuseHits(tables.flatMap(({columns, schema}) => scanResults({name: schema.name, columns}, policy.unnamed)));
  return {parts: partsOf(input, policy, {sources, patients: shown.get("all") ?? 0}), tables};
}

/** Refuses sources that are too small, or have changed by too few, from the rows alone. */
function refuseByRows(release: Release, policy: PublicPolicy, previous: Release | undefined): void {
  const {members} = reportContext(release);
  const sources = release.manifest.sources.map(({id}) => ({id, members: members(`source_id=${id}`)}));
  refuseSources(sources, policy);
  if (previous === undefined) return;
  const sizes = sources.map((source) => ({id: source.id, patients: source.members.reduce((sum, d) => sum + d, 0)}));
  refuseDifference(previous, [], sizes, policy);
}

function refuseHits(hits: readonly string[]): void {
  if (hits.length > 0) throw new DisclosureError(hits);
}

/** Computes the reports that the policy publishes and the explorer's cube. */
function exactContents(
  release: Release,
  root: string,
  policy: PublicPolicy,
  onProgress: TierInput["onProgress"]
): ExactContents {
  const {context, reports: computed} = computeReports(release, root, (declared) => isPublished(declared, policy));
  const reports = computed.flatMap(({declared, result}) => {
    const published = publishedReport(result, policy);
    return published === null ? [] : [{declared, result: published}];
  });
  onProgress?.({what: "compute reports", rows: reports.length});
  const declaredCube = readCubeDeclaration(root);
  const cube = computeCube(context, declaredCube, policy);
  const blocks = cube.entries.flatMap((entry) => entry.blocks);
  onProgress?.({what: "compute the public explorer", rows: blocks.length, detail: `${cube.gaps.length} left out`});
  return {context, reports, declaredCube, cube, blocks};
}

/** Decides on all counts together which are shown. */
async function decide(
  {blocks, context, reports}: ExactContents,
  {onProgress, previous, release}: TierInput,
  policy: PublicPolicy
): Promise<PublicGate> {
  const contents: PublicContents = {
    reports: reports.map(({result}) => result),
    blocks,
    sources: release.manifest.sources.map(({id}) => ({id, members: context.members(`source_id=${id}`)}))
  };
  const before = previous && [
    ...previousCells(previous),
    ...renamedSets(readPublishedResults(previous), {reports: contents.reports, blocks})
  ];
  const gate = await publicGate(context, {...contents, previous: before}, policy);
  const {rounds, shown} = gate.protection;
  onProgress?.({what: "decide which counts are shown", rows: shown, detail: `${rounds} rounds`});
  return gate;
}

/** Reports and cube as the rules let them out. */
function gated(
  {cube, declaredCube, reports}: ExactContents,
  registry: CellRegistry,
  rules: GateRules
): {results: ReportResult[]; cube: Cube} {
  const results = reports.map((report) =>
    gateReport(report.result, rules, {claims: (shown) => withClaims(shown, report.declared)})
  );
  const shownCount = (set: SetKey): number | null => {
    const cell = registry.get(set);
    return cell === undefined || cell.hidden !== null ? null : cell.n;
  };
  return {results, cube: gateCube(cube, declaredCube, rules, shownCount)};
}

/** Every set of the registry by each of its keys, hidden counts as null. */
function registeredCells({cells}: CellRegistry): RegisteredCell[] {
  return cells
    .flatMap(({hidden, k, keys, n}) => keys.map((set) => ({set, n: hidden === null ? n : null, k})))
    .sort((a, b) => compareText(a.set, b.set));
}

/** What the manifest says: nothing that the tables do not. */
function partsOf(
  {draft = false, release: {manifest}, signOff = []}: TierInput,
  policy: PublicPolicy,
  {patients, sources}: {readonly patients: number; readonly sources: TierRelease["parts"]["sources"]}
): TierRelease["parts"] {
  return {
    study: manifest.study,
    tier: "public",
    simulated: manifest.simulated,
    simulatedNotice: manifest.simulatedNotice,
    sources,
    // Checksums of raw files would let anyone who has one confirm it.
    inputs: [],
    versions: manifest.versions,
    audit: {patients, rejects: 0, findings: 0},
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
  };
}

function cellTable(cells: readonly RegisteredCell[]): TableData {
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
