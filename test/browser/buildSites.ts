import {execFileSync} from "node:child_process";
import {existsSync, mkdirSync, readFileSync, rmSync} from "node:fs";
import {join, resolve} from "node:path";
import type {TestProject} from "vitest/node";
import {startServer} from "../../scripts/lib/server.mjs";
import type {ReleaseManifest} from "../../src/model/release.js";
import {hostileRelease} from "../hostile/hostileLabels.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the demo's site. */
    demo: string;
    /** Patients in the demo's release. */
    demoPatients: number;
    /** Folders of the demo's release and of the one before. */
    demoReleases: {before: string; after: string};
    /** Address of a site whose data hold markup and script. */
    hostile: string;
    /** Address of the site of the real AMLSG data; null where they are absent. */
    amlsg: string | null;
  }
}

const root = resolve(import.meta.dirname, "../..");

/** Folder of the real data sets: HEMIOLA_DATA, or beside the project. */
export const realData = resolve(root, process.env.HEMIOLA_DATA ?? "../shared/data");

/** Builds the sites that the browser tests visit and serves them from one process. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const sites = join(root, ".cache/sites");
  // The release before: the same study simulated with another seed.
  const before = join(root, ".cache/before");
  run(["scripts/hemiola.mjs", "simulate", "demo", "--seed", "7", "--out", join(before, "raw")], {});
  const earlier = run(
    ["scripts/hemiola.mjs", "harmonise", "demo", "--data", join(before, "raw"), "--out", join(before, "releases")],
    {}
  ).trim();
  const made = run(["scripts/hemiola.mjs", "harmonise", "demo"], {}).trim();
  run(["scripts/build.mjs", "--out", join(sites, "demo")], {HEMIOLA_RELEASE: made, HEMIOLA_PREVIOUS: earlier});
  project.provide("demoReleases", {before: earlier, after: made});
  const {audit} = JSON.parse(readFileSync(join(made, "release.json"), "utf8")) as ReleaseManifest;
  project.provide("demoPatients", audit.patients);
  const demo = await startServer({folder: join(sites, "demo")});
  project.provide("demo", demo.address);
  const partner = join(root, ".cache/hostile");
  rmSync(partner, {recursive: true, force: true});
  mkdirSync(partner, {recursive: true});
  const attacked = await hostileRelease(partner);
  run(["scripts/build.mjs", "--out", join(sites, "hostile")], {HEMIOLA_RELEASE: attacked});
  const hostile = await startServer({folder: join(sites, "hostile")});
  project.provide("hostile", hostile.address);
  const close = async () => {
    await demo.close();
    await hostile.close();
  };
  if (!existsSync(join(realData, "amlsg"))) {
    console.warn(`skipped: no real AMLSG data in ${realData}; set HEMIOLA_DATA to run these tests`);
    project.provide("amlsg", null);
    return close;
  }
  const releases = join(root, ".cache/releases");
  const release = run(
    ["scripts/hemiola.mjs", "harmonise", "amlsg", "--data", join(realData, "amlsg"), "--out", releases],
    {}
  ).trim();
  run(["scripts/build.mjs", "--out", join(sites, "amlsg")], {HEMIOLA_RELEASE: release});
  const amlsg = await startServer({folder: join(sites, "amlsg")});
  project.provide("amlsg", amlsg.address);
  return async () => {
    await close();
    await amlsg.close();
  };
}

function run(args: readonly string[], environment: Record<string, string>): string {
  return execFileSync(process.execPath, args, {
    cwd: root,
    env: {...process.env, HEMIOLA_RELEASE: "", INIT_CWD: root, ...environment},
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8"
  });
}
