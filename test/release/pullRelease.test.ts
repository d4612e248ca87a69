import {existsSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {pullRelease} from "../../loaders/release/pullRelease.js";
import {readRelease} from "../../loaders/release/readRelease.js";
import {ReleaseError} from "../../loaders/release/releaseError.js";
import {writeRelease} from "../../loaders/release/writeRelease.js";
import {hostileServer, quickClock, serve, status} from "../support/hostileServer.js";
import {temporaryFolder} from "../support/temporaryFolder.js";
import {parts, smallTables} from "./fixture.js";

/** A server of the files of a folder under `/small`, of which `damage` may change some. */
async function serverOf(folder: string, damage: Readonly<Record<string, Buffer>> = {}) {
  return await hostileServer((request, response) => {
    const file = new URL(request.url!, "http://x").pathname.replace("/small/", "");
    const path = join(folder, file);
    if (request.headers.authorization !== "Bearer me") status(403)(request, response);
    else if (!existsSync(path)) status(404)(request, response);
    else serve(damage[file] ?? readFileSync(path))(request, response);
  });
}

async function small(): Promise<{folder: string; id: string}> {
  const {folder, manifest} = await writeRelease({parts, tables: smallTables(), out: temporaryFolder()});
  return {folder, id: manifest.id};
}

const authorization = "Bearer me";

describe("pullRelease(address, options)", () => {
  it("pulls what readRelease reads, then only what names it, and offline nothing", async () => {
    const {folder, id} = await small();
    const {origin, requests} = await serverOf(folder);
    const options = {cache: temporaryFolder(), clock: quickClock(), authorization};
    const address = `${origin}/small/release.json`;
    const pulled = await pullRelease(address, options);
    expect(pulled).toBe(join(options.cache, "releases", `small-${id}`));
    const release = await readRelease(pulled);
    expect(release.manifest.id).toBe(id);
    const first = requests.length;
    expect(first).toBe(1 + release.manifest.tables.length);
    expect(await pullRelease(address, options)).toBe(pulled);
    expect(requests).toHaveLength(first + 1);
    expect(await pullRelease(address, {...options, offline: true})).toBe(pulled);
    expect(requests).toHaveLength(first + 1);
    expect(readdirSync(join(options.cache, "releases")).sort()).toEqual(["addresses", `small-${id}`]);
  });

  it("mends what was damaged in the cache", async () => {
    const {folder} = await small();
    const {origin} = await serverOf(folder);
    const options = {cache: temporaryFolder(), clock: quickClock(), authorization};
    const pulled = await pullRelease(`${origin}/small/release.json`, options);
    const {tables} = (await readRelease(pulled)).manifest;
    writeFileSync(join(pulled, tables[0].file), "damaged");
    await readRelease(await pullRelease(`${origin}/small/release.json`, options));
  });

  it("says what is wrong with the address, the release or a table, and leaves nothing", async () => {
    const {folder} = await small();
    const {tables} = (await readRelease(folder)).manifest;
    const damaged = await serverOf(folder, {[tables[0].file]: Buffer.alloc(tables[0].bytes)});
    const changed = await serverOf(folder, {
      "release.json": Buffer.from(readFileSync(join(folder, "release.json"), "utf8").replace("small", "other"))
    });
    const html = await serverOf(folder, {"release.json": Buffer.from("<html>")});
    const cache = temporaryFolder();
    for (const [address, message, secret] of [
      [`${damaged.origin}/small/release.json`, "wrong checksum", authorization],
      [`${changed.origin}/small/release.json`, "damaged: content has id", authorization],
      [`${html.origin}/small/release.json`, "damaged: not JSON", authorization],
      [`${html.origin}/none/release.json`, "status 404", authorization],
      [`${html.origin}/small/release.json`, "status 403", undefined],
      [`${html.origin}/small/`, "expected one that ends in /release.json", authorization],
      ["http://example.org/small/release.json", "unsupported address", authorization]
    ] as const) {
      const options = {cache, clock: quickClock(), authorization: secret, limits: {attempts: 2}};
      const error = await pullRelease(address, options).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(ReleaseError);
      expect((error as Error).message).toContain(message);
    }
    const none = pullRelease(`${html.origin}/small/release.json`, {cache, offline: true});
    await expect(none).rejects.toThrow("not pulled yet");
    const releases = join(cache, "releases");
    expect(existsSync(releases) ? readdirSync(releases) : []).toEqual([]);
  });
});
