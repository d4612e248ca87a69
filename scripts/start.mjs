import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {ensureInstalled} from "./lib/install.mjs";
import {runMain, UsageError} from "./lib/main.mjs";
import {readOptions, readPort} from "./lib/options.mjs";
import {ensureRelease} from "./lib/release.mjs";
import {serveSite} from "./lib/serveSite.mjs";
import {buildSite} from "./lib/site.mjs";

const usage = `usage: npm start [-- --port N] [--study NAME] [--data DIR]

Makes the release of a study (default: demo, simulated), builds its site and serves it on this machine.
What has not changed since the last time is kept.

  --port N      serve on this port (default: PORT, else the first free one from 3000)
  --study NAME  a file in data/studies, without .yaml
  --data DIR    folder with the study's raw files`;

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

await runMain(async () => {
  const options = {port: {type: "string"}, study: {type: "string"}, data: {type: "string"}};
  const {port, study = "demo", data} = readOptions(options, usage);
  if (!/^[\w-]+$/.test(study)) throw new UsageError(`invalid study: ${study}`);
  const wanted = readPort(port ?? process.env.PORT);
  await ensureInstalled(root);
  const release = await ensureRelease({root, study, data});
  const out = join(root, ".hemiola/sites", study);
  await buildSite({root, release, out, onlyIfChanged: true});
  await serveSite({folder: out, port: wanted});
});
