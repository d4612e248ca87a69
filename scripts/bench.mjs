import {existsSync, readdirSync} from "node:fs";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {ensureInstalled} from "./lib/install.mjs";
import {runMain, UsageError} from "./lib/main.mjs";
import {runTsx} from "./lib/tsx.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

await runMain(async () => {
  const names = readdirSync(join(root, "bench"))
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.slice(0, -3));
  const [name, ...rest] = process.argv.slice(2);
  if (name === undefined || name === "--help" || !existsSync(join(root, "bench", `${name}.ts`))) {
    const usage = `usage: npm run bench -- NAME\nbenchmarks: ${names.join(", ")}`;
    if (name !== "--help") throw new UsageError(name === undefined ? usage : `unknown benchmark: ${name}\n${usage}`);
    console.log(usage);
    return 0;
  }
  await ensureInstalled(root);
  return await runTsx(root, [`bench/${name}.ts`, ...rest]);
});
