import type {Release} from "./readRelease.js";

/** True if the release holds a table of that name. */
export function hasTable({manifest}: Pick<Release, "manifest">, name: string): boolean {
  return manifest.tables.some((table) => table.name === name);
}
