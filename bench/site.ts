import {spawnSync} from "node:child_process";
import {join} from "node:path";
import {chromium} from "playwright-core";
import {readSiteManifest} from "../loaders/publish/siteManifest.js";
import {reportPages} from "../loaders/report/render/reportPages.js";
import {findChromium} from "../scripts/lib/chromium.mjs";
import {startServer} from "../scripts/lib/server.mjs";
import {coldVisit, type Network} from "./lib/coldVisit.js";

/** Kilobytes over the network: a report with everything, another page before its first figures. Seconds of a clean build. */
const budgets = {report: 250, shell: 500, build: 60};
/** A middling mobile network. */
const network: Network = {latency: 150, down: 1.6e6};

const root = join(import.meta.dirname, "..");
// npm run bench -- site DIR measures a site that is built already.
const [given] = process.argv.slice(2);
const site = given ?? join(root, ".cache/bench/site");
if (given === undefined) buildSite();

const {files} = await readSiteManifest(site);
const reports = new Set(reportPages(site).map(({path}) => `${path.replace(/^\//, "")}.html`));
const all = files.map(({path}) => path).filter((path) => path.endsWith(".html") && path !== "404.html");
// Of pages made from one mould, two speak for the rest.
const mould = (path: string) => /^(genes|classes)\/(?!index)/.exec(path)?.[1];
const pages = all.filter(
  (path) => mould(path) === undefined || all.filter((other) => mould(other) === mould(path)).indexOf(path) < 2
);
const executablePath = await findChromium({root, log: (text) => console.error(text)});
const server = await startServer({folder: site});
const browser = await chromium.launch({executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic"]});
try {
  const speed = `${network.down / 1e6} Mbit/s, ${network.latency} ms`;
  console.log(`Node ${process.version}, Chromium ${browser.version()}; cold visits over ${speed}`);
  console.log(
    "kB: bodies as compressed; of a report all, of another page those before its first figure, DuckDB's left out."
  );
  console.log(
    "Files and their headers: those before the first figure, over HTTP/1.1. DuckDB: without the wasm, which its worker fetches.\n"
  );
  console.log(row("page", "scripts", "kB", "files", "headers kB", "DuckDB kB", "content ms", "figure ms", "budget kB"));
  for (const path of pages) {
    await measure(path, true);
    if (reports.has(path)) await measure(path, false);
  }
} finally {
  await browser.close();
  await server.close();
}

async function measure(path: string, scripts: boolean): Promise<void> {
  const visit = await coldVisit(browser, server.address + path, network, scripts);
  const kilobytes = (reports.has(path) ? visit.bytes : visit.figureBytes) / 1000;
  const budget = reports.has(path) ? budgets.report : budgets.shell;
  const met = kilobytes <= budget && (!reports.has(path) || visit.databaseBytes === 0);
  const {figureFiles, figureHeaderBytes, databaseBytes, contentful, figure} = visit;
  const numbers = [kilobytes, figureFiles, figureHeaderBytes / 1000, databaseBytes / 1000, contentful, figure ?? NaN];
  const shown = numbers.map((value) => (Number.isNaN(value) ? "–" : value.toFixed(0)));
  console.log(row(path, scripts ? "on" : "off", ...shown, `${budget}: ${met ? "met" : "MISSED"}`));
  if (!met) process.exitCode = 1;
}

/** Builds the site of the demo, or of the release named by HEMIOLA_RELEASE, with nothing kept from before. */
function buildSite(): void {
  const started = performance.now();
  const {status} = spawnSync(process.execPath, [join(root, "scripts/build.mjs"), "--tier", "internal", "--out", site], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"]
  });
  if (status !== 0) throw new Error("the site could not be built");
  const seconds = (performance.now() - started) / 1000;
  const met = seconds <= budgets.build;
  console.log(`build: ${seconds.toFixed(1)} s, budget ${budgets.build}: ${met ? "met" : "MISSED"}\n`);
  if (!met) process.exitCode = 1;
}

function row(page: string, ...numbers: string[]): string {
  return [page.padEnd(28), ...numbers.map((part) => part.padStart(12))].join("");
}
