import {spawn} from "node:child_process";
import {delimiter, join} from "node:path";
import {youngGeneration} from "./tsx.mjs";

/**
 * Runs Node on a script and collects its standard output; standard error is shown, or collected too if `quiet`.
 *
 * @param {string} root project root, the working directory
 * @param {string[]} args arguments of Node
 * @param {{env?: Record<string, string>, quiet?: boolean, signal?: AbortSignal}} options env: variables to add
 * @returns {Promise<Buffer>} standard output
 * @throws {Error} with the child's exit code, if it is not 0; what it said is in the message if `quiet`
 */
export function runNode(root, args, {env = {}, quiet = false} = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ["ignore", "pipe", quiet ? "pipe" : "inherit"],
      // Framework starts data loaders and page loaders by the name of their interpreter.
      env: {...process.env, PATH: `${join(root, "node_modules/.bin")}${delimiter}${process.env.PATH ?? ""}`, ...env}
    });
    const output = [];
    const errors = [];
    child.stdout.on("data", (chunk) => output.push(chunk));
    child.stderr?.on("data", (chunk) => errors.push(chunk));
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code === 0) return resolve(Buffer.concat(output));
      const said = quiet
        ? Buffer.concat([...output, ...errors])
            .toString()
            .trimEnd()
        : "";
      const error = new Error(said || `${args.find((arg) => /\.[mt]?[jt]s$/.test(arg))} failed`);
      // Its own line on standard error has said it already.
      if (!said) error.message = "";
      error.exitCode = signal === "SIGINT" ? 130 : (code ?? 1);
      reject(error);
    });
  });
}

/**
 * Runs a TypeScript module as {@link runNode} does.
 *
 * @param {string} root
 * @param {string[]} args
 * @param {{env?: Record<string, string>, quiet?: boolean}} [options]
 */
export function runTypeScript(root, args, options) {
  return runNode(root, [youngGeneration, "--import", "tsx", ...args], options);
}
