import {spawn} from "node:child_process";
import {existsSync, readFileSync, rmSync} from "node:fs";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {parseArgs} from "node:util";
import {findChromium} from "./lib/chromium.mjs";
import {ensureInstalled} from "./lib/install.mjs";
import {findPostgres} from "./lib/postgres.mjs";

const usage = `usage: npm test [-- --only types|lint|unit|browser]

Runs the type-check, the linter and formatter, the unit and reference tests, and the browser tests.
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

if (wanted.includes("unit")) {
  const postgres = findPostgres({log});
  log(`PostgreSQL: ${postgres ?? "none, its tests are skipped"}`);
  await vitest("unit and reference tests", "vitest.config.ts", {});
}
// These use one core each and need nothing from the tests; while sites are built, much of the other core is idle.
const checked = checks();
if (wanted.includes("browser")) {
  try {
    const chromium = await findChromium({root, log});
    log(`browser: ${chromium}`);
    await vitest("browser tests", "vitest.browser.config.ts", {HEMIOLA_CHROMIUM: chromium});
  } catch (error) {
    console.error(error.message);
    failures.push("browser tests");
    totals.failed += 1;
  }
}

await checked;

if (failures.length > 0) console.error(`failed: ${failures.join(", ")}`);
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = failures.length > 0 ? 1 : 0;

/** Runs one command with its output shown; records a failure and does not throw, so that one run shows everything. */
async function stage(name, command, args, env = {}) {
  const started = performance.now();
  log(`${name} …`);
  const code = await run(command, args, env);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  log(`${name} ${code === 0 ? "passed" : `FAILED (exit code ${code})`} · ${seconds} s`);
  if (code === 0) totals.passed += 1;
  else {
    totals.failed += 1;
    failures.push(name);
  }
  return code;
}

async function checks() {
  if (wanted.includes("types")) await stage("type-check", bin("tsc"), ["--noEmit"]);
  if (!wanted.includes("lint")) return;
  await stage("lint", bin("eslint"), [".", "--max-warnings=0"]);
  await stage("format", bin("prettier"), ["--check", "--log-level=warn", "."]);
}

async function vitest(name, config, env) {
  const report = join(root, ".cache", `${config}.json`);
  rmSync(report, {force: true});
  const args = ["run", "--config", config, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  await stage(name, bin("vitest"), args, env);
  if (!existsSync(report)) return;
  const {numPassedTests, numFailedTests, numPendingTests} = JSON.parse(readFileSync(report, "utf8"));
  totals.passed += numPassedTests;
  totals.failed += numFailedTests;
  totals.skipped += numPendingTests;
}

function run(command, args, env) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      env: {...process.env, ...env},
      shell: process.platform === "win32"
    });
    child.on("error", (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on("close", (code) => resolve(code ?? 1));
  });
}
