import {existsSync} from "node:fs";
import {join} from "node:path";
import {publicationName} from "../publish/publication.js";
import {manifestName} from "../publish/siteManifest.js";
import {verifyPublication} from "../publish/verifyPublication.js";
import {differenceLines, verifySite} from "../publish/verifySite.js";

/** What was found in a published folder. */
export interface PublishedCheck {
  /** Lines to print. */
  readonly text: string;
  /** Files that were added, are missing or were changed. */
  readonly faults: number;
}

/**
 * Checks a published site, or a folder of releases side by side, against what was published; null if the folder is
 * neither.
 *
 * @throws {SiteError} if a manifest is damaged
 */
export async function verifyPublished(folder: string): Promise<PublishedCheck | null> {
  if (existsSync(join(folder, publicationName))) {
    const {releases, lines} = await verifyPublication(folder);
    return checkOf(lines, `${releases} ${releases === 1 ? "release" : "releases"} as published`, "the publication");
  }
  if (!existsSync(join(folder, manifestName))) return null;
  const {manifest, differences} = await verifySite(folder);
  const {release, site, files} = manifest;
  const name = `site ${site} of release ${release.id}, tier ${release.tier}`;
  return checkOf(differenceLines(differences), `${name}, is as published: ${files.length} files`, name);
}

function checkOf(lines: readonly string[], fine: string, name: string): PublishedCheck {
  if (lines.length === 0) return {text: `${fine}\n`, faults: 0};
  const words = `${lines.length} ${lines.length === 1 ? "file differs" : "files differ"} from ${name}`;
  return {text: `${[...lines, words].join("\n")}\n`, faults: lines.length};
}
