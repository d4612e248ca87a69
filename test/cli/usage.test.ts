import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {readManifest} from "../../loaders/release/readRelease.js";
import {writeRelease} from "../../loaders/release/writeRelease.js";
import {parts, smallTables} from "../release/fixture.js";
import {temporaryFolder} from "../support/temporaryFolder.js";
import {runCli} from "./runCli.js";

describe("hemiola", () => {
  it.each([["harmonise"], ["simulate"], ["verify"], ["compare"], ["disclose"], ["trace"]])(
    "%s --help explains it with examples",
    async (command) => {
      const {code, stdout, said} = await runCli([command, "--help"]);
      expect([code, said]).toEqual([0, []]);
      expect(stdout).toContain(`Usage: hemiola ${command}`);
      expect(stdout).toContain(`Examples:\n  npm run hemiola -- ${command} `);
    }
  );

  it.each([
    [["harmonize", "demo"], "unknown command 'harmonize'"],
    [["harmonise"], "missing required argument 'study'"],
    [["harmonise", "demo", "--fast"], "unknown option '--fast'"],
    [["harmonise", "demo", "amlsg"], "too many arguments"],
    [["compare", "one"], "missing required argument 'after'"],
    [["trace", "one"], "missing required argument 'key'"],
    [["disclose", "one"], "required option '--tier <tier>' not specified"],
    [["simulate", "demo", "--seed", "1.5"], "argument '1.5' is invalid"],
    [["simulate", "demo", "--out"], "option '--out <folder>' argument missing"]
  ])("exits with 2 and one line on wrong usage: %j", async (args, message) => {
    const {code, stdout, said} = await runCli(args);
    expect([code, stdout, said.length]).toEqual([2, "", 1]);
    expect(said[0]).toMatch(/^hemiola: .*\(--help says more\)$/);
    expect(said[0]).toContain(message);
  });

  it("exits with 2 and shows the commands if none is given", async () => {
    const {code, stdout, said} = await runCli([]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(said.join("\n")).toContain("harmonise [options] <study>");
  });

  it.each([
    [["harmonise", "nothing"], /unknown study: nothing, expected one of amlsg, (\w+, )+tcga_laml$/],
    [["harmonise", "amlsg", "--data", "nowhere"], /missing data folder: .*nowhere/],
    [["simulate", "amlsg"], "invalid study: amlsg names no simulator"],
    [["verify", "nowhere"], /nowhere: missing release/],
    [["compare", "nowhere", "nowhere"], /nowhere: missing release/],
    [["trace", "nowhere", "TEST-0"], /nowhere: missing release/],
    [["disclose", "nowhere", "--tier", "consortium"], /nowhere: missing release/],
    [["disclose", "nowhere", "--tier", "secret"], /no release of the tier secret can be made/]
  ])("exits with 1 and one line where the input says no: %j", async (args, message) => {
    const {code, stdout, said} = await runCli(args);
    expect([code, stdout, said.length]).toEqual([1, "", 1]);
    expect(said[0]).toMatch(/^hemiola: /);
    expect(said[0]).toMatch(message);
  });

  it("shows the stack of a fault with --debug only", async () => {
    const {code, said} = await runCli(["harmonise", "nothing", "--debug"]);
    expect(code).toBe(1);
    expect(said[0]).toContain("HarmoniseError: unknown study: nothing");
    expect(said.slice(1).every((line) => line.startsWith("    at "))).toBe(true);
    expect(said.length).toBeGreaterThan(2);
  });
});

describe("hemiola verify", () => {
  it("accepts a sound release; one flipped bit in any table ends it with 1 and one line naming the file", async () => {
    const {folder} = await writeRelease({parts, tables: smallTables(), out: temporaryFolder()});
    const {id, tables} = await readManifest(folder);
    const sound = await runCli(["verify", folder]);
    expect(sound).toMatchObject({code: 0, stdout: `release ${id} is intact: ${tables.length} tables\n`, said: []});
    for (const {file} of tables) {
      const path = join(folder, file);
      const good = readFileSync(path);
      const bad = Buffer.from(good);
      bad[bad.length - 20] ^= 4;
      writeFileSync(path, bad);
      const {code, stdout, said} = await runCli(["verify", folder]);
      expect([code, stdout, said.length]).toEqual([1, "", 1]);
      expect(said[0].startsWith(`hemiola: ${path}: damaged: sha256 `)).toBe(true);
      writeFileSync(path, good);
    }
  });
});
