import {createHash} from "node:crypto";
import {readFileSync} from "node:fs";
import {join, relative, sep} from "node:path";
import {filesBelow} from "../scripts/lib/siteKey.mjs";

/** What is computed from a release follows from these and the release. */
const sources = ["loaders", "src", "data", "package-lock.json"];

/**
 * One hash over everything but its release that a result is made from: our code and declarations, the locked dependencies, and
 * Node's version, whose mathematical functions may differ in the last digit.
 */
export function codeKey(root: string): string {
  const hash = createHash("sha256").update(process.version);
  for (const file of sources.flatMap((path) => filesBelow(join(root, path)))) {
    hash.update(`\0${relative(root, file).split(sep).join("/")}\0`).update(readFileSync(file));
  }
  return hash.digest("hex");
}
