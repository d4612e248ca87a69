import {existsSync} from "node:fs";
import {join, resolve} from "node:path";

/** The project's root. */
export const root = resolve(import.meta.dirname, "../..");

/**
 * Folder of a real data set that is not part of the repository: `$HEMIOLA_DATA/<name>` or `../shared/data/<name>`;
 * undefined where it is absent.
 */
export function sharedData(name: string): string | undefined {
  const {HEMIOLA_DATA} = process.env;
  const candidates = [HEMIOLA_DATA === undefined ? [] : join(HEMIOLA_DATA, name), join(root, "../shared/data", name)];
  return candidates.flat().find((folder) => existsSync(folder));
}

/** What a suite that needs a data set says where it is absent. */
export function absent(name: string): string {
  return `skipped: no data set ${name} in $HEMIOLA_DATA or ../shared/data`;
}
