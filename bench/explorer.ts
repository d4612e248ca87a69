import {spawnSync} from "node:child_process";
import {rmSync} from "node:fs";
import {join} from "node:path";
import {chromium} from "playwright-core";
import {findChromium} from "../scripts/lib/chromium.mjs";
import {startServer} from "../scripts/lib/server.mjs";
import {coldVisit} from "./lib/coldVisit.js";
import {enlargeSite, patientsOf} from "./lib/enlargeSite.js";
import {filterTimes, installTimer, naiveTimes, openPage, survivalSeconds} from "./lib/filterTimes.js";
import {rVersion, runR} from "./lib/runR.js";
import {simulateGroups} from "./lib/simulate.js";

/** Milliseconds to the repaint of all figures, 95th percentile, by size; kilobytes before the first figures. */
const budgets: Readonly<Record<number, number>> = {3_000: 40, 200_000: 100};
const shellKilobytes = 500;
/** How many times faster than R's survfit and survdiff. */
const againstR = 30;
const million = 1_000_000;
/** How often the filters are gone through below a million: the 95th percentile of twenty changes is but their slowest. */
const rounds = 5;

const root = join(import.meta.dirname, "..");
const cache = join(root, ".cache/bench");
// Without sizes, these: npm run bench -- explorer 200000
const sizes = process.argv.slice(2).map(Number);
if (sizes.length === 0) sizes.push(3_000, 200_000, million);
const pages: readonly [string, string][] = [
  ["cohort", ""],
  ["mutations", ""],
  ["survival", ""],
  ["survival", "group=NPM1"]
];

const demo = join(cache, "site");
const built = spawnSync(process.execPath, [join(root, "scripts/build.mjs"), "--tier", "internal", "--out", demo], {
  cwd: root,
  stdio: ["ignore", "ignore", "inherit"]
});
if (built.status !== 0) throw new Error("the demo's site could not be built");
const perCopy = patientsOf(demo);

const executablePath = await findChromium({root, log: (text) => console.error(text)});
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
});
console.log(`Node ${process.version}, Chromium ${browser.version()}, ${rVersion() ?? "no R"}\n`);
try {
  await weights();
  console.log(
    `\nFrom filter change to repaint of the figures in view, milliseconds (20 filters, ${rounds} rounds; one at a million)\n`
  );
  console.log(line("patients", "page", "p50", "p95", "naive p50", "ratio", "budget"));
  for (const size of sizes) await race(size);
} finally {
  await browser.close();
}

/** Compressed bytes before the first figures of each page. */
async function weights(): Promise<void> {
  const server = await startServer({folder: demo});
  console.log(line("page", "kB", "budget"));
  for (const page of new Set([...pages.map(([path]) => path), "regression", "compare"])) {
    const kilobytes = (await coldVisit(browser, server.address + page, null)).figureBytes / 1000;
    const met = kilobytes <= shellKilobytes;
    console.log(line(page, kilobytes.toFixed(0), `${shellKilobytes}: ${met ? "met" : "MISSED"}`));
    if (!met) process.exitCode = 1;
  }
  await server.close();
}

async function race(size: number): Promise<void> {
  const copies = Math.max(1, Math.round(size / perCopy));
  const folder = copies === 1 ? demo : join(cache, `site-${size}`);
  if (copies > 1) {
    rmSync(folder, {recursive: true, force: true});
    enlargeSite(demo, folder, copies);
  }
  const server = await startServer({folder});
  const page = await browser.newPage({viewport: {width: 1440, height: 900}, serviceWorkers: "block"});
  await installTimer(page);
  try {
    let naive: number | undefined;
    for (const [path, extra] of pages) {
      await openPage(page, `${server.address}${path}?source=HOVON${extra === "" ? "" : `&${extra}`}`);
      // The first round compiles and fills what is kept.
      await filterTimes(page, extra);
      const times: number[] = [];
      for (let round = 0; round < (size < million ? rounds : 1); ++round)
        times.push(...(await filterTimes(page, extra)));
      naive ??= quantile((await naiveTimes(page)).times, 0.5);
      const [p50, p95] = [quantile(times, 0.5), quantile(times, 0.95)];
      const budget = budgets[size];
      const met = budget === undefined || p95 <= budget;
      const verdict = budget === undefined ? "" : `${budget}: ${met ? "met" : "MISSED"}`;
      const name = extra === "" ? path : `${path} ${extra}`;
      const numbers = [p50, p95, naive].map((value) => value.toFixed(0));
      console.log(line(String(copies * perCopy), name, ...numbers, `${(naive / p50).toFixed(1)}×`, verdict));
      if (!met) process.exitCode = 1;
    }
    if (size >= million) await raceAgainstR(page);
  } finally {
    await page.close();
    await server.close();
    if (copies > 1) rmSync(folder, {recursive: true, force: true});
  }
}

/** Curves and log-rank test of two groups: the page's way, query included, against R on as many patients. */
async function raceAgainstR(page: Parameters<typeof survivalSeconds>[0]): Promise<void> {
  const {seconds, patients} = await survivalSeconds(page, "sex");
  const theirs = runR("log-rank", {...simulateGroups(patients, 2, 1)}, {runs: 3, limitSeconds: 300});
  const ours = `Kaplan–Meier and log-rank of ${patients} patients: ${(1000 * seconds).toFixed(0)} ms`;
  if (typeof theirs === "string") return console.log(`\n${ours}; R not measured: ${theirs}`);
  const ratio = theirs.seconds / seconds;
  const met = ratio >= againstR;
  console.log(
    `\n${ours}, R ${theirs.seconds.toFixed(2)} s: ${ratio.toFixed(0)}× (budget ≥ ${againstR}×: ${met ? "met" : "MISSED"})`
  );
  if (!met) process.exitCode = 1;
}

/** Nearest-rank quantile. */
function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)];
}

function line(...parts: string[]): string {
  return parts.map((part) => part.padStart(18)).join("  ");
}
