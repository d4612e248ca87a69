import {copyFileSync, cpSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {sourceFolder} from "../../loaders/harmonise/sourceFolder.js";
import type {TableData} from "../../loaders/release/tableData.js";
import {loadStudy} from "../../loaders/study/loadStudy.js";
import {root} from "./sharedData.js";
import {temporaryFolder} from "./temporaryFolder.js";

/**
 * The tables of the study `amlsg_public`, whose files are pulled, from a mirror, under the id of the study `amlsg`: keys of
 * patients, into which the id goes, are then the same.
 */
export async function pulledAmlsg(mirror: string): Promise<readonly TableData[]> {
  const project = temporaryFolder();
  cpSync(join(root, "data"), join(project, "data"), {recursive: true});
  copyFileSync(join(root, "package.json"), join(project, "package.json"));
  const pulled = readFileSync(join(root, "data/studies/amlsg_public.yaml"), "utf8");
  writeFileSync(join(project, "data/studies/amlsg.yaml"), pulled.replace("id: amlsg_public", "id: amlsg"));
  const [source] = loadStudy(project, "amlsg").sources;
  const folder = await sourceFolder(project, source, undefined, {
    cache: join(project, "cache"),
    mirror,
    offline: true
  });
  return (await harmoniseStudy({study: "amlsg", root: project, folders: new Map([["AMLSG", folder]])})).tables;
}
