import {existsSync} from "node:fs";
import {findRelease} from "./loaders/release/openRelease.js";
import {readManifest} from "./loaders/release/readRelease.js";
import {siteFonts} from "./src/components/siteFonts.js";
import {footer, header, printStyle, sitePages} from "./src/components/siteFrame.js";

const release = await readManifest(await findRelease(process.cwd()));
const frame = {
  title: release.study.title,
  releaseId: release.id,
  tier: release.tier,
  simulated: release.simulated,
  simulatedNotice: release.simulatedNotice
};

export default {
  root: "src",
  output: process.env.HEMIOLA_OUTPUT ?? "dist",
  title: frame.title,
  pages: sitePages.filter(({path}) => path !== "/").map(({name, path}) => ({name, path})),
  // An empty icon: without one, browsers ask for /favicon.ico in vain.
  head: `<link rel="icon" href="data:,">\n${siteFonts()}\n${printStyle(frame)}`,
  header: ({path}: {path: string}) => header(frame, path),
  footer: footer(frame),
  globalStylesheets: ["observablehq:stdlib/inputs.css"],
  ...(existsSync("src/style.css") ? {style: "style.css"} : {}),
  sidebar: false,
  pager: false,
  toc: false,
  search: false
};
