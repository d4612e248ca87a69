import {readRelease} from "../release/readRelease.js";

/**
 * Checks a release: manifest, id, and every table's size, checksum, columns and rows.
 *
 * @throws {ReleaseError} one line that names the first file at fault
 */
export async function verify(folder: string): Promise<{id: string; tables: number}> {
  const {manifest} = await readRelease(folder);
  return {id: manifest.id, tables: manifest.tables.length};
}
