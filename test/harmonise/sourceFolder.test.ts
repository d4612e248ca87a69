import {createHash} from "node:crypto";
import {existsSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {harmonise} from "../../loaders/commands/harmonise.js";
import {HarmoniseError} from "../../loaders/harmonise/harmoniseError.js";
import {sourceFolder} from "../../loaders/harmonise/sourceFolder.js";
import {loadStudy} from "../../loaders/study/loadStudy.js";
import {hostileServer, quickClock, serve} from "../support/hostileServer.js";
import {mapping, partner, rawFiles, study} from "../support/partner.js";
import {temporaryFolder} from "../support/temporaryFolder.js";

const clinical = Buffer.from(rawFiles["clinical.csv"]);
const sha256 = createHash("sha256").update(clinical).digest("hex");

/** The small study with one of its files at an address. */
function pulling(origin: string, extra = ""): string {
  return `${study}    files:\n      clinical.csv: {url: "${origin}/clinical.csv", sha256: ${sha256}}\n${extra}`;
}

function options(): {cache: string; clock: ReturnType<typeof quickClock>} {
  return {cache: temporaryFolder(), clock: quickClock()};
}

describe("sourceFolder(root, entry, dataDir, options)", () => {
  it("links what was pulled and what was there into one folder", async () => {
    const {origin, requests} = await hostileServer(serve(clinical));
    const root = partner({study: pulling(origin, "    authorization: TOKEN\n")});
    rmSync(join(root, "raw/clinical.csv"));
    const [entry] = loadStudy(root, "test").sources;
    const settings = options();
    const folder = await sourceFolder(root, entry, undefined, settings, {TOKEN: "Basic abc"});
    expect(readFileSync(join(folder, "clinical.csv")).equals(clinical)).toBe(true);
    expect(existsSync(join(folder, "genetic.txt"))).toBe(true);
    expect(requests.map(({headers}) => headers.authorization)).toEqual(["Basic abc"]);
    expect(await sourceFolder(root, entry, undefined, settings, {TOKEN: "Basic abc"})).toBe(folder);
    expect(requests).toHaveLength(1);
    await expect(sourceFolder(root, entry, undefined, options(), {})).rejects.toThrow(
      'clinical.csv: "TOKEN": missing environment variable'
    );
  });

  it("pulls nothing that is there, but checks it", async () => {
    const {origin, requests} = await hostileServer(serve(clinical));
    const root = partner({study: pulling(origin)});
    const [entry] = loadStudy(root, "test").sources;
    expect(await sourceFolder(root, entry, undefined, options())).toBe(join(root, "raw"));
    writeFileSync(join(root, "raw/clinical.csv"), "ID\n");
    const changed = sourceFolder(root, entry, undefined, options());
    await expect(changed).rejects.toThrow(HarmoniseError);
    await expect(changed).rejects.toThrow("wrong checksum");
    expect(requests).toEqual([]);
  });

  it("needs no folder where all files have an address, and takes copies from a mirror", async () => {
    const {origin, requests} = await hostileServer(serve(clinical));
    const files = [...mapping.matchAll(/file: (\w+\.(?:csv|txt))/g)].map(([, file]) => file);
    const declared = [...new Set(files)].map((file) => {
      const hash = createHash("sha256").update(rawFiles[file]).digest("hex");
      return `      ${file}: {url: "${origin}/${file}", sha256: ${hash}}\n`;
    });
    const root = partner({study: `${study.replace("    data: [raw]\n", "")}    files:\n${declared.join("")}`});
    const [entry] = loadStudy(root, "test").sources;
    const folder = await sourceFolder(root, entry, undefined, {...options(), offline: true, mirror: join(root, "raw")});
    for (const file of files) expect(readFileSync(join(folder, file), "utf8")).toBe(rawFiles[file]);
    expect(requests).toEqual([]);
    await expect(sourceFolder(root, entry, undefined, {...options(), offline: true})).rejects.toThrow("not pulled yet");
  });

  it("gives the same release as the files themselves", async () => {
    const {origin} = await hostileServer(serve(clinical));
    const root = partner({study: pulling(origin)});
    const cached = {HEMIOLA_CACHE: process.env.HEMIOLA_CACHE};
    process.env.HEMIOLA_CACHE = temporaryFolder();
    try {
      const [direct, pulled] = [join(root, "direct"), join(root, "pulled")];
      const there = await harmonise({root, study: "test", out: direct});
      rmSync(join(root, "raw/clinical.csv"));
      const fetched = await harmonise({root, study: "test", out: pulled});
      expect(readFileSync(join(fetched, "release.json"))).toEqual(readFileSync(join(there, "release.json")));
    } finally {
      if (cached.HEMIOLA_CACHE === undefined) delete process.env.HEMIOLA_CACHE;
      else process.env.HEMIOLA_CACHE = cached.HEMIOLA_CACHE;
    }
  });

  it.each([
    [
      "neither folder nor address",
      study.replace("    data: [raw]\n", ""),
      "missing key: data, files, archive or database"
    ],
    ["an address without checksum", `${study}    files: {clinical.csv: {url: "https://x"}}\n`, "missing key: sha256"],
    ["no address", `${study}    files: {clinical.csv: {url: x, sha256: ${sha256}}}\n`, "expected https://…"]
  ])("refuses %s in a study file", (_, text, message) => {
    expect(() => loadStudy(partner({study: text}), "test")).toThrow(message);
  });
});
