import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {pack, type Header} from "tar-stream";
import {describe, expect, it} from "vitest";
import {pinArchives} from "../../loaders/commands/pinArchives.js";
import {sourceFolder} from "../../loaders/harmonise/sourceFolder.js";
import {unpackArchive} from "../../loaders/sources/pull/unpackArchive.js";
import {loadStudy} from "../../loaders/study/loadStudy.js";
import {filesBelow} from "../../loaders/fileHashes.js";
import {breakAfter, hostileServer, quickClock, serve} from "../support/hostileServer.js";
import {mapping, study, writePartner} from "../support/partner.js";
import {temporaryFolder} from "../support/temporaryFolder.js";

type Entry = Partial<Header> & {name: string; text?: string};

async function archiveOf(...entries: readonly Entry[]): Promise<Buffer> {
  const made = pack();
  for (const {text = "", ...header} of entries) made.entry(header, text);
  made.finalize();
  const pieces: Buffer[] = [];
  for await (const piece of made as AsyncIterable<Buffer>) pieces.push(piece);
  return gzipSync(Buffer.concat(pieces));
}

const digest = (content: Buffer): string => createHash("sha256").update(content).digest("hex");

async function unpacked(content: Buffer, limits?: {entries: number; bytes: number}): Promise<string[]> {
  const work = temporaryFolder();
  const path = join(work, "a.tar.gz");
  writeFileSync(path, content);
  mkdirSync(join(work, "in"));
  const outside = readdirSync(join(work, ".."));
  try {
    await unpackArchive(path, "a.tar.gz", join(work, "in"), limits);
  } finally {
    expect(readdirSync(work).sort()).toEqual(["a.tar.gz", "in"]);
    expect(readdirSync(join(work, "..")).filter((name) => name.startsWith("escaped"))).toEqual([]);
    expect(outside).not.toContain("escaped");
  }
  return filesBelow(join(work, "in")).map((found) => found.slice(work.length + 4));
}

const good: Entry[] = [
  {name: "study/", type: "directory"},
  {name: "study/meta_study.txt", text: "a: b\n"},
  {name: "./study/case_lists/cases_all.txt", text: "c: d\n"}
];

describe("unpackArchive(path, file, folder, limits)", () => {
  it("unpacks files and folders", async () => {
    expect(await unpacked(await archiveOf(...good))).toEqual([
      "study/case_lists/cases_all.txt",
      "study/meta_study.txt"
    ]);
  });

  const bad: [string, Entry[], string][] = [
    ["a name that climbs", [{name: "study/../../escaped.txt", text: "x"}], "leads out of the archive"],
    ["an absolute name", [{name: "/tmp/escaped.txt", text: "x"}], "leads out of the archive"],
    ["a name of another system", [{name: "study\\..\\escaped.txt", text: "x"}], "leads out of the archive"],
    ["a symbolic link", [{name: "study/in", type: "symlink", linkname: "/etc"}], "a symlink in the archive"],
    ["a hard link", [{name: "study/in", type: "link", linkname: "../a"}], "a link in the archive"],
    ["a device", [{name: "study/dev", type: "character-device"}], "a character-device in the archive"],
    ["a file twice", [...good, {name: "study/META_study.txt", text: "x"}], "stands twice"],
    ["nothing", [], "an empty archive"]
  ];
  it.each(bad)("refuses an archive with %s", async (_, entries, message) => {
    await expect(unpacked(await archiveOf(...entries))).rejects.toThrow(message);
  });

  it("refuses what holds more than allowed, however small it is packed", async () => {
    const bomb = await archiveOf({name: "zeros.txt", text: "0".repeat(5_000_000)});
    expect(bomb.length).toBeLessThan(10_000);
    await expect(unpacked(bomb, {entries: 10, bytes: 1_000_000})).rejects.toThrow("a.tar.gz");
    await expect(unpacked(bomb, {entries: 10, bytes: 1_000_000})).rejects.toThrow("holds too much");
    const many = await archiveOf(...Array.from({length: 12}, (__, i) => ({name: `${i}.txt`, text: "x"})));
    await expect(unpacked(many, {entries: 10, bytes: 1_000_000})).rejects.toThrow("at most 10 entries");
  });

  it("refuses what is cut short, or no archive", async () => {
    const whole = await archiveOf(...good, {name: "study/data.txt", text: "x".repeat(20_000) + Math.E.toString()});
    await expect(unpacked(whole.subarray(0, whole.length - 60))).rejects.toThrow("a damaged archive");
    await expect(unpacked(Buffer.from("no archive at all"))).rejects.toThrow("a damaged archive");
    await expect(unpacked(gzipSync(Buffer.from("no archive".repeat(200))))).rejects.toThrow("a damaged archive");
  });
});

