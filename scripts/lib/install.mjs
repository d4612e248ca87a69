import {spawnSync} from "node:child_process";
import {createHash} from "node:crypto";
import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";

const minimum = [20, 19];

/**
 * Installs the dependencies from the lock file if `node_modules` is absent or was made from another lock file.
 * Uses nothing but Node's own modules, so that it runs on a fresh clone.
 *
 * @param {string} root project root
 * @throws {Error} one line, if Node is too old or the installation fails
 */
export async function ensureInstalled(root) {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < minimum[0] || (major === minimum[0] && minor < minimum[1])) {
    throw new Error(`Node.js ${minimum.join(".")} or later is needed, this is ${process.versions.node}`);
  }
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  const marker = join(root, "node_modules/.hemiola-lock");
  if (existsSync(marker) && readFileSync(marker, "utf8") === lock) return;
  const started = performance.now();
  console.error("· install dependencies from the lock file …");
  const {status} = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32"
  });
  if (status !== 0) throw new Error("npm ci failed: see the lines above");
  writeFileSync(marker, lock);
  console.error(`· install dependencies · ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
