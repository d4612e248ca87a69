import {cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {basename, join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {newestRelease} from "../../loaders/release/openRelease.js";
import {readRelease} from "../../loaders/release/readRelease.js";
import {temporaryFolder} from "../support/temporaryFolder.js";
import {runCli} from "./runCli.js";

const notice = "· Simulated data calibrated to published summary statistics; not patient data.";

const shared = mkdtempSync(join(tmpdir(), "hemiola-"));
const raw = join(shared, "raw");
const releases = join(shared, "releases");
let made = "";

beforeAll(async () => {
  const simulated = await runCli(["simulate", "demo", "--seed", "7", "--out", raw]);
  expect(simulated).toMatchObject({code: 0, stdout: `${raw}\n`});
  const {code, stdout, said} = await runCli(["harmonise", "demo", "--data", raw, "--out", releases]);
  expect(code).toBe(0);
  made = stdout.trim();
  expect(said[0]).toMatch(/^· read clinical\.tsv · 1,544 rows · \d+\.\d s$/);
  expect(said.slice(-2)).toEqual([`· release ${basename(made)}`, notice]);
});

afterAll(() => rmSync(shared, {recursive: true, force: true}));

/** The simulated delivery with one file changed. */
function changed(file: string, change: (content: Buffer) => Buffer | string): string {
  const folder = temporaryFolder();
  cpSync(raw, folder, {recursive: true});
  const path = join(folder, "AMLSG", file);
  writeFileSync(path, change(readFileSync(path)));
  return folder;
}

const withoutLastLine = (content: Buffer) => content.subarray(0, content.lastIndexOf("\r", content.length - 2) + 1);

describe("hemiola harmonise", () => {
  it("prints the folder of a release that verifies, and points to it", async () => {
    expect(await newestRelease(releases, "demo")).toBe(made);
    const {manifest} = await readRelease(made);
    expect(made.endsWith(`demo-${manifest.id}`)).toBe(true);
    expect(readdirSync(releases).sort()).toEqual([basename(made), "demo.json", "demo.key.json"]);
  });

  it("gives the same bytes in another process and another place", async () => {
    const out = temporaryFolder();
    // Not from what the first run kept.
    const {code, stdout} = await runCli(["harmonise", "demo", "--data", raw, "--out", out, "--force"]);
    expect([code, basename(stdout.trim())]).toEqual([0, basename(made)]);
    for (const file of ["release.json", ...readdirSync(join(made, "tables")).map((name) => `tables/${name}`)]) {
      expect(readFileSync(join(stdout.trim(), file)).equals(readFileSync(join(made, file)))).toBe(true);
    }
  });

  it("takes an unchanged source as it was, and gives the same bytes", async () => {
    const {code, stdout, said} = await runCli(["harmonise", "demo", "--data", raw, "--out", temporaryFolder()]);
    expect([code, basename(stdout.trim())]).toEqual([0, basename(made)]);
    expect(said[0]).toBe("· harmonise AMLSG · 1,540 rows · unchanged");
  });

  it("keeps what is unchanged, unless it is damaged or told to make it again", async () => {
    const again = await runCli(["harmonise", "demo", "--data", raw, "--out", releases]);
    expect(again).toMatchObject({
      code: 0,
      stdout: `${made}\n`,
      said: [`· release ${basename(made)} · unchanged`, notice]
    });
    const table = join(made, "tables/patients.arrow");
    const good = readFileSync(table);
    writeFileSync(table, good.subarray(1));
    const mended = await runCli(["harmonise", "demo", "--data", raw, "--out", releases]);
    expect(mended).toMatchObject({code: 0, stdout: `${made}\n`});
    expect(readFileSync(table).equals(good)).toBe(true);
    const forced = await runCli(["harmonise", "demo", "--data", raw, "--out", releases, "--force"]);
    expect(forced).toMatchObject({code: 0, stdout: `${made}\n`});
    expect(forced.said.length).toBeGreaterThan(5);
  });

  it.each<[string, string, (content: Buffer) => Buffer | string, RegExp]>([
    [
      "another delimiter",
      "genetic.tsv",
      (content) => content.toString().replaceAll("\t", ";"),
      /^hemiola: genetic\.tsv: wrong delimiter: the header seems to be separated by semicolon, expected tab$/
    ],
    [
      "other line ends",
      "clinical.tsv",
      (content) => content.toString().replaceAll("\r", "\r\n"),
      /^hemiola: clinical\.tsv: wrong line end: the file seems to have CRLF, expected CR$/
    ],
    [
      "a renamed column",
      "clinical.tsv",
      (content) => content.toString().replace(/^[^\t]+/, "Renamed"),
      /^hemiola: clinical\.tsv: column \w+: missing column, expected one of "Renamed", /
    ],
    [
      "another encoding",
      "karyotypes.tsv",
      (content) => `\ufeff${content.toString("latin1")}`,
      /^hemiola: karyotypes\.tsv: starts with the byte-order mark of utf-8, expected encoding iso-8859-1$/
    ],
    [
      "a quote that is never closed",
      "karyotypes.tsv",
      (content) => Buffer.concat([content, Buffer.from('P1\t"46,XX\r')]),
      /^hemiola: karyotypes\.tsv: row \d+: a quoted cell is never closed$/
    ],
    ["an empty file", "flt3itd.tsv", () => "", /^hemiola: flt3itd\.tsv: empty file, expected a header$/]
  ])("stops at %s with 1 and one line, and makes no release", async (_, file, change, message) => {
    const out = temporaryFolder();
    const {code, stdout, said} = await runCli(["harmonise", "demo", "--data", changed(file, change), "--out", out]);
    expect([code, stdout]).toEqual([1, ""]);
    const faults = said.filter((line) => !line.startsWith("· "));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(message);
    expect(readdirSync(out)).toEqual([]);
  });

  it("killed at any stage, leaves the old release intact and the pointer on a complete one", async () => {
    const data = changed("clinical.tsv", withoutLastLine);
    const out = temporaryFolder();
    cpSync(releases, out, {recursive: true});
    const newest = new Set<string>();
    for (const at of [
      "read clinical",
      "harmonise AMLSG",
      "write sources",
      "write mutations",
      "write dictionary",
      "· release "
    ]) {
      const run = await runCli(["harmonise", "demo", "--data", data, "--out", out], {at, signal: "SIGKILL"});
      // Near the end the run may be over before the signal arrives; then it must have done its work.
      if (run.signal !== "SIGKILL") expect(run.code).toBe(0);
      if (at.startsWith("read")) expect(run).toMatchObject({signal: "SIGKILL", stdout: ""});
      // Every release that is there is complete, the old one and the one pointed to among them.
      const sound = new Map<string, string>();
      for (const name of readdirSync(out).filter((d) => d.startsWith("demo-")))
        sound.set(join(out, name), (await readRelease(join(out, name))).manifest.id);
      expect([...sound.keys()]).toContain(join(out, basename(made)));
      newest.add(sound.get(await newestRelease(out, "demo")) ?? "no release");
    }
    expect(newest.size).toBe(2);
    const last = await runCli(["harmonise", "demo", "--data", data, "--out", out]);
    expect(last.code).toBe(0);
    expect(readdirSync(out).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("interrupted, removes what is unfinished and exits with 130", async () => {
    const data = changed("clinical.tsv", withoutLastLine);
    const interrupted = async () => {
      const out = temporaryFolder();
      cpSync(releases, out, {recursive: true});
      const stop = {at: "write sources", signal: "SIGINT"} as const;
      return {out, run: await runCli(["harmonise", "demo", "--data", data, "--out", out], stop)};
    };
    let {out, run} = await interrupted();
    // On a busy machine the run may be over before the signal arrives.
    for (let more = 3; run.code === 0 && more > 0; --more) ({out, run} = await interrupted());
    expect(run).toMatchObject({code: 130, stdout: ""});
    expect(await newestRelease(out, "demo")).toBe(join(out, basename(made)));
    expect(readdirSync(out).sort()).toEqual(readdirSync(releases).sort());
  });
});

describe("hemiola simulate", () => {
  it("writes nothing again from the same parameters, and the same bytes elsewhere", async () => {
    const again = await runCli(["simulate", "demo", "--seed", "7", "--out", raw]);
    expect(again).toMatchObject({code: 0, stdout: `${raw}\n`, said: ["· simulated files of demo · unchanged"]});
    const out = join(temporaryFolder(), "raw");
    expect((await runCli(["simulate", "demo", "--seed", "7", "--out", out])).code).toBe(0);
    for (const file of readdirSync(join(raw, "AMLSG"))) {
      expect(readFileSync(join(out, "AMLSG", file)).equals(readFileSync(join(raw, "AMLSG", file)))).toBe(true);
    }
  });
});
