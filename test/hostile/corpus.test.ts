import {
  existsSync,
  ftruncateSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  writeFileSync,
  writeSync
} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {harmonise} from "../../loaders/commands/harmonise.js";
import {rowsOf} from "../../loaders/release/columnOf.js";
import {newestRelease} from "../../loaders/release/openRelease.js";
import {readRelease} from "../../loaders/release/readRelease.js";
import {partner, rawFiles, rawWith} from "../support/partner.js";

const escape = "\u001b";
const [header, ...patients] = rawFiles["clinical.csv"].split("\n");
const clinical = (...rows: (string | Buffer)[]): Buffer =>
  Buffer.concat(
    [header, ...patients.filter((row) => row !== ""), ...rows].map((row) =>
      Buffer.concat([Buffer.from(row), Buffer.from("\n")])
    )
  );

/** Harmonises an invented delivery into a release folder of its own. */
async function deliver(raw: Readonly<Record<string, string | Uint8Array>>) {
  const root = partner({raw});
  const out = join(root, "releases");
  const folder = await harmonise({root, study: "test", out});
  return {root, out, folder, release: await readRelease(folder)};
}

describe("a hostile delivery that can be read in part", () => {
  it.each<[string, Record<string, string | Uint8Array>, {reason: RegExp; rejects: number}]>([
    [
      "ragged rows",
      {"clinical.csv": clinical("P4,50", "P5,1,2,3,4,5,6,7,8,9,10,11,12")},
      {reason: /cells$/, rejects: 2}
    ],
    ["NUL characters", {"clinical.csv": clinical("P4,5\u00000,,m,10,1,,,,")}, {reason: /NUL character/, rejects: 1}],
    [
      "a huge field",
      {"clinical.csv": clinical(`P4,${"9".repeat(300_000)},,m,10,1,,,,`)},
      {reason: /not a whole number/, rejects: 1}
    ],
    [
      "a formula",
      {"clinical.csv": clinical("P4,=1+1,,=HYPERLINK(0),10,1,,,,")},
      {reason: /not a number|unknown code/, rejects: 2}
    ],
    [
      "markup",
      {"clinical.csv": clinical("P4,<b>5</b>,,<script>alert(1)</script>,10,1,,,,")},
      {reason: /not a number|unknown code/, rejects: 2}
    ],
    [
      "numbers that are none",
      {"clinical.csv": clinical("P4,NaN,Infinity,m,10,1,,,,")},
      {reason: /not a number/, rejects: 2}
    ],
    [
      "a gene that is markup",
      rawWith("genetic.txt", "9\tP1\t<img src=x onerror=alert(1)>\t1\tSub\tmissense\tna\t1\tONCOGENIC\tOK"),
      {reason: /unknown gene/, rejects: 1}
    ],
    [
      "names of object parts",
      {"clinical.csv": clinical("P4,constructor,,__proto__,10,1,,,,")},
      {reason: /not a number|unknown code/, rejects: 2}
    ]
  ])("%s: refuses what it cannot read, with the reason, and keeps the rest", async (_, raw, {reason, rejects}) => {
    const {release} = await deliver(raw);
    const found = rowsOf(release.table("rejects")).filter((row) => reason.test(String(row.reason)));
    expect(found.length).toBe(rejects);
    for (const row of found) expect(String(row.value ?? "").length).toBeLessThanOrEqual(80);
    expect(rowsOf(release.table("patients")).length).toBeGreaterThanOrEqual(3);
  });

  it("accounts for every row of every file", async () => {
    const {release} = await deliver({
      "clinical.csv": clinical("P4,50", "P1,1,1,m,1,1,,,,", "P6,50,1,m,-3,1,,,,", "P7,50,1,m,3,1,,,,")
    });
    const findings = rowsOf(release.table("findings")).filter((row) => row.file === "clinical.csv");
    const count = (rule: string) => Number(findings.find((row) => row.rule_id === rule)?.n ?? 0);
    expect(count("rows_used") + count("rows_refused") + count("rows_left_out")).toBe(7);
    expect(count("rows_used")).toBe(4);
  });
});

describe("a hostile delivery that cannot be read", () => {
  it.each<[string, Record<string, string | Uint8Array>, string]>([
    [
      "another encoding",
      {"clinical.csv": clinical(Buffer.from("P4,50,,m\xfc,10,1,,,,", "latin1"))},
      "undecodable at offset"
    ],
    [
      "another encoding's mark",
      {"clinical.csv": Buffer.concat([Buffer.from([0xff, 0xfe]), clinical()])},
      "byte-order mark of utf-16le"
    ],
    ["a quote that is never closed", {"clinical.csv": clinical('P4,"50')}, "a quoted cell is never closed"],
    [
      "a record of two million characters",
      {"clinical.csv": clinical(`P4,${"9".repeat(2_000_000)}`)},
      "the record is too long"
    ],
    ["no header", {"clinical.csv": ""}, "empty file"],
    ["an escape sequence where the header should be", {"clinical.csv": `${escape}[2J,AOD\n1,2\n`}, "missing column"]
  ])("%s: stops with one located line, and the last release stays", async (_, raw, message) => {
    const {root, out, folder} = await deliver({});
    const before = readFileSync(join(folder, "release.json"));
    for (const [name, content] of Object.entries(raw)) writeFileSync(join(root, "raw", name), content);
    const error: unknown = await harmonise({root, study: "test", out}).catch((cause: unknown) => cause);
    expect(error).toMatchObject({name: "HarmoniseError"});
    const said = (error as Error).message;
    expect(said).toContain(message);
    expect(said).toMatch(/^clinical\.csv: /);
    // One line that no terminal obeys.
    // eslint-disable-next-line no-control-regex -- control characters are what must not be there
    expect(said).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    expect(await newestRelease(out, "test")).toBe(folder);
    expect(readFileSync(join(folder, "release.json")).equals(before)).toBe(true);
    expect(readdirSync(out).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("a line of two gigabytes: refused after its first megabyte, without reading on", async () => {
    const {root, out, folder} = await deliver({});
    const path = join(root, "raw/clinical.csv");
    const file = openSync(path, "w");
    writeSync(file, `${header}\nP1,`);
    ftruncateSync(file, 2 ** 31 + 1024);
    closeSync(file);
    const start = process.resourceUsage().maxRSS;
    await expect(harmonise({root, study: "test", out})).rejects.toThrow("clinical.csv: row 1: the record is too long");
    expect(process.resourceUsage().maxRSS - start).toBeLessThan(512 * 1024);
    expect(existsSync(folder)).toBe(true);
  });
});
