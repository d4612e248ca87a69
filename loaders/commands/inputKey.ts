import {readdirSync, readFileSync} from "node:fs";
import {join, relative, sep} from "node:path";
import {canonicalJson, sha256} from "../release/releaseId.js";

/** What a release depends on besides the raw files: the declarations and the code that reads them. */
const declared = ["data", "loaders", "src/model", "src/stats", "package-lock.json", "package.json"];

/**
 * One hash over everything a release is made from: the raw files of the given folders, the declarations, the code and
 * the locked dependencies. If it has not changed, making the release again would give the same bytes.
 */
export function inputKey(root: string, study: string, folders: readonly string[]): string {
  const own = declared.flatMap((path) => filesBelow(join(root, path)).map((file) => entry(root, file)));
  const raw = folders.flatMap((folder) => filesBelow(folder).map((file) => entry(folder, file)));
  return sha256(canonicalJson({study, own, raw}));
}

/** Regular files at or below a path, in order of their names; an absent path has none. */
export function filesBelow(path: string): string[] {
  try {
    return readdirSync(path, {recursive: true, withFileTypes: true})
      .filter((found) => found.isFile())
      .map((found) => join(found.parentPath, found.name))
      .sort();
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === "ENOTDIR") return [path];
    if (code === "ENOENT") return [];
    throw error;
  }
}

function entry(base: string, file: string): [string, string] {
  return [relative(base, file).split(sep).join("/"), sha256(readFileSync(file))];
}
