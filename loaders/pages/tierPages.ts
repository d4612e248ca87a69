import {readFileSync} from "node:fs";
import {join} from "node:path";
import type {SitePage} from "../../src/components/siteFrame.js";
import {readCube} from "../disclosure/cube/cubeTables.js";
import {hasTable} from "../release/hasTable.js";
import type {Release} from "../release/readRelease.js";
import type {RenderTools} from "../report/render/renderReport.js";
import {drawCube} from "./cube/cubePages.js";
import {homeOf} from "./homeOf.js";
import {homePage} from "./homePage.js";
import {insteadPages} from "./insteadPages.js";

/** Pages written in Markdown that work on rows of patients, by their file below `loaders/pages/rows`. */
export const rowPages = [
  "/cohort",
  "/mutations",
  "/survival",
  "/regression",
  "/compare",
  "/ledger",
  "/ratify",
  "/hovon",
  "/quality",
  "/classifications",
  "/changes"
] as const;

/** What a release's tier puts into its site besides reports. */
export interface TierPages {
  /** Markdown by path inside the site, without extension. */
  readonly pages: ReadonlyMap<string, string>;
  /** Text of each further file by its path inside the site. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * The pages that depend on the tier: with rows of patients those that filter them; without, the explorer of the cube, and in the
 * place of every other page one that says what there is instead.
 *
 * @param navigation pages that the site has, with its reports
 */
export function tierPages(
  root: string,
  release: Release,
  tools: RenderTools,
  navigation: readonly SitePage[]
): TierPages {
  if (hasTable(release, "patients")) {
    const text = (path: string) => readFileSync(join(root, "loaders/pages/rows", `${path.slice(1)}.md`), "utf8");
    return {pages: new Map(rowPages.map((path) => [path, text(path)])), files: new Map()};
  }
  const cube = readCube(release);
  const drawn =
    cube === null ? {pages: new Map<string, string>(), files: new Map<string, string>()} : drawCube(cube, tools);
  const known = new Set(navigation.map(({path}) => path));
  const missing = cube === null ? [...rowPages] : rowPages.filter((path) => !drawn.pages.has(path));
  const pages = new Map([...insteadPages((path) => known.has(path)), ...drawn.pages]);
  for (const path of missing) if (!pages.has(path)) throw new RangeError(`no words in the place of the page ${path}`);
  pages.set("/index", homePage(homeOf(release), navigation));
  return {pages, files: drawn.files};
}
