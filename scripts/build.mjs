import {dirname, join, resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {ensureInstalled} from "./lib/install.mjs";
import {runMain} from "./lib/main.mjs";
import {readOptions} from "./lib/options.mjs";
import {ensureRelease} from "./lib/release.mjs";
import {buildSite} from "./lib/site.mjs";

const usage = `usage: npm run build [-- --out DIR] [--tier TIER]

Builds the site of the release named by HEMIOLA_RELEASE, or of the demo's in a tier (default consortium), into a folder
(default dist).`;

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

await runMain(async () => {
  const {out = "dist", tier} = readOptions({out: {type: "string"}, tier: {type: "string"}}, usage);
  await ensureInstalled(root);
  const release = await ensureRelease({root, tier});
  const folder = resolve(process.env.INIT_CWD ?? root, out);
  await buildSite({root, release, out: folder});
  console.log(folder);
});
