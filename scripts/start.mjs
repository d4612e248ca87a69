import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {ensureInstalled} from "./lib/install.mjs";
import {runMain, UsageError} from "./lib/main.mjs";
import {readOptions, readPort} from "./lib/options.mjs";
import {ensureRelease, wantedTier} from "./lib/release.mjs";
import {serveSite} from "./lib/serveSite.mjs";
import {buildSite} from "./lib/site.mjs";

const usage = `usage: npm start [-- --port N] [--study NAME] [--data DIR] [--tier TIER]

Makes the release of a study, builds its site and serves it on this machine. Without a study it takes the release
named by HEMIOLA_RELEASE, or the simulated demo. What has not changed since the last time is kept.

  --port N      serve on this port (default: PORT, else the first free one from 3000)
  --study NAME  a file in data/studies, without .yaml
  --data DIR    folder with the study's raw files
  --tier TIER   internal (exact rows), consortium (k-anonymous rows) or public (aggregates); if none is
                named, consortium of the demo and internal of other studies`;

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

await runMain(async () => {
  const options = {port: {type: "string"}, study: {type: "string"}, data: {type: "string"}, tier: {type: "string"}};
  const {port, study, data, tier} = readOptions(options, usage);
  if (study !== undefined && !/^[\w-]+$/.test(study)) throw new UsageError(`invalid study: ${study}`);
  const wanted = readPort(port ?? process.env.PORT);
  const named = study === undefined && process.env.HEMIOLA_RELEASE;
  const shown = named ? "release" : `${study ?? "demo"}-${wantedTier(tier, study)}`;
  await ensureInstalled(root);
  const release = await ensureRelease({root, study, data, tier});
  // Not in dist: what is to be handed on is built there, by name and on purpose.
  const out = join(root, ".hemiola/sites", shown);
  await buildSite({root, release, out, onlyIfChanged: true});
  await serveSite({folder: out, port: wanted});
});
