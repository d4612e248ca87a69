import {spawn} from "node:child_process";
import {existsSync, readFileSync, rmSync} from "node:fs";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {parseArgs} from "node:util";
import {findChromium} from "./lib/chromium.mjs";
import {ensureInstalled} from "./lib/install.mjs";
import {findPostgres} from "./lib/postgres.mjs";
import {youngGeneration} from "./lib/tsx.mjs";

const usage = `usage: npm test [-- --only types|lint|unit|browser]

Runs the type-check, the linter and formatter, the unit and reference tests, and the browser tests.
Sites and checks are made beside the tests, and what they say is shown when they have ended.
Installs dependencies, a Chromium and, as root on Debian, PostgreSQL where they are missing. HEMIOLA_CHROMIUM names a Chromium to use;
HEMIOLA_DATA names a folder of real data sets (default ../shared/data), whose tests are skipped where it is absent.`;

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const stages = ["types", "lint", "unit", "browser"];

let options;
try {
  options = parseArgs({options: {only: {type: "string", multiple: true}, help: {type: "boolean", short: "h"}}}).values;
  const unknown = options.only?.find((stage) => !stages.includes(stage));
  if (unknown !== undefined) throw new Error(`unknown stage: ${unknown}`);
} catch (error) {
  console.error(`${error.message}\n${usage}`);
  process.exit(2);
}
if (options.help) {
  console.log(usage);
  process.exit(0);
}

const wanted = options.only ?? stages;
const log = (line) => console.log(`· ${line}`);
const totals = {passed: 0, failed: 0, skipped: 0};
const failures = [];

await ensureInstalled(root);
const bin = (name) => join(root, "node_modules/.bin", name);

if (wanted.includes("unit")) log(`PostgreSQL: ${findPostgres({log}) ?? "none, its tests are skipped"}`);
const chromium = wanted.includes("browser") ? await chromiumOrFailure() : undefined;

// Two lanes, so that no core waits: what is in the second runs beside the tests and says what it has to say when it has ended.
// The browser tests come last, beside the checks: a browser waits often, and least patiently.
const sites = chromium === undefined ? undefined : buildSites();
const beside = Promise.resolve(sites).then(checks);
if (wanted.includes("unit")) await vitest("unit and reference tests", "vitest.config.ts");
if (chromium !== undefined) {
  const HEMIOLA_TEST_SITES = await sites;
  if (HEMIOLA_TEST_SITES !== undefined)
    await vitest("browser tests", "vitest.browser.config.ts", {HEMIOLA_CHROMIUM: chromium, HEMIOLA_TEST_SITES});
}
await beside;

if (failures.length > 0) console.error(`failed: ${failures.join(", ")}`);
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = failures.length > 0 ? 1 : 0;

/** The Chromium of the browser tests; undefined, and a failure recorded, if there is none. */
async function chromiumOrFailure() {
  try {
    const found = await findChromium({root, log});
    log(`browser: ${found}`);
    return found;
  } catch (error) {
    console.error(error.message);
    fail("browser tests");
    return undefined;
  }
}

/** Builds the sites that the browser tests visit; the file that says where they are, undefined if one could not be built. */
async function buildSites() {
  const told = join(root, ".cache/test-sites.json");
  const args = [youngGeneration, "--import", "tsx", "test/browser/buildSites.ts", told];
  const code = await stage("sites of the browser tests", process.execPath, args, {beside: true});
  return code === 0 ? told : undefined;
}

async function checks() {
  if (wanted.includes("types")) await stage("type-check", bin("tsc"), ["--noEmit"], {beside: true});
  if (!wanted.includes("lint")) return;
  await stage("lint", bin("eslint"), [".", "--max-warnings=0"], {beside: true});
  await stage("format", bin("prettier"), ["--check", "--log-level=warn", "."], {beside: true});
}

/** Runs the tests of a configuration and counts them. */
async function vitest(name, config, env = {}) {
  const report = join(root, ".cache", `${config}.json`);
  rmSync(report, {force: true});
  const args = ["run", "--config", config, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  await stage(name, bin("vitest"), args, {env});
  if (!existsSync(report)) return;
  const {numPassedTests, numFailedTests, numPendingTests} = JSON.parse(readFileSync(report, "utf8"));
  totals.passed += numPassedTests;
  totals.failed += numFailedTests;
  totals.skipped += numPendingTests;
}

/**
 * Runs one command; records a failure and does not throw, so that one run shows everything. Its output is shown as it comes, or,
 * of one that runs beside others, all together at its end.
 */
async function stage(name, command, args, {env = {}, beside: quiet = false} = {}) {
  const started = performance.now();
  log(`${name} …`);
  const {code, said} = await run(command, args, env, quiet && wanted.length > 1);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(said);
  log(`${name} ${code === 0 ? "passed" : `FAILED (exit code ${code})`} · ${seconds} s`);
  if (code === 0) totals.passed += 1;
  else fail(name);
  return code;
}

function fail(name) {
  totals.failed += 1;
  failures.push(name);
}

/** Exit code of a command, and what it said if that is kept. */
function run(command, args, env, kept) {
  return new Promise((resolve) => {
    const output = kept ? "pipe" : "inherit";
    const child = spawn(command, args, {
      cwd: root,
      stdio: ["ignore", output, output],
      env: {...process.env, ...env},
      shell: process.platform === "win32" && command !== process.execPath
    });
    const said = [];
    child.stdout?.on("data", (chunk) => said.push(chunk));
    child.stderr?.on("data", (chunk) => said.push(chunk));
    child.on("error", (error) => resolve({code: 1, said: `${error.message}\n`}));
    child.on("close", (code) => resolve({code: code ?? 1, said: Buffer.concat(said)}));
  });
}
