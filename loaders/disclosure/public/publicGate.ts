import type {ReportBlock, ReportResult} from "../../../src/model/report.js";
import {DisclosureError} from "../disclosureError.js";
import type {GateRules} from "../gate/gateRules.js";
import {publicRules} from "../gate/publicRules.js";
import {type Bits, countBits, packBits, union} from "./bits.js";
import {CellRegistry, type MembersOfSets} from "./cellRegistry.js";
import {collectBlock, collectCells} from "./collectCells.js";
import type {PublishedCell} from "./compareRegistries.js";
import {CurveRegistry} from "./curveRegistry.js";
import {hideChanges} from "./hideChanges.js";
import {loadLinearBounds} from "./linearBounds.js";
import type {PublicPolicy} from "./policy.js";
import {protectCells, type Protection, type SourceMembers} from "./protectCells.js";
import {splitTwoSources} from "./splitTwoSources.js";
import {everybody, without, type View} from "./view.js";

/** A source of the release with its patients: 1 for each of the release that it has. */
export interface SourceRows {
  readonly id: string;
  readonly members: Uint8Array;
}

/** All that is published, before any gate. */
export interface PublicContents {
  readonly reports: readonly ReportResult[];
  /** Blocks of the public explorer. */
  readonly blocks?: readonly ReportBlock[];
  readonly sources: readonly SourceRows[];
  /** Counts of the release before, which readers have too. */
  readonly previous?: readonly PublishedCell[];
}

/** The gate of one public release, with what it decided. */
export interface PublicGate {
  readonly registry: CellRegistry;
  readonly curves: CurveRegistry;
  readonly protection: Protection;
  readonly rules: GateRules;
}

/**
 * Decides for all that a public release shows, together, which numbers may be shown.
 *
 * @throws {DisclosureError} on a source of fewer patients than a count needs, a release of a public source and one other,
 * a set that may not be named, or a number that must be shown and gives a small count away
 */
export async function publicGate(
  context: MembersOfSets,
  {blocks = [], previous = [], reports, sources}: PublicContents,
  policy: PublicPolicy
): Promise<PublicGate> {
  refuseSources(sources, policy);
  const registry = new CellRegistry(context, policy);
  registry.add("all", "population");
  // The manifest names the patients of each source.
  for (const {id} of sources) registry.add(`source_id=${id}`, "population").cost = Infinity;
  const members = sourceMembers(sources, policy);
  const curves = new CurveRegistry(registry, knownBits(members, context.patients));
  for (const result of reports) collectCells(result, registry);
  for (const block of blocks) collectBlock(block, registry);
  splitTwoSources(registry, members);
  hideChanges(registry, previous);
  for (const result of reports) curves.collect(result);
  for (const block of blocks) curves.collectBlock(block);
  const views = viewsOf(members, context.patients, previous);
  const bounds = await loadLinearBounds();
  const protection = await protectCells(registry, {bounds, sources: members, views});
  curves.resolve();
  return {registry, curves, protection, rules: publicRules(registry, curves)};
}

/** Sources with what the policy says of their rows. */
export function sourceMembers(sources: readonly SourceRows[], {public_microdata: open}: PublicPolicy): SourceMembers[] {
  return sources.map(({id, members}) => ({id, known: open.includes(id), bits: packBits(members)}));
}

/**
 * Who may be looking: anybody, and whoever subtracts the rows of the public sources. Where all sources are public nothing
 * is left to subtract from.
 *
 * @param previous counts of the release before: sources that are as large as they were have the same patients
 */
export function viewsOf(
  sources: readonly SourceMembers[],
  patients: number,
  previous: readonly PublishedCell[] = []
): View[] {
  const bits = knownBits(sources, patients);
  if (bits === null) return [everybody];
  const before = new Map(previous.map(({set, n}) => [set, n]));
  const isUnchanged = (source: SourceMembers) => before.get(`source_id=${source.id}`) === countBits(source.bits);
  const known = sources.filter((source) => source.known);
  const unchanged = sources.every((source) => source.known || isUnchanged(source));
  return [everybody, without(known.map(({id}) => id).join(", "), bits, unchanged)];
}

/** Patients of the public sources; null where there are none, or no others. */
function knownBits(sources: readonly SourceMembers[], patients: number): Bits | null {
  const known = sources.filter((source) => source.known);
  if (known.length === 0 || known.length === sources.length) return null;
  return union(
    known.map((source) => source.bits),
    (patients + 31) >>> 5
  );
}

/**
 * Refuses sources that no public release may have.
 *
 * @throws {DisclosureError} on a source of fewer patients than a count needs, and on two sources of which one is public
 */
export function refuseSources(sources: readonly SourceRows[], {k, public_microdata: open}: PublicPolicy): void {
  const lines = sources.flatMap(({id, members}) => {
    const n = members.reduce((sum, d) => sum + d, 0);
    return n > 0 && n < k.sensitive ? [`source ${id}: ${n} patients, expected at least ${k.sensitive}`] : [];
  });
  const ids = sources.map(({id}) => id);
  if (ids.length === 2 && ids.filter((id) => open.includes(id)).length === 1) {
    const [known, other] = open.includes(ids[0]) ? ids : [ids[1], ids[0]];
    lines.push(
      `a total of two sources: the rows of ${known} are public, so that every total gives the count of ${other}`
    );
  }
  if (lines.length > 0) throw new DisclosureError(lines);
}
