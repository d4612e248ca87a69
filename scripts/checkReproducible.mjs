import {createHash} from "node:crypto";
import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join, relative} from "node:path";
import {fileURLToPath} from "node:url";
import {ensureInstalled} from "./lib/install.mjs";
import {runMain} from "./lib/main.mjs";
import {ensureRelease} from "./lib/release.mjs";
import {buildSite} from "./lib/site.mjs";
import {filesBelow} from "./lib/siteKey.mjs";

// Builds the site of one release twice, the second time with nothing cached, and compares every byte.
const root = join(dirname(fileURLToPath(import.meta.url)), "..");

await runMain(async () => {
  await ensureInstalled(root);
  const release = await ensureRelease({root});
  const folder = mkdtempSync(join(tmpdir(), "hemiola-sites-"));
  try {
    const [first, second] = [join(folder, "first"), join(folder, "second")];
    await buildSite({root, release, out: first});
    rmSync(join(root, "src/.observablehq"), {recursive: true, force: true});
    await buildSite({root, release, out: second});
    const [a, b] = [hashes(first), hashes(second)];
    const different = [...new Set([...a.keys(), ...b.keys()])].filter((path) => a.get(path) !== b.get(path));
    if (different.length > 0) throw new Error(`two builds of one release differ:\n${different.join("\n")}`);
    console.log(`two builds of one release are the same: ${a.size} files`);
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
});

function hashes(folder) {
  return new Map(
    filesBelow(folder).map((file) => [
      relative(folder, file),
      createHash("sha256").update(readFileSync(file)).digest("hex")
    ])
  );
}
