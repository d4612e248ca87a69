import {readFileSync} from "node:fs";
import type {TestProject} from "vitest/node";
import {startServer} from "../../scripts/lib/server.mjs";
import {type MadeSites, makeSites} from "./support/makeSites.js";

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
    /** Address of a public site, of invented patients; folders of its release and of the site. */
    public: string;
    publicFolders: {release: string; site: string};
    /** Address of the site of the real AMLSG data; null where they are absent. */
    amlsg: string | null;
    /** Folder of the release of the real AMLSG data; null where they are absent. */
    amlsgRelease: string | null;
  }
}

/**
 * Serves the sites that the browser tests visit from one process. `npm test` has built them before, beside other stages, and
 * names in HEMIOLA_TEST_SITES the file that tells where they are; without it they are built now.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const told = process.env.HEMIOLA_TEST_SITES;
  const made = told ? (JSON.parse(readFileSync(told, "utf8")) as MadeSites) : await makeSites();
  const {demo, hostile, consortium, amlsg, public: aggregates} = made;
  project.provide("demoReleases", {before: demo.before, after: demo.release});
  project.provide("demoPatients", demo.patients);
  project.provide("demoSite", demo.site);
  project.provide("hostileFolders", hostile);
  project.provide("consortiumSite", consortium.site);
  project.provide("publicFolders", aggregates);
  project.provide("amlsgRelease", amlsg?.release ?? null);
  const servers: {close: () => Promise<void>}[] = [];
  const serve = async (folder: string): Promise<string> => {
    const server = await startServer({folder});
    servers.push(server);
    return server.address;
  };
  project.provide("demo", await serve(demo.site));
  project.provide("hostile", await serve(hostile.site));
  project.provide("consortium", await serve(consortium.site));
  project.provide("public", await serve(aggregates.site));
  project.provide("amlsg", amlsg === null ? null : await serve(amlsg.site));
  return async () => {
    for (const server of servers) await server.close();
  };
}
