import {existsSync} from "node:fs";
import {dirname, join, resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {parseArgs} from "node:util";
import {runMain, UsageError} from "./lib/main.mjs";
import {readPort} from "./lib/options.mjs";
import {serveSite} from "./lib/serveSite.mjs";

const usage = `usage: node scripts/serve.mjs [--port N] [DIR]

Serves a built site (default dist) on this machine.`;

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

await runMain(async () => {
  let parsed;
  try {
    parsed = parseArgs({
      options: {port: {type: "string"}, help: {type: "boolean", short: "h"}},
      allowPositionals: true
    });
  } catch (error) {
    throw new UsageError(`${error.message}\n${usage}`);
  }
  if (parsed.values.help) return console.log(usage);
  if (parsed.positionals.length > 1) throw new UsageError(usage);
  const folder = resolve(process.env.INIT_CWD ?? process.cwd(), parsed.positionals[0] ?? join(root, "dist"));
  if (!existsSync(join(folder, "index.html"))) throw new UsageError(`no site in folder: ${folder}`);
  await serveSite({folder, port: readPort(parsed.values.port ?? process.env.PORT)});
});
