import {spawnSync} from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync
} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {columnOf} from "../../loaders/release/columnOf.js";
import {diskFileSystem, type FileSystem} from "../../loaders/release/fileSystem.js";
import {findRelease, newestRelease} from "../../loaders/release/openRelease.js";
import {readRelease} from "../../loaders/release/readRelease.js";
import {writeRelease} from "../../loaders/release/writeRelease.js";
import {unfinishedPrefix} from "../../loaders/unfinished.js";
import {temporaryFolder} from "../support/temporaryFolder.js";
import {nextTables, parts, smallTables} from "./fixture.js";

/** Every file below a folder with its bytes. */
function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, {recursive: true, withFileTypes: true}).filter((d) => d.isFile());
  return Object.fromEntries(
    files
      .map((d) => join(d.parentPath, d.name))
      .sort()
      .map((path) => [path.slice(folder.length), readFileSync(path).toString("hex")])
  );
}

describe("writeRelease(options)", () => {
  it("writes what readRelease reads back", async () => {
    const {folder, manifest} = await writeRelease({parts, tables: smallTables(), out: temporaryFolder()});
    const release = await readRelease(folder);
    expect(release.manifest).toEqual(manifest);
    expect(folder.endsWith(`small-${manifest.id}`)).toBe(true);
    expect(columnOf(release.table("events"), "event")).toEqual(["last_contact", "death"]);
    expect(() => release.table("expression")).toThrow("missing table: expression");
  });

  it("carries the declared analyses; a release without them reads as before", async () => {
    const analyses = [{id: "a", question: "Does it differ?", endpoint: "OS", groupBy: "sex", filter: {source: ["S"]}}];
    const {folder} = await writeRelease({parts: {...parts, analyses}, tables: smallTables(), out: temporaryFolder()});
    expect((await readRelease(folder)).manifest.analyses).toEqual(analyses);
    const plain = await writeRelease({parts, tables: smallTables(), out: temporaryFolder()});
    expect((await readRelease(plain.folder)).manifest).not.toHaveProperty("analyses");
  });

  it("gives the same bytes twice", async () => {
    const [a, b] = [temporaryFolder(), temporaryFolder()];
    await writeRelease({parts, tables: smallTables(), out: a});
    await writeRelease({parts, tables: smallTables(), out: b});
    expect(contents(a)).toEqual(contents(b));
  });

  it("names another content by another id and points to the newest", async () => {
    const out = temporaryFolder();
    const first = await writeRelease({parts, tables: smallTables(), out});
    const second = await writeRelease({parts, tables: nextTables(), out});
    expect(second.manifest.id).not.toBe(first.manifest.id);
    expect(await newestRelease(out, "small")).toBe(second.folder);
    await expect(readRelease(first.folder)).resolves.toBeDefined();
  });

  it("says neither when nor where it was made", async () => {
    const {folder} = await writeRelease({parts, tables: smallTables(), out: temporaryFolder()});
    const text = readFileSync(join(folder, "release.json"), "utf8");
    expect(text).not.toMatch(/\d{4}-\d\d-\d\d|hostname|\/home|\/tmp/);
  });

  it("replaces a damaged release of the same content, keeps a sound one", async () => {
    const out = temporaryFolder();
    const {folder, manifest} = await writeRelease({parts, tables: smallTables(), out});
    const before = contents(folder);
    const {ino} = statSync(folder);
    await writeRelease({parts, tables: smallTables(), out});
    expect(statSync(folder).ino).toBe(ino);
    truncateSync(join(folder, "tables/events.arrow"), 10);
    expect((await writeRelease({parts, tables: smallTables(), out})).manifest.id).toBe(manifest.id);
    expect(contents(folder)).toEqual(before);
    expect(readdirSync(out).sort()).toEqual([`small-${manifest.id}`, "small.json"]);
  });

  it("leaves alone what a running process is writing, removes what a dead one left", async () => {
    const out = temporaryFolder();
    const running = join(out, `${unfinishedPrefix}${process.ppid}-1-small`);
    const dead = join(out, `${unfinishedPrefix}${spawnSync(process.execPath, ["--version"]).pid}-1-small`);
    for (const folder of [running, dead]) mkdirSync(folder);
    await writeRelease({parts, tables: smallTables(), out});
    expect([existsSync(running), existsSync(dead)]).toEqual([true, false]);
  });

  it("refuses two tables of one name and leaves nothing behind", async () => {
    const out = temporaryFolder();
    const [patients] = smallTables();
    await expect(writeRelease({parts, tables: [patients, patients], out})).rejects.toThrow("two tables of one name");
    expect(readdirSync(out)).toEqual([]);
  });

  it("leaves the old release or the new, wherever it is stopped", async () => {
    const out = temporaryFolder();
    const old = await writeRelease({parts, tables: smallTables(), out});
    const next = await writeRelease({parts, tables: nextTables(), out: temporaryFolder()});
    let steps = Infinity;
    let outcomes = 0;
    for (let stopAt = 1; stopAt <= steps; ++stopAt) {
      const place = temporaryFolder();
      cpSync(out, place, {recursive: true});
      const counter = {left: stopAt};
      const done = await writeRelease({parts, tables: nextTables(), out: place, fileSystem: failing(counter)}).then(
        () => true,
        () => false
      );
      const newest = await readRelease(await newestRelease(place, "small"));
      expect(done ? [next.manifest.id] : [old.manifest.id, next.manifest.id]).toContain(newest.manifest.id);
      expect(contents(join(place, `small-${old.manifest.id}`))).toEqual(contents(old.folder));
      for (const name of readdirSync(place).filter((d) => d.startsWith("small-"))) await readRelease(join(place, name));
      ++outcomes;
      if (done) steps = stopAt;
      else {
        // The next run clears what the dead one left and succeeds.
        const again = await writeRelease({parts, tables: nextTables(), out: place});
        expect(await newestRelease(place, "small")).toBe(again.folder);
        expect(contents(again.folder)).toEqual(contents(next.folder));
        expect(readdirSync(place).filter((d) => d.startsWith(unfinishedPrefix))).toEqual([]);
      }
    }
    expect(outcomes).toBeGreaterThan(8);
  });
});

