import {existsSync} from "node:fs";
import {findRelease} from "./loaders/release/openRelease.js";
import {readManifest} from "./loaders/release/readRelease.js";
import {siteFonts} from "./src/components/siteFonts.js";
import {siteFooter, siteHeader, sitePages} from "./src/components/siteFrame.js";

const release = await readManifest(await findRelease(process.cwd()));

export default {
  root: "src",
  output: process.env.HEMIOLA_OUTPUT ?? "dist",
  title: release.study.title,
  pages: sitePages.filter(({path}) => path !== "/"),
  // An empty icon: without one, browsers ask for /favicon.ico in vain.
  head: `<link rel="icon" href="data:,">\n${siteFonts()}`,
  header: ({path}: {path: string}) => siteHeader(release, path),
  footer: siteFooter(release),
  globalStylesheets: ["observablehq:stdlib/inputs.css"],
  ...(existsSync("src/style.css") ? {style: "style.css"} : {}),
  sidebar: false,
  pager: false,
  toc: false,
  search: false
};
