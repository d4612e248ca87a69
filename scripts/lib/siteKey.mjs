import {createHash} from "node:crypto";
import {readdirSync, readFileSync} from "node:fs";
import {basename, dirname, join, relative, resolve, sep} from "node:path";

/** What a site is made from besides its release. */
const sources = ["src", "loaders", "scripts", "data", "observablehq.config.ts", "package-lock.json", "package.json"];

/**
 * One hash over everything a site is made from: the release (its manifest
 * holds the checksum of every table), the one before with which it is
 * compared, the reports that HEMIOLA_REPORTS names, the pages, the code and
 * the locked dependencies. The same key means the same site.
 *
 * @param {string} root project root
 * @param {string} release folder of the release
 * @returns {string}
 */
export function siteKey(root, release) {
  const manifest = readFileSync(join(release, "release.json"));
  const hash = createHash("sha256").update(manifest).update("\0").update(previousManifest(root, release)).update("\0");
  hash.update(process.env.HEMIOLA_REPORTS ?? "").update("\0");
  for (const file of sources.flatMap((path) => filesBelow(join(root, path)))) {
    hash.update(relative(root, file).split(sep).join("/")).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

/** What tells one release before from another: its manifest, or nothing. Names are as in `findPrevious`. */
function previousManifest(root, release) {
  const named = process.env.HEMIOLA_PREVIOUS;
  if (named) {
    const path = resolve(root, named);
    // The release itself, its pointer file, or a folder with one.
    return [named, textOf(path), ...jsonFiles(path).map(textOf)].join("\0");
  }
  const study = basename(release).replace(/-[0-9a-f]{16}$/, "");
  let pointer;
  try {
    pointer = JSON.parse(textOf(join(dirname(release), `${study}.json`)));
  } catch {
    return "";
  }
  if (pointer?.release !== basename(release) || typeof pointer.previous !== "string") return "";
  return textOf(join(dirname(release), pointer.previous, "release.json"));
}

/** A file's text; empty if it cannot be read. */
function textOf(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** The JSON files of a folder; none if it is not one. */
function jsonFiles(path) {
  try {
    const names = readdirSync(path).filter((name) => name.endsWith(".json"));
    return names.sort().map((name) => join(path, name));
  } catch {
    return [];
  }
}

/**
 * Regular files at or below a path, sorted; folders whose name starts with a dot (caches) left out.
 *
 * @param {string} path
 * @returns {string[]}
 */
export function filesBelow(path) {
  let entries;
  try {
    entries = readdirSync(path, {withFileTypes: true});
  } catch (error) {
    if (error.code === "ENOTDIR") return [path];
    throw error;
  }
  return entries
    .filter((entry) => !entry.name.startsWith("."))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const inner = join(path, entry.name);
      return entry.isDirectory() ? filesBelow(inner) : entry.isFile() ? [inner] : [];
    });
}
