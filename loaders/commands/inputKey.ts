import {readFileSync} from "node:fs";
import {join, relative, sep} from "node:path";
import {filesBelow, hashOf} from "../fileHashes.js";
import {canonicalJson, sha256} from "../release/releaseId.js";

/** What a release depends on besides the raw files: the declarations and the code that reads them. */
const declared = ["data", "loaders", "src/model", "src/stats", "package-lock.json", "package.json"];

/** A raw file: its name in the key and where it is. */
export interface RawFile {
  readonly name: string;
  readonly path: string;
}

/**
 * One hash over everything a release is made from: the raw files, the declarations, the code and the locked
 * dependencies. If it has not changed, making the release again would give the same bytes. A raw file that is absent
 * counts as such.
 */
export async function inputKey(root: string, study: string, raw: readonly RawFile[]): Promise<string> {
  const own = declared.flatMap((path) =>
    filesBelow(join(root, path)).map((file) => [relative(root, file).split(sep).join("/"), sha256(readFileSync(file))])
  );
  const read: [string, string | null][] = [];
  for (const {name, path} of raw) read.push([name, await hashOf(path)]);
  return sha256(canonicalJson({study, own, raw: read}));
}
