import {columnOf} from "../../release/columnOf.js";
import type {Release} from "../../release/readRelease.js";
import type {Cell} from "../../release/tableData.js";

/** Keys and sources of the patients of a release of rows, one element each. */
export interface ReleasedKeys {
  readonly ids: ArrayLike<Cell>;
  readonly sources: ArrayLike<Cell>;
}

/** The keys of a release that was written. */
export function releasedKeys(release: Pick<Release, "table">): ReleasedKeys {
  const table = release.table("patients");
  return {ids: columnOf(table, "patient_id"), sources: columnOf(table, "source_id")};
}

/**
 * By source, patients who are in one release and not in the other, where they are some but fewer than k: what they have would
 * be the difference of the two. One line a breach. The keys of both must be hashed with the same key.
 */
export function changedPatients(before: ReleasedKeys, now: ReleasedKeys, k: number): string[] {
  const [old, current] = [before, now].map(keysBySource);
  return [...new Set([...old.keys(), ...current.keys()])].sort().flatMap((source) => {
    const [was, is] = [old, current].map((keys) => keys.get(source) ?? new Set<Cell>());
    const count = (a: ReadonlySet<Cell>, b: ReadonlySet<Cell>) => [...a].filter((id) => !b.has(id)).length;
    return [
      ["came", count(is, was)],
      ["went", count(was, is)]
    ].flatMap(([what, n]) =>
      Number(n) > 0 && Number(n) < k ? [`source ${source}: ${n} patients ${what}, expected 0 or at least ${k}`] : []
    );
  });
}

function keysBySource({ids, sources}: ReleasedKeys): Map<string, Set<Cell>> {
  const found = new Map<string, Set<Cell>>();
  for (let row = 0; row < ids.length; ++row) {
    const source = String(sources[row]);
    found.set(source, (found.get(source) ?? new Set()).add(ids[row]));
  }
  return found;
}
