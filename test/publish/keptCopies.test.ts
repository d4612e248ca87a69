import {mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {brotliDecompressSync, gunzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {compressFiles} from "../../loaders/publish/compressFiles.js";
import {keptCopy} from "../../loaders/publish/keptCopies.js";
import {temporaryFolder} from "../support/temporaryFolder.js";

describe("keptCopy(folder, bytes, settings, make)", () => {
  const bytes = Buffer.from("the same bytes");

  it("makes a copy once for the same bytes and settings, and anew for any other", async () => {
    const folder = join(temporaryFolder(), "compressed");
    const made: string[] = [];
    const copy = (of: Buffer, settings: string) =>
      keptCopy(folder, of, settings, () => {
        made.push(`${of.toString()} ${settings}`);
        return Promise.resolve(Buffer.from(`${settings} of ${of.toString()}`));
      });
    for (let run = 0; run < 2; ++run) {
      expect((await copy(bytes, "br 7")).toString()).toBe("br 7 of the same bytes");
      expect((await copy(bytes, "br 11")).toString()).toBe("br 11 of the same bytes");
      expect((await copy(Buffer.from("others"), "br 7")).toString()).toBe("br 7 of others");
    }
    expect(made).toEqual(["the same bytes br 7", "the same bytes br 11", "others br 7"]);
  });

  it("makes a damaged copy again", async () => {
    const folder = temporaryFolder();
    const good = await keptCopy(folder, bytes, "br 7", () => Promise.resolve(Buffer.from("copy")));
    const [name] = readdirSync(folder);
    const held = readFileSync(join(folder, name));
    for (const damaged of [held.subarray(0, -1), Buffer.concat([held, Buffer.from("x")]), Buffer.alloc(0)]) {
      writeFileSync(join(folder, name), damaged);
      expect(await keptCopy(folder, bytes, "br 7", () => Promise.resolve(Buffer.from("copy")))).toEqual(good);
      expect(readFileSync(join(folder, name))).toEqual(held);
    }
  });

  it("keeps no more than those used last, nor what a run that died has left", async () => {
    const folder = temporaryFolder();
    // No process has this number.
    writeFileSync(join(folder, ".unfinished-4194305-1-key"), "");
    const copy = (i: number) =>
      keptCopy(folder, Buffer.from(String(i)), "", () => Promise.resolve(Buffer.from("copy")));
    for (let i = 0; i < 40; ++i) await copy(i);
    const names = readdirSync(folder);
    expect(names).toHaveLength(24);
    expect(names.filter((name) => name.startsWith("."))).toEqual([]);
  });
});

describe("compressFiles(folder, paths, kept)", () => {
  it("gives the same bytes with nothing kept, from what is kept, and without keeping", async () => {
    const [folder, kept] = [temporaryFolder(), join(temporaryFolder(), "kept")];
    const large = Buffer.from(Array.from({length: 200_000}, (_, i) => `${i} of some `).join(""));
    mkdirSync(join(folder, "duckdb"));
    writeFileSync(join(folder, "duckdb/eh.wasm"), large);
    writeFileSync(join(folder, "small.js"), large.subarray(0, 2000));
    const paths = ["duckdb/eh.wasm", "small.js"];
    const runs = [];
    for (const cache of [null, kept, kept]) {
      const copies = await compressFiles(folder, paths, cache);
      runs.push(copies.map((path) => [path, readFileSync(join(folder, path)).toString("base64")]));
    }
    expect(runs[0].map(([path]) => path)).toEqual([
      "duckdb/eh.wasm.br",
      "duckdb/eh.wasm.gz",
      "small.js.br",
      "small.js.gz"
    ]);
    expect(runs[1]).toEqual(runs[0]);
    expect(runs[2]).toEqual(runs[0]);
    // Only the large one is worth it.
    expect(readdirSync(kept)).toHaveLength(2);
    expect(brotliDecompressSync(readFileSync(join(folder, "duckdb/eh.wasm.br"))).equals(large)).toBe(true);
    expect(gunzipSync(readFileSync(join(folder, "duckdb/eh.wasm.gz"))).equals(large)).toBe(true);
  });
});
