import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {ensureInstalled} from "./lib/install.mjs";
import {runMain} from "./lib/main.mjs";
import {runTsx} from "./lib/tsx.mjs";

// npm runs scripts in the project's root; relative paths on the command line are meant from where the user stands.
const root = join(dirname(fileURLToPath(import.meta.url)), "..");

await runMain(async () => {
  await ensureInstalled(root);
  return await runTsx(root, ["loaders/cli.ts", ...process.argv.slice(2)], {
    HEMIOLA_CWD: process.env.INIT_CWD ?? process.cwd()
  });
});
