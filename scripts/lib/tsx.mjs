import {spawn} from "node:child_process";

/** Harmonising and drawing make many short-lived objects; with the default of 16 MB many of them are taken for lasting ones. */
export const youngGeneration = "--max-semi-space-size=64";

/**
 * Runs a TypeScript module with Node and tsx, its output shown, signals passed on by the terminal.
 *
 * @param {string} root project root, the working directory
 * @param {string[]} args module and its arguments
 * @param {Record<string, string>} env variables to add
 * @returns {Promise<number>} exit code; 130 if it was interrupted
 */
export function runTsx(root, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [youngGeneration, "--import", "tsx", ...args], {
      cwd: root,
      stdio: "inherit",
      env: {...process.env, ...env}
    });
    // The child gets the terminal's signal too and ends by itself; the parent must outlive it to pass on its exit code.
    const wait = () => {};
    process.on("SIGINT", wait);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      process.off("SIGINT", wait);
      resolve(code ?? (signal === "SIGINT" ? 130 : 1));
    });
  });
}
