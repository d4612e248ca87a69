import {spawnSync} from "node:child_process";
import {existsSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join, resolve} from "node:path";
import {describe, expect, it} from "vitest";
import {writeRelease} from "../../loaders/release/writeRelease.js";
import {parts, smallTables} from "../release/fixture.js";
import {temporaryFolder} from "../support/temporaryFolder.js";

const root = resolve(import.meta.dirname, "../..");

describe("npm run build", () => {
  it("refuses a release with one flipped byte, in one line that names the file, and leaves the site as it was", async () => {
    const out = temporaryFolder();
    const {folder} = await writeRelease({parts, tables: smallTables(), out});
    const damaged = join(folder, "tables", readdirSync(join(folder, "tables"))[0]);
    const bytes = readFileSync(damaged);
    bytes[bytes.length >> 1] ^= 0xff;
    writeFileSync(damaged, bytes);
    const site = join(out, "site");
    const {status, stderr} = spawnSync(process.execPath, ["scripts/build.mjs", "--out", site], {
      cwd: root,
      env: {...process.env, HEMIOLA_RELEASE: folder},
      encoding: "utf8"
    });
    expect(status).toBe(1);
    const faults = stderr.split("\n").filter((line) => line.includes("damaged"));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(damaged);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(existsSync(site)).toBe(false);
  });
});
