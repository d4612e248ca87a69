import {existsSync} from "node:fs";
import {readFile, rename, rm, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {z} from "zod";
import {ReleaseError} from "./releaseError.js";

/** Name of the file that stands in the place of a withdrawn release. */
export const tombstoneName = "withdrawn.json";

const shape = z.strictObject({release: z.string().regex(/^[0-9a-f]{16}$/), reason: z.string()});

/**
 * Stops at a withdrawn release.
 *
 * @throws {ReleaseError} saying that it was withdrawn, and why
 */
export async function refuseWithdrawn(folder: string): Promise<void> {
  const path = join(folder, tombstoneName);
  if (!existsSync(path)) return;
  const parsed = shape.safeParse(JSON.parse(await readFile(path, "utf8")));
  const reason = parsed.success ? oneLine(parsed.data.reason) : "the reason is damaged";
  throw new ReleaseError(path, `this release was withdrawn: ${reason}`);
}

/**
 * Withdraws a release: a tombstone with the reason is put down first, then tables, manifest and sign-offs are removed, so that
 * a release half removed is withdrawn already.
 *
 * @throws {ReleaseError} without a reason
 */
export async function withdrawRelease(folder: string, id: string, reason: string): Promise<void> {
  const path = join(folder, tombstoneName);
  if (reason.trim() === "") throw new ReleaseError(path, "a release is withdrawn for a reason, expected one");
  await writeFile(`${path}.new`, `${JSON.stringify({release: id, reason: reason.trim()}, null, 2)}\n`);
  await rename(`${path}.new`, path);
  for (const name of ["tables", "release.json", "signoff.json"])
    await rm(join(folder, name), {recursive: true, force: true});
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}
