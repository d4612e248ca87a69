import {createHash} from "node:crypto";
import {createReadStream} from "node:fs";
import {readFile, stat} from "node:fs/promises";
import {join} from "node:path";
import {z} from "zod";
import {compareText} from "../release/textOrder.js";
import {SiteError} from "./siteError.js";

/** Name of the manifest of a published site, at its root. */
export const manifestName = "site.json";

/** Name of the release's own manifest, in its folder and at the root of its site. */
export const releaseName = "release.json";

const about = {
  id: z.string().regex(/^[0-9a-f]{16}$/),
  tier: z.string(),
  schemaVersion: z.string(),
  simulated: z.boolean(),
  simulatedNotice: z.string().nullable(),
  study: z.object({id: z.string(), title: z.string()})
};
const releaseShape = z.object(about);
const manifestShape = z.object({
  format: z.literal("hemiola-site/1"),
  release: releaseShape,
  site: z.string().regex(/^[0-9a-f]{16}$/),
  files: z.array(
    z.strictObject({
      path: z.string().regex(/^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$)).+$/),
      bytes: z.number().int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/)
    })
  )
});

/** What a site says of the release that it is of. */
export type SiteRelease = z.infer<typeof releaseShape>;

/** One published file. */
export type PublishedFile = z.infer<typeof manifestShape>["files"][number];

/** `site.json`: which release a site is of, and the checksum of every other file. `site` names the content of all. */
export type SiteManifest = z.infer<typeof manifestShape>;

/** The manifest of a folder with these files, given as paths with forward slashes. */
export async function siteManifest(
  folder: string,
  paths: readonly string[],
  release: SiteRelease
): Promise<SiteManifest> {
  const files: PublishedFile[] = [];
  for (const path of [...paths].sort(compareText)) files.push(await publishedFile(folder, path));
  return {format: "hemiola-site/1", release, site: contentName(files), files};
}

/** The size and checksum of a file. */
export async function publishedFile(folder: string, path: string): Promise<PublishedFile> {
  const hash = createHash("sha256");
  const file = join(folder, path);
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) hash.update(chunk);
  return {path, bytes: (await stat(file)).size, sha256: hash.digest("hex")};
}

/** First 16 hex digits of the SHA-256 over the paths and checksums of files. */
export function contentName(files: readonly Pick<PublishedFile, "path" | "sha256">[]): string {
  const hash = createHash("sha256");
  for (const {path, sha256} of files) hash.update(`${path}\0${sha256}\n`);
  return hash.digest("hex").slice(0, 16);
}

/**
 * Reads the manifest of a published site.
 *
 * @throws {SiteError} if it is missing, or is none, or is at odds with itself
 */
export async function readSiteManifest(folder: string): Promise<SiteManifest> {
  const file = join(folder, manifestName);
  const found = manifestShape.safeParse(await readJson(file));
  if (!found.success) {
    const [{path, message}] = found.error.issues;
    throw new SiteError(`${file}: ${path.join(".") || "manifest"}: ${message}`);
  }
  if (contentName(found.data.files) !== found.data.site) {
    throw new SiteError(`${file}: the list of files was changed: it does not give site ${found.data.site}`);
  }
  return found.data;
}

/**
 * What a site has to say of a release, from its folder.
 *
 * @throws {SiteError} if it has no `release.json`
 */
export async function siteRelease(releaseFolder: string): Promise<SiteRelease> {
  const file = join(releaseFolder, releaseName);
  const found = releaseShape.safeParse(await readJson(file));
  if (!found.success) throw new SiteError(`${file}: ${found.error.issues[0].message}`);
  return found.data;
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (cause) {
    throw new SiteError(`${file}: missing or not JSON`, {cause});
  }
}