/** A disk that stops for good at the given operation, as a killed process does: later clean-up does not run either. */
function failing(counter: {left: number}): FileSystem {
  const guard = <A extends unknown[], R>(operation: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      if (--counter.left <= 0) throw new Error("killed");
      return await operation(...args);
    };
  };
  return {
    makeFolder: guard(diskFileSystem.makeFolder),
    writeFile: async (path, content) => {
      if (--counter.left <= 0) {
        // A file under way when the process dies is there in part.
        await diskFileSystem.writeFile(path, content.slice(0, content.length >> 1));
        throw new Error("killed");
      }
      await diskFileSystem.writeFile(path, content);
    },
    syncFolder: guard(diskFileSystem.syncFolder),
    rename: guard(diskFileSystem.rename),
    remove: guard(diskFileSystem.remove),
    list: guard(diskFileSystem.list)
  };
}

describe("readRelease(folder)", () => {
  async function written(): Promise<string> {
    return (await writeRelease({parts, tables: smallTables(), out: temporaryFolder()})).folder;
  }

  it("refuses one flipped bit in any table, naming the file", async () => {
    const folder = await written();
    for (const name of readdirSync(join(folder, "tables"))) {
      const path = join(folder, "tables", name);
      const good = readFileSync(path);
      const bad = Buffer.from(good);
      bad[bad.length >> 1] ^= 1;
      writeFileSync(path, bad);
      await expect(readRelease(folder)).rejects.toThrow(`${path}: damaged: sha256`);
      writeFileSync(path, good);
    }
    await expect(readRelease(folder)).resolves.toBeDefined();
  });

  it("refuses a truncated, a missing and a strange table", async () => {
    const folder = await written();
    const path = join(folder, "tables/events.arrow");
    const good = readFileSync(path);
    truncateSync(path, 100);
    await expect(readRelease(folder)).rejects.toThrow(`${path}: 100 bytes, expected ${good.length}`);
    rmSync(path);
    await expect(readRelease(folder)).rejects.toThrow(`${path}: missing`);
    writeFileSync(path, good);
    writeFileSync(join(folder, "tables/extra.arrow"), good);
    await expect(readRelease(folder)).rejects.toThrow("extra.arrow: not part of the release");
  });

  it("refuses a manifest that was changed, is of another version, or is none", async () => {
    const folder = await written();
    const path = join(folder, "release.json");
    const good = readFileSync(path, "utf8");
    const change = async (text: string, message: string) => {
      writeFileSync(path, text);
      await expect(readRelease(folder)).rejects.toThrow(message);
    };
    await change(good.replace('"simulated": true', '"simulated": false'), "damaged: content has id");
    await change(good.replace('"schemaVersion": "1.', '"schemaVersion": "2.'), "unknown schema version: 2.");
    await change(good.replace('"tier": "internal"', '"tier": "secret"'), "damaged: tier");
    await change(good.slice(0, 50), "damaged: not JSON");
    rmSync(path);
    await expect(readRelease(folder)).rejects.toThrow("release.json: missing");
  });
});

describe("findRelease(root)", () => {
  it("takes the named folder, else the demo's newest, else says how to make one", async () => {
    const root = temporaryFolder();
    await expect(findRelease(root, "elsewhere")).rejects.toThrow("elsewhere: missing release");
    await expect(findRelease(root, undefined)).rejects.toThrow("npm run hemiola -- harmonise demo");
    const releases = join(root, ".hemiola/releases");
    mkdirSync(releases, {recursive: true});
    const {folder} = await writeRelease({
      parts: {...parts, study: {...parts.study, id: "demo"}},
      tables: smallTables(),
      out: releases
    });
    expect(await findRelease(root, undefined)).toBe(folder);
    expect(await findRelease(root, folder)).toBe(folder);
  });

  it("follows a pointer file, and a folder of releases if it holds one study", async () => {
    const root = temporaryFolder();
    const small = await writeRelease({parts, tables: smallTables(), out: join(root, "releases")});
    expect(await findRelease(root, "releases")).toBe(small.folder);
    expect(await findRelease(root, "releases/small.json")).toBe(small.folder);
    const other = {...parts, study: {...parts.study, id: "other"}};
    const {folder} = await writeRelease({parts: other, tables: smallTables(), out: join(root, "releases")});
    expect(await findRelease(root, "releases/other.json")).toBe(folder);
    await expect(findRelease(root, "releases")).rejects.toThrow("several studies, name one of other.json, small.json");
  });

  it("refuses an address, a damaged pointer and one to nothing, in one line", async () => {
    const root = temporaryFolder();
    await expect(findRelease(root, "https://example.org/r")).rejects.toThrow("unsupported address");
    for (const [text, message] of [
      ["{", "damaged pointer"],
      ["null", "damaged pointer"],
      ['{"release": "../elsewhere"}', "damaged pointer"],
      ['{"release": "small-0"}', "points to a missing release: small-0"]
    ]) {
      writeFileSync(join(root, "small.json"), text);
      await expect(findRelease(root, "small.json")).rejects.toThrow(message);
    }
  });
});
