import {basename} from "node:path";
import {authorizationOf} from "../harmonise/sourceFolder.js";
import {shownAddress} from "../sources/pull/address.js";
import type {PullOptions} from "../sources/pull/pullFile.js";
import {pullUnpinned} from "../sources/pull/pullUnpinned.js";
import {loadStudy} from "../study/loadStudy.js";

/**
 * Pulls the archives of a study as they are now and tells their checksums, for somebody who then looks at the files and
 * declares them. Nothing is declared by this.
 *
 * @returns a few lines an archive; none if the study has no archive
 * @throws {HarmoniseError} on a fault in a declaration
 * @throws {SourceError} if an archive cannot be had
 */
export async function pinArchives(
  root: string,
  study: string,
  options: Omit<PullOptions, "mirror">,
  environment: Readonly<Record<string, string | undefined>> = process.env
): Promise<string> {
  const lines: string[] = [];
  for (const {source} of loadStudy(root, study).sources) {
    if (!source.archive) continue;
    const {url, sha256: declared} = source.archive;
    const file = basename(new URL(url).pathname);
    const authorization = authorizationOf(source, file, environment);
    const {sha256, bytes, path} = await pullUnpinned({file, url, authorization}, options);
    const state = declared === sha256 ? "as declared" : declared === "unknown" ? "not declared yet" : "NOT as declared";
    lines.push(
      `${source.id}: ${shownAddress(new URL(url))}`,
      `  sha256: ${sha256}`,
      `  bytes: ${bytes}`,
      `  ${state}; to look at: ${path}`
    );
  }
  return lines.map((line) => `${line}\n`).join("");
}
