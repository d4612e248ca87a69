import {execFileSync, spawnSync} from "node:child_process";
import {existsSync, mkdirSync, readdirSync, readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {homedir} from "node:os";
import {delimiter, join} from "node:path";
import {pathToFileURL} from "node:url";

const systemNames = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const npmPackage = "@sparticuz/chromium";
/** Newest version that still runs under Node 20. */
const npmVersion = "143.0.4";

/**
 * Finds a Chromium for the browser tests, installing one only if there is none. In this order: the variable
 * HEMIOLA_CHROMIUM; the system's; Playwright's; one shipped by npm; `apt-get` where root on Debian; the npm package.
 *
 * @param {{root: string, log: (line: string) => void}} options root: project root; log: where progress goes
 * @returns {Promise<string>} path of the executable
 * @throws {Error} one line that says what to install
 */
export async function findChromium({root, log}) {
  const named = process.env.HEMIOLA_CHROMIUM;
  if (named) {
    if (runs(named)) return named;
    throw new Error(`HEMIOLA_CHROMIUM does not start: ${named}`);
  }
  const found = systemChromium() ?? playwrightChromium() ?? (await npmChromium(root));
  if (found) return found;
  if (isDebianRoot()) {
    log("no Chromium found: installing Debian's chromium");
    const env = {...process.env, DEBIAN_FRONTEND: "noninteractive"};
    for (const args of [["update"], ["install", "-y", "--no-install-recommends", "chromium"]]) {
      spawnSync("apt-get", args, {stdio: ["ignore", "ignore", "inherit"], env});
    }
    const installed = systemChromium();
    if (installed) return installed;
  }
  log(`no Chromium found: installing ${npmPackage} ${npmVersion} into .cache/browser`);
  const prefix = join(root, ".cache/browser");
  mkdirSync(prefix, {recursive: true});
  spawnSync("npm", ["install", "--prefix", prefix, "--no-save", "--no-package-lock", `${npmPackage}@${npmVersion}`], {
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32"
  });
  const shipped = await npmChromium(root);
  if (shipped) return shipped;
  throw new Error(
    "no Chromium found: install one (Debian: apt-get install chromium) or set HEMIOLA_CHROMIUM to its path"
  );
}

/** True if the file starts and answers `--version`. */
function runs(path) {
  const {status} = spawnSync(path, ["--version"], {stdio: "ignore", timeout: 30_000});
  return status === 0;
}

function systemChromium() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = systemNames.flatMap((name) => folders.map((folder) => join(folder, name)));
  if (process.platform === "darwin") {
    candidates.push("/Applications/Chromium.app/Contents/MacOS/Chromium");
    candidates.push("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
  }
  return candidates.find((path) => existsSync(path) && runs(path));
}

function playwrightChromium() {
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), ".cache/ms-playwright");
  if (!existsSync(cache)) return undefined;
  const versions = readdirSync(cache).filter((name) => /^chromium(_headless_shell)?-\d+$/.test(name));
  const executables = ["chrome-linux/chrome", "chrome-linux64/chrome", "chrome-linux/headless_shell"];
  return versions
    .sort()
    .reverse()
    .flatMap((version) => executables.map((executable) => join(cache, version, executable)))
    .find((path) => existsSync(path) && runs(path));
}

async function npmChromium(root) {
  for (const folder of [root, join(root, ".cache/browser")]) {
    try {
      const entry = createRequire(join(folder, "package.json")).resolve(npmPackage);
      const {default: chromium} = await import(pathToFileURL(entry).href);
      const path = await chromium.executablePath();
      if (runs(path)) return path;
    } catch (error) {
      if (error?.code !== "MODULE_NOT_FOUND" && error?.code !== "ERR_MODULE_NOT_FOUND") throw error;
    }
  }
  return undefined;
}

function isDebianRoot() {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  try {
    if (!/debian|ubuntu/i.test(readFileSync("/etc/os-release", "utf8"))) return false;
    execFileSync("apt-get", ["--version"], {stdio: "ignore"});
    return true;
  } catch {
    return false;
  }
}
