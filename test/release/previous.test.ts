import {readFileSync, rmSync, truncateSync, writeFileSync} from "node:fs";
import {basename, join} from "node:path";
import {describe, expect, it} from "vitest";
import {siteChanges} from "../../loaders/extract/siteChanges.js";
import {findPrevious} from "../../loaders/release/findPrevious.js";
import {newestRelease} from "../../loaders/release/openRelease.js";
import {readPointer} from "../../loaders/release/pointer.js";
import {readRelease} from "../../loaders/release/readRelease.js";
import {writeRelease} from "../../loaders/release/writeRelease.js";
import {temporaryFolder} from "../support/temporaryFolder.js";
import {nextTables, parts, smallTables} from "./fixture.js";

/** Two releases of one study, the second written after the first. */
async function twoReleases() {
  const out = temporaryFolder();
  const first = await readRelease((await writeRelease({parts, tables: smallTables(), out})).folder);
  const second = await readRelease((await writeRelease({parts, tables: nextTables(), out})).folder);
  return {out, first, second, pointer: join(out, "small.json")};
}

describe("the pointer to the newest release", () => {
  it("remembers the release before, and not itself", async () => {
    const {out, first, second, pointer} = await twoReleases();
    const [a, b] = [basename(first.folder), basename(second.folder)];
    expect(await readPointer(pointer)).toEqual({release: b, previous: a});
    await writeRelease({parts, tables: nextTables(), out});
    expect(await readPointer(pointer)).toEqual({release: b, previous: a});
    await writeRelease({parts, tables: smallTables(), out});
    expect(await readPointer(pointer)).toEqual({release: a, previous: b});
  });

  it("may be one that was written before there was a previous", async () => {
    const {out, first, second, pointer} = await twoReleases();
    writeFileSync(pointer, `${JSON.stringify({release: basename(first.folder)})}\n`);
    expect(await newestRelease(out, "small")).toBe(first.folder);
    expect(await findPrevious(first, {named: ""})).toBeNull();
    await writeRelease({parts, tables: nextTables(), out});
    expect(await readPointer(pointer)).toEqual({release: basename(second.folder), previous: basename(first.folder)});
  });

  it("is refused if its previous is no name of a folder, and replaced by the next release", async () => {
    const {out, first, pointer} = await twoReleases();
    writeFileSync(pointer, JSON.stringify({release: basename(first.folder), previous: "../elsewhere"}));
    await expect(readPointer(pointer)).rejects.toThrow("damaged pointer");
    await writeRelease({parts, tables: smallTables(), out});
    expect(JSON.parse(readFileSync(pointer, "utf8"))).toEqual({release: basename(first.folder)});
  });
});

describe("findPrevious(release)", () => {
  it("takes the named release, else the one before by the pointer, else none", async () => {
    const {first, second} = await twoReleases();
    expect((await findPrevious(second, {named: ""}))?.folder).toBe(first.folder);
    expect(await findPrevious(first, {named: ""})).toBeNull();
    expect((await findPrevious(first, {named: second.folder}))?.folder).toBe(second.folder);
    expect(await findPrevious(second, {named: "none"})).toBeNull();
  });

  it("does without a previous release that is gone or damaged, and says so", async () => {
    const {first, second} = await twoReleases();
    const warnings: string[] = [];
    const warn = (message: string) => warnings.push(message);
    truncateSync(join(first.folder, "tables/events.arrow"), 10);
    expect(await findPrevious(second, {named: "", warn})).toBeNull();
    rmSync(first.folder, {recursive: true});
    expect(await findPrevious(second, {named: "", warn})).toBeNull();
    expect(warnings).toHaveLength(2);
    await expect(findPrevious(second, {named: first.folder})).rejects.toThrow("missing release");
  });

  it("refuses a named release of another study", async () => {
    const {second} = await twoReleases();
    const other = {...parts, study: {...parts.study, id: "other"}};
    const {folder} = await writeRelease({parts: other, tables: smallTables(), out: temporaryFolder()});
    const message = "a release of study other, expected one of study small";
    await expect(findPrevious(second, {named: folder})).rejects.toThrow(message);
  });
});

describe("siteChanges(release)", () => {
  it("is null without a previous release, and unless both are internal", async () => {
    const {first, second} = await twoReleases();
    expect(await siteChanges(first, {named: "none"})).toBeNull();
    const consortium = {...parts, tier: "consortium" as const};
    const {folder} = await writeRelease({parts: consortium, tables: smallTables(), out: temporaryFolder()});
    expect(await siteChanges(second, {named: folder})).toBeNull();
    expect(await siteChanges(await readRelease(folder), {named: first.folder})).toBeNull();
  });
});
