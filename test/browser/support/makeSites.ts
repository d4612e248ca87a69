import {spawn} from "node:child_process";
import {existsSync, mkdirSync, readFileSync, rmSync} from "node:fs";
import {join, resolve} from "node:path";
import type {ReleaseManifest} from "../../../src/model/release.js";
import {hostileRelease} from "../../hostile/hostileLabels.js";
import {demoRelease} from "../../support/demoRelease.js";
import {consortiumRelease} from "./consortiumRelease.js";
import {publicRelease, publicReports} from "./publicRelease.js";

/** Folders of a release and of its site. */
export interface MadeSite {
  readonly release: string;
  readonly site: string;
}

/** The sites that the browser tests visit. */
export interface MadeSites {
  /** The demo: its release, its patients and the release before. */
  readonly demo: MadeSite & {readonly patients: number; readonly before: string};
  /** A site whose data hold markup and script. */
  readonly hostile: MadeSite;
  /** A site of the tier consortium, of invented patients. */
  readonly consortium: MadeSite;
  /** A public site, of invented patients. */
  readonly public: MadeSite;
  /** The site of the real AMLSG data; null where they are absent. */
  readonly amlsg: MadeSite | null;
}

const root = resolve(import.meta.dirname, "../../..");

/** Folder of the real data sets: HEMIOLA_DATA, or beside the project. */
const realData = resolve(root, process.env.HEMIOLA_DATA ?? "../shared/data");

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

/** Reports of the site of the tier consortium: some proper, and a page on a gene. */
const consortiumReports = ["overview", "quality", "sources", "gene-npm1"];

/**
 * Makes the releases and builds the sites that the browser tests visit, below `.cache`. Releases are made beside each other and
 * beside the first site; sites are built one after the other, as they share Framework's cache.
 */
export async function makeSites(): Promise<MadeSites> {
  const [before, demo] = await Promise.all([releaseBefore(), demoRelease()]);
  const {audit} = JSON.parse(readFileSync(join(demo, "release.json"), "utf8")) as ReleaseManifest;
  const [demoSite, attacked, shared, aggregates, real] = await Promise.all([
    build("demo", demo, {HEMIOLA_PREVIOUS: before}),
    attackedRelease(),
    consortiumRelease(root, join(root, ".cache/consortium")),
    publicRelease(root, join(root, ".cache/public")),
    realRelease()
  ]);
  return {
    demo: {...demoSite, patients: audit.patients, before},
    hostile: await build("hostile", attacked),
    consortium: await build("consortium", shared, {HEMIOLA_REPORTS: consortiumReports.join(",")}),
    public: await build("public", aggregates, {HEMIOLA_REPORTS: publicReports.join(",")}),
    amlsg: real === null ? null : await build("amlsg", real, {HEMIOLA_REPORTS: amlsgReports.join(",")})
  };
}

/** Builds the site of a release. */
async function build(name: string, release: string, environment: Record<string, string> = {}): Promise<MadeSite> {
  const site = join(root, ".cache/sites", name);
  await run(["scripts/build.mjs", "--out", site], {HEMIOLA_RELEASE: release, ...environment});
  return {release, site};
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
