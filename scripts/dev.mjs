import {spawn} from "node:child_process";
import {dirname, join, delimiter} from "node:path";
import {fileURLToPath} from "node:url";
import {fillReports, resetCache} from "./lib/frameworkCache.mjs";
import {ensureInstalled} from "./lib/install.mjs";
import {runMain} from "./lib/main.mjs";
import {readOptions, readPort} from "./lib/options.mjs";
import {ensureRelease} from "./lib/release.mjs";
import {framework, frameworkEnv} from "./lib/site.mjs";

const usage = `usage: npm run dev [-- --port N] [--study NAME] [--data DIR] [--tier TIER]

Previews the pages while you write them, on the release named by HEMIOLA_RELEASE, or of a study (default: demo)
in a tier (default: consortium of the demo, internal of other studies).`;

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

await runMain(async () => {
  const options = {port: {type: "string"}, study: {type: "string"}, data: {type: "string"}, tier: {type: "string"}};
  const {port, study, data, tier} = readOptions(options, usage);
  const wanted = readPort(port ?? process.env.PORT);
  await ensureInstalled(root);
  const release = await ensureRelease({root, study, data, tier});
  resetCache(root);
  await fillReports(root, release);
  const args = [framework, "preview", "--no-open", ...(wanted === undefined ? [] : ["--port", String(wanted)])];
  const path = `${join(root, "node_modules/.bin")}${delimiter}${process.env.PATH ?? ""}`;
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: "inherit",
    env: {...process.env, PATH: path, ...frameworkEnv(release)}
  });
  // The preview gets the terminal's signal too; this process outlives it to end with a clean exit code.
  process.on("SIGINT", () => {});
  return await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve(signal === null ? (code ?? 1) : 0));
  });
});
