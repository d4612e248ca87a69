import {cpSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {parse, stringify} from "yaml";
import {root} from "./registry.js";

/** An entry of the demo's study file. */
export interface DeclaredSource {
  readonly id: string;
  readonly n_expected?: string;
}

const studyFile = join("data", "studies", "demo.yaml");

/** The sources of the demo, as its study file declares them. */
export const demoSources = study().sources;

/**
 * Makes a project that has the declarations of this one, and no code; its demo is made of the given sources.
 *
 * @param folder where to make it; must not exist
 * @returns the folder
 */
export function demoProject(folder: string, sources: readonly DeclaredSource[]): string {
  mkdirSync(folder);
  cpSync(join(root, "data"), join(folder, "data"), {recursive: true});
  cpSync(join(root, "package.json"), join(folder, "package.json"));
  writeFileSync(join(folder, studyFile), stringify({...study(), sources}));
  return folder;
}

function study(): {sources: DeclaredSource[]} {
  return parse(readFileSync(join(root, studyFile), "utf8"), {schema: "failsafe"}) as {sources: DeclaredSource[]};
}
