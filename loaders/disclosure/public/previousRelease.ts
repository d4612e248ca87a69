import {rowsOf} from "../../release/columnOf.js";
import {hasTable} from "../../release/hasTable.js";
import type {Release} from "../../release/readRelease.js";
import {DisclosureError} from "../disclosureError.js";
import {compareRegistries, type PublishedCell} from "./compareRegistries.js";
import type {PublicPolicy} from "./policy.js";

/**
 * Counts that the previous release shows.
 *
 * @throws {DisclosureError} if it is no public release
 */
export function previousCells(release: Release): PublishedCell[] {
  const {id, study, tier} = release.manifest;
  if (tier !== "public" || !hasTable(release, "cells"))
    throw new DisclosureError([
      `previous release ${study.id}-${id} has no registry of cells, expected a public release`
    ]);
  return rowsOf(release.table("cells")).map(({set, n}) => ({set: String(set), n: n === null ? null : Number(n)}));
}

/**
 * Refuses what readers of the previous release could subtract; without counts, of the sizes of sources alone.
 *
 * @throws {DisclosureError} one line a count or source
 */
export function refuseDifference(
  previous: Release,
  cells: readonly PublishedCell[],
  sources: readonly {readonly id: string; readonly patients: number}[],
  policy: PublicPolicy
): void {
  const before = previousCells(previous);
  const sizes = sources.map((source) => {
    const known = previous.manifest.sources.find((other) => other.id === source.id);
    return {id: source.id, before: known?.patients ?? null, now: source.patients};
  });
  const lines = compareRegistries(before, cells, sizes, policy);
  if (lines.length > 0) throw new DisclosureError(lines);
}
