import {existsSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {SourceError} from "../sourceError.js";

const endings = ["csv", "tsv", "txt", "parquet"];

/**
 * The file of a table in a folder: the one declared, else `<table>.csv`, `.tsv`, `.txt` or `.parquet` in any letter case.
 *
 * @param needed whether it is a fault if there is none
 * @throws {SourceError} if there is none, or several
 */
export function tableFile(
  folder: string,
  table: string,
  declared: string | undefined,
  needed = true
): string | undefined {
  if (declared !== undefined) {
    const path = join(folder, declared);
    if (!existsSync(path) && needed) throw new SourceError("missing file", {file: table, expected: path});
    return path;
  }
  const names = new Set(endings.map((ending) => `${table}.${ending}`));
  const found = readdirSync(folder)
    .filter((name) => names.has(name.toLowerCase()))
    .sort();
  if (found.length === 0 && !needed) return undefined;
  if (found.length === 1) return join(folder, found[0]);
  const expected = `one of ${[...names].join(", ")} in ${folder}`;
  throw new SourceError(found.length === 0 ? "missing file" : `several files: ${found.join(", ")}`, {
    file: table,
    expected
  });
}
