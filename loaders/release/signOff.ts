import {readFile, rename, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {z} from "zod";
import type {ReleaseManifest} from "../../src/model/release.js";
import {ReleaseError} from "./releaseError.js";

/** Name of the file with the sign-offs, beside `release.json`: a release itself never changes. */
export const signOffName = "signoff.json";

const text = z.string().refine((value) => value.trim() !== "", "expected a text");
const shape = z.strictObject({
  /** Id of the release that was looked at: sign-offs copied to another count for nothing. */
  release: z.string().regex(/^[0-9a-f]{16}$/),
  signOffs: z.array(z.strictObject({name: text, role: text}))
});

/** One person who answers for a release. */
export interface SignOff {
  readonly name: string;
  readonly role: string;
}

/** Persons who must sign a public release of real data. */
export const neededSignOffs = 2;

/**
 * Who signed a release off, in the order of signing; nobody if it has no such file.
 *
 * @throws {ReleaseError} if the file is damaged, or is of another release
 */
export async function readSignOffs(folder: string, id: string): Promise<SignOff[]> {
  const path = join(folder, signOffName);
  let content: string;
  try {
    content = await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  const parsed = shape.safeParse(jsonOf(content));
  if (!parsed.success) throw new ReleaseError(path, "damaged: not a list of sign-offs");
  const {release, signOffs} = parsed.data;
  if (release !== id) throw new ReleaseError(path, `signs release ${release}, expected ${id}`);
  return signOffs;
}

/**
 * Adds a sign-off. The file is written beside and moved into place.
 *
 * @returns all sign-offs
 * @throws {ReleaseError} if the person signed before, or has no name or role
 */
export async function addSignOff(
  folder: string,
  manifest: Pick<ReleaseManifest, "disclosure" | "id">,
  added: SignOff
): Promise<SignOff[]> {
  const {id} = manifest;
  const path = join(folder, signOffName);
  const signOff = {name: added.name.trim(), role: added.role.trim()};
  if (signOff.name === "" || signOff.role === "") throw new ReleaseError(path, "a sign-off needs a name and a role");
  const before = await readSignOffs(folder, id);
  if (personsOf(manifest, [...before, signOff]).length === personsOf(manifest, before).length)
    throw new ReleaseError(path, `${signOff.name} signed already, expected another person`);
  const signOffs = [...before, signOff];
  await writeFile(`${path}.new`, `${JSON.stringify({release: id, signOffs}, null, 2)}\n`);
  await rename(`${path}.new`, path);
  return signOffs;
}

/** Who signed, each person once, by name: those named when the release was made, and those since. */
export function personsOf({disclosure}: Pick<ReleaseManifest, "disclosure">, signOffs: readonly SignOff[]): string[] {
  const names = [...(disclosure?.signOff ?? []), ...signOffs.map(({name}) => name)];
  // Capitals and spaces make no other person.
  const persons = new Map(names.map((name) => [name.trim().replace(/\s+/gu, " ").toLowerCase(), name]));
  return [...persons.values()];
}

function jsonOf(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
