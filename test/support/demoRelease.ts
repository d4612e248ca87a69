import {cpSync} from "node:fs";
import {basename, dirname, join} from "node:path";
import {withLock} from "../../scripts/lib/lock.mjs";
import {harmonise} from "../../loaders/commands/harmonise.js";
import {simulatedFolder} from "../../loaders/commands/simulate.js";
import {cacheFolder} from "../../loaders/environment.js";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {root} from "./sharedData.js";

const busy = "another process makes the demo's release";

/**
 * The folder of the demo's exact release, for what reads it and is not about making it. It is made where `npm start` makes it,
 * anew only if anything it is made from has changed, and by one process while the others wait.
 */
export async function demoRelease(): Promise<string> {
  return await withLock(join(root, ".hemiola/demo.lock"), () => harmonise({root, study: "demo"}), busy);
}

/** The tables of the demo's exact release with what harmonising them left, from what making it kept of each source. */
export async function demoTables(): ReturnType<typeof harmoniseStudy> {
  await demoRelease();
  const cache = {folder: join(cacheFolder(root), "sources"), renew: false};
  return await harmoniseStudy({study: "demo", root, dataDir: simulatedFolder(root, "demo"), cache});
}

/**
 * Copies the demo's exact release into a folder of releases, with the pointer to it, as `harmonise demo --out` leaves them.
 *
 * @returns the folder of the copy
 */
export async function demoReleaseIn(releases: string): Promise<string> {
  const made = await demoRelease();
  for (const name of [basename(made), "demo.json", "demo.key.json"])
    cpSync(join(dirname(made), name), join(releases, name), {recursive: true});
  return join(releases, basename(made));
}
