import {readFile} from "node:fs/promises";
import {basename, dirname, join} from "node:path";
import type {Tier} from "../../src/model/release.js";
import {DisclosureError} from "../disclosure/disclosureError.js";
import {demoPseudonymKey, pseudonymKey} from "../disclosure/pseudonyms.js";
import {tiers} from "../disclosure/tiers.js";
import {withdrawnPatients, withoutPatients} from "../disclosure/withdrawn.js";
import type {ProgressListener} from "../progress.js";
import {locateRelease} from "../release/openRelease.js";
import {readRelease} from "../release/readRelease.js";
import {writeRelease} from "../release/writeRelease.js";
import {inputKey} from "./inputKey.js";
import {noteRelease, unchangedRelease} from "./unchangedRelease.js";

/** Which release to make what tier of. */
export interface DiscloseOptions {
  readonly root: string;
  /** Path of an exact release, or of a pointer file. */
  readonly release: string;
  readonly tier: string;
  /** Folder that holds the releases of the tier; without it, one named after the tier beside the release. */
  readonly out?: string;
  /** File with a policy instead of the project's own. */
  readonly policy?: string;
  /** Path of the release of the tier before this one; `none` if there is none. */
  readonly previous?: string;
  /** File with the patients who withdrew, by source and id. */
  readonly withdrawn?: string;
  /** Names of those who sign a public release. */
  readonly sign?: readonly string[];
  readonly draft?: boolean;
  readonly onProgress?: ProgressListener;
}

/**
 * Makes the release of a tier from an exact one and writes it. Where no secret key is used, one that was made before from the same
 * is kept.
 *
 * @returns the folder of the release
 * @throws {DisclosureError} if the tier is not made, or its rules cannot be kept
 */
export async function disclose(options: DiscloseOptions): Promise<string> {
  const {root, release: path, tier, out, policy, previous, withdrawn, sign, draft, onProgress} = options;
  const make = Object.hasOwn(tiers, tier) ? tiers[tier as Tier] : null;
  if (make === null) {
    const made = Object.entries(tiers).flatMap(([name, maker]) => (maker === null ? [] : [name]));
    throw new DisclosureError([`no release of the tier ${tier} can be made, expected one of ${made.join(", ")}`]);
  }
  if (withdrawn !== undefined && previous === undefined)
    throw new DisclosureError([
      "who withdrew is left out against the release before: name it with --previous, or none if there is none"
    ]);
  const folder = await locateRelease(root, path);
  const whole = await readRelease(folder);
  const gone =
    withdrawn === undefined
      ? undefined
      : withdrawnPatients(await readFile(withdrawn, "utf8"), basename(withdrawn), whole);
  const release = gone === undefined ? whole : withoutPatients(whole, gone);
  const before = previous === undefined || previous === "none" ? undefined : await locateRelease(root, previous);
  const releases = out ?? join(dirname(folder), tier);
  const {id} = release.manifest.study;
  // Nothing made from a secret key is kept, so what was made with one is always made again.
  const kept = tier === "public" || (tier === "consortium" && pseudonymKey(release.manifest) === demoPseudonymKey);
  const raw = [
    {name: "release.json", path: join(folder, "release.json")},
    ...(policy ? [{name: "policy", path: policy}] : []),
    ...(withdrawn ? [{name: "withdrawn", path: withdrawn}] : []),
    ...(before ? [{name: "previous", path: join(before, "release.json")}] : [])
  ];
  const key = await inputKey(root, [id, tier, draft === true ? "draft" : "", ...(sign ?? [])].join(" ").trim(), raw);
  const latest = kept ? await unchangedRelease(releases, id, key) : undefined;
  if (latest !== undefined) {
    onProgress?.({what: `release ${basename(latest)}`, detail: "unchanged"});
    return latest;
  }
  const {parts, tables} = await make({
    root,
    release,
    policyFile: policy,
    onProgress,
    ...(before !== undefined && {previous: await readRelease(before)}),
    ...(sign !== undefined && {signOff: sign}),
    ...(draft !== undefined && {draft})
  });
  if (gone !== undefined) onProgress?.({what: "patients who withdrew", rows: gone.size});
  const made = await writeRelease({parts, tables, out: releases, onProgress});
  if (kept) await noteRelease(releases, id, key, made.folder);
  return made.folder;
}