describe("a source with an archive", () => {
  const clinical = "ID,AOD\n1,50\n";
  const project = (url: string, sha256: string): string => {
    const root = temporaryFolder();
    const declared = `${study.replace("    data: [raw]\n", "")}    archive: {url: "${url}", sha256: ${sha256}}\n`;
    writePartner(root, {mapping, study: declared});
    return root;
  };
  const options = (root: string) => ({cache: join(root, "pulled"), clock: quickClock(), limits: {attempts: 3}});

  it("is pulled and unpacked once, and again if what was unpacked has changed", async () => {
    const content = await archiveOf({name: "delivery/clinical.csv", text: clinical});
    const {origin, requests} = await hostileServer(serve(content));
    const root = project(`${origin}/x/delivery.tar.gz`, digest(content));
    const [entry] = loadStudy(root, "test").sources;
    const folder = await sourceFolder(root, entry, undefined, options(root));
    expect(readFileSync(join(folder, "clinical.csv"), "utf8")).toBe(clinical);
    writeFileSync(join(folder, "clinical.csv"), "ID,AOD\n1,90\n");
    expect(await sourceFolder(root, entry, undefined, {...options(root), offline: true})).toBe(folder);
    expect(readFileSync(join(folder, "clinical.csv"), "utf8")).toBe(clinical);
    expect(requests).toHaveLength(1);
  });

  it("is refused with another content than declared", async () => {
    const content = await archiveOf({name: "delivery/clinical.csv", text: clinical});
    const {origin} = await hostileServer(serve(content));
    const root = project(`${origin}/delivery.tar.gz`, "0".repeat(64));
    const [entry] = loadStudy(root, "test").sources;
    await expect(sourceFolder(root, entry, undefined, options(root))).rejects.toThrow("wrong checksum");
    expect(existsSync(join(root, "pulled/unpacked"))).toBe(false);
  });

  it("is refused while nobody has declared its checksum, which pin tells", async () => {
    const content = await archiveOf({name: "delivery/clinical.csv", text: clinical});
    const {origin, requests, onBytes} = await hostileServer(breakAfter(40, content), serve(content));
    const url = `${origin}/delivery.tar.gz?token=hidden`;
    const root = project(url, "unknown");
    const [entry] = loadStudy(root, "test").sources;
    await expect(sourceFolder(root, entry, undefined, options(root))).rejects.toThrow(
      /^delivery.tar.gz: an archive of which nobody has declared the checksum, expected its SHA-256 as archive.sha256 of TEST/u
    );
    expect(requests).toHaveLength(0);
    const text = await pinArchives(root, "test", {...options(root), onBytes});
    expect(text).toContain(`sha256: ${digest(content)}\n  bytes: ${content.length}\n  not declared yet`);
    expect(text).not.toContain("hidden");
    expect(requests).toHaveLength(2);
    // What was pulled for it need not be pulled again.
    const pinned = project(url, digest(content));
    const [declared] = loadStudy(pinned, "test").sources;
    const folder = await sourceFolder(pinned, declared, undefined, {...options(root), offline: true});
    expect(readdirSync(folder)).toEqual(["clinical.csv"]);
  });

  it("is not pulled where a folder has the files", async () => {
    const root = project("https://example.org/delivery.tar.gz", "unknown");
    const [entry] = loadStudy(root, "test").sources;
    mkdirSync(join(root, "there"));
    expect(await sourceFolder(root, entry, join(root, "there"), options(root))).toBe(join(root, "there"));
  });
});

describe("a file with a checksum and no address", () => {
  it("is checked in a folder and in an archive", async () => {
    const content = await archiveOf({name: "delivery/clinical.csv", text: "ID,AOD\n1,50\n"});
    const {origin} = await hostileServer(serve(content));
    const root = temporaryFolder();
    const archive = `    archive: {url: "${origin}/delivery.tar.gz", sha256: ${digest(content)}}\n`;
    const files = `    files: {clinical.csv: {sha256: ${digest(Buffer.from("other"))}}}\n`;
    writePartner(root, {mapping, study: study.replace("    data: [raw]\n", "") + archive + files});
    const [entry] = loadStudy(root, "test").sources;
    const options = {cache: join(root, "pulled"), clock: quickClock()};
    await expect(sourceFolder(root, entry, undefined, options)).rejects.toThrow("clinical.csv");
    const there = join(root, "there");
    mkdirSync(there);
    writeFileSync(join(there, "clinical.csv"), "other");
    expect(await sourceFolder(root, entry, there, options)).toBe(there);
    writePartner(root, {mapping, study: study.replace("    data: [raw]\n", "") + files});
    expect(() => loadStudy(root, "test")).toThrow("files.clinical.csv.url: missing key");
  });
});
