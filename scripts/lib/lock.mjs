import {mkdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {dirname} from "node:path";
import {setTimeout as sleep} from "node:timers/promises";

/**
 * Runs something while no other process of this project does: waits for the one that holds the lock file, unless that
 * process is gone.
 *
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} run
 * @param {string} [busy] what is said of the process that is waited for
 * @returns {Promise<T>}
 */
export async function withLock(file, run, busy = "another build is running") {
  mkdirSync(dirname(file), {recursive: true});
  for (let waited = false; !take(file); waited = true) {
    if (!waited) console.error(`· ${busy}: waiting for it …`);
    await sleep(500);
  }
  const release = () => rmSync(file, {force: true});
  process.on("exit", release);
  try {
    return await run();
  } finally {
    process.off("exit", release);
    release();
  }
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), {flag: "wx"});
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  try {
    process.kill(Number(readFileSync(file, "utf8")), 0);
  } catch (error) {
    // The holder ended without removing it, or removed it just now; either way, try again.
    if (error.code === "ESRCH" || error.code === "ENOENT") rmSync(file, {force: true});
  }
  return false;
}
