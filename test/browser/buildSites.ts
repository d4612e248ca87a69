import {spawn} from "node:child_process";
import {existsSync, mkdirSync, readFileSync, rmSync} from "node:fs";
import {join, resolve} from "node:path";
import type {TestProject} from "vitest/node";
import {startServer} from "../../scripts/lib/server.mjs";
import type {ReleaseManifest} from "../../src/model/release.js";
import {hostileRelease} from "../hostile/hostileLabels.js";
import {consortiumRelease} from "./support/consortiumRelease.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the demo's site. */
    demo: string;
    /** Folder of the demo's site. */
    demoSite: string;
    /** Folder of the release whose data hold markup and script, and of its site. */
    hostileFolders: {release: string; site: string};
    /** Patients in the demo's release. */
    demoPatients: number;
    /** Folders of the demo's release and of the one before. */
    demoReleases: {before: string; after: string};
    /** Address of a site whose data hold markup and script. */
    hostile: string;
    /** Address of a site of the tier consortium, of invented patients. */
    consortium: string;
    /** Its folder. */
    consortiumSite: string;
    /** Address of the site of the real AMLSG data; null where they are absent. */
    amlsg: string | null;
    /** Folder of the release of the real AMLSG data; null where they are absent. */
    amlsgRelease: string | null;
  }
}

const root = resolve(import.meta.dirname, "../..");

/** Folder of the real data sets: HEMIOLA_DATA, or beside the project. */
export const realData = resolve(root, process.env.HEMIOLA_DATA ?? "../shared/data");

/**
 * Reports of the AMLSG site: each that its data can carry, and one page of each mould; all pages on genes and classes are in the
 * demo's site.
 */
const amlsgReports = [
  "overview",
  "mutations",
  "eln",
  "npm1-flt3-dnmt3a",
  "transplantation",
  "relapse-mrd",
  "quality",
  "gene-npm1",
  "class-nejm2016-npm1"
];

/**
 * Builds the sites that the browser tests visit and serves them from one process. Releases are made two at a time; sites are
 * built one after the other, as they share Framework's cache.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const sites = join(root, ".cache/sites");
  const [earlier, made] = await Promise.all([releaseBefore(), run(["scripts/hemiola.mjs", "harmonise", "demo"], {})]);
  project.provide("demoReleases", {before: earlier, after: made});
  const {audit} = JSON.parse(readFileSync(join(made, "release.json"), "utf8")) as ReleaseManifest;
  project.provide("demoPatients", audit.patients);
  const [, attacked, real] = await Promise.all([
    run(["scripts/build.mjs", "--out", join(sites, "demo")], {HEMIOLA_RELEASE: made, HEMIOLA_PREVIOUS: earlier}),
    attackedRelease(),
    realRelease()
  ]);
  project.provide("demoSite", join(sites, "demo"));
  project.provide("consortiumSite", join(sites, "consortium"));
  project.provide("hostileFolders", {release: attacked, site: join(sites, "hostile")});
  project.provide("amlsgRelease", real);
  const servers = [await startServer({folder: join(sites, "demo")})];
  project.provide("demo", servers[0].address);
  for (const [name, release, reports] of [
    ["hostile", attacked, []],
    ["consortium", await consortiumRelease(root, join(root, ".cache/consortium")), []],
    ["amlsg", real, amlsgReports]
  ] as const) {
    if (release === null) {
      project.provide("amlsg", null);
      continue;
    }
    await run(["scripts/build.mjs", "--out", join(sites, name)], {
      HEMIOLA_RELEASE: release,
      HEMIOLA_REPORTS: reports.join(",")
    });
    const server = await startServer({folder: join(sites, name)});
    servers.push(server);
    project.provide(name, server.address);
  }
  return async () => {
    for (const server of servers) await server.close();
  };
}

/** The demo's release before: the same study simulated with another seed. */
async function releaseBefore(): Promise<string> {
  const before = join(root, ".cache/before");
  const own = {HEMIOLA_CACHE: join(before, "cache")};
  await run(["scripts/hemiola.mjs", "simulate", "demo", "--seed", "7", "--out", join(before, "raw")], own);
  const folders = ["--data", join(before, "raw"), "--out", join(before, "releases")];
  return await run(["scripts/hemiola.mjs", "harmonise", "demo", ...folders], own);
}

/** A release whose data hold markup and script. */
async function attackedRelease(): Promise<string> {
  const partner = join(root, ".cache/hostile");
  rmSync(partner, {recursive: true, force: true});
  mkdirSync(partner, {recursive: true});
  return await hostileRelease(partner);
}

/** The release of the real AMLSG data; null where they are absent. */
async function realRelease(): Promise<string | null> {
  const data = join(realData, "amlsg");
  if (!existsSync(data)) {
    console.warn(`skipped: no real AMLSG data in ${realData}; set HEMIOLA_DATA to run these tests`);
    return null;
  }
  const folders = ["--data", data, "--out", join(root, ".cache/releases")];
  return await run(["scripts/hemiola.mjs", "harmonise", "amlsg", ...folders], {});
}

/** What a script prints, its last line; its progress is shown. */
function run(args: readonly string[], environment: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: {...process.env, HEMIOLA_RELEASE: "", HEMIOLA_REPORTS: "", INIT_CWD: root, ...environment},
      stdio: ["ignore", "pipe", "inherit"]
    });
    let printed = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (printed += text));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(printed.trim());
      else reject(new Error(`${args.join(" ")} ended with ${code}`));
    });
  });
}
