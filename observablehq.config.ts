import {existsSync} from "node:fs";
import {drawnReports, framePages} from "./loaders/pages/framePages.js";
import {openRelease} from "./loaders/release/openRelease.js";
import {reportPages} from "./loaders/report/render/reportPages.js";
import {siteFonts} from "./src/components/siteFonts.js";
import {footer, header, printStyle} from "./src/components/siteFrame.js";

const release = await openRelease();
const {manifest} = release;
const reports = reportPages(drawnReports);
const frame = {
  title: manifest.study.title,
  releaseId: manifest.id,
  tier: manifest.tier,
  simulated: manifest.simulated,
  simulatedNotice: manifest.simulatedNotice,
  pages: framePages(release, reports)
};

export default {
  root: "src",
  output: process.env.HEMIOLA_OUTPUT ?? "dist",
  title: frame.title,
  // The header is the navigation; Framework finds the pages below `src` by itself.
  pages: [],
  dynamicPaths: reports.map(({path}) => path),
  // An empty icon: without one, browsers ask for /favicon.ico in vain.
  head: ({title}: {title: string | null}) =>
    `<link rel="icon" href="data:,">\n${siteFonts()}\n${printStyle(frame, title)}`,
  header: ({path}: {path: string}) => header(frame, path),
  footer: footer(frame),
  globalStylesheets: ["observablehq:stdlib/inputs.css"],
  ...(existsSync("src/style.css") ? {style: "style.css"} : {}),
  sidebar: false,
  pager: false,
  // Addresses name files: any server, or a folder opened from disk, then has them without rules of its own.
  preserveExtension: true,
  preserveIndex: true,
  toc: false,
  search: false
};
