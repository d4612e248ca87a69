import {spawnSync} from "node:child_process";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync
} from "node:fs";
import {join} from "node:path";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {packColumn, unpackColumn} from "../../loaders/harmonise/cache/packColumn.js";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {nullReasons} from "../../loaders/harmonise/nullReasons.js";
import {ReasonedColumn} from "../../loaders/harmonise/reasonedTable.js";
import {arrowBytes} from "../../loaders/release/arrowTable.js";
import type {Cell} from "../../loaders/release/tableData.js";
import {unfinishedPrefix} from "../../loaders/unfinished.js";
import {rawFiles, study} from "../support/partner.js";
import {otherMapping, otherRaw, rewrite, studyOfTwo, twoPartners} from "../support/twoPartners.js";

interface Made {
  /** Sources that were harmonised, not taken from the cache. */
  readonly worked: readonly string[];
  /** Everything a release would hold, byte by byte. */
  readonly bytes: Readonly<Record<string, string>>;
}

/** Harmonises the study of a project, with its cache unless told otherwise. */
async function make(root: string, {cached = true, renew = false} = {}): Promise<Made> {
  const worked: string[] = [];
  const {tables, manifest} = await harmoniseStudy({
    study: "test",
    root,
    cache: cached ? {folder: join(root, "cache"), renew} : undefined,
    onProgress: ({what, detail}) => {
      if (what.startsWith("harmonise ") && detail !== "unchanged") worked.push(what.slice("harmonise ".length));
    }
  });
  const bytes = Object.fromEntries(
    tables.map((table) => [table.schema.name, Buffer.from(arrowBytes(table)).toString("base64")])
  );
  return {worked, bytes: {...bytes, manifest: JSON.stringify(manifest)}};
}

const entries = (root: string) => readdirSync(join(root, "cache")).filter((name) => /^[0-9a-f]{64}$/.test(name));

describe("harmoniseStudy(options) with a cache", () => {
  it("gives the same bytes without, with an empty and with a filled cache", async () => {
    const root = twoPartners();
    const plain = await make(root, {cached: false});
    const first = await make(root);
    const second = await make(root);
    expect([plain.worked, first.worked, second.worked]).toEqual([["TEST", "OTHER"], ["TEST", "OTHER"], []]);
    expect(first.bytes).toEqual(plain.bytes);
    expect(second.bytes).toEqual(plain.bytes);
  });

  it.each([
    ["a raw file", "raw/other_clinical.csv", otherRaw["other_clinical.csv"].replace("12000", "13000")],
    ["the mapping", "data/mappings/other.yaml", otherMapping.replace("version: 1.0.0", "version: 1.0.1")],
    ["the declaration", "data/studies/test.yaml", studyOfTwo.replace("Other partner", "X")],
    ["the panel", "data/panels/other.yaml", "id: other\ntitle: Less\norigin: invented\ngenes: [DNMT3A, SRSF2, IDH2]\n"]
  ])("harmonises only the source of which %s changed", async (_, path, text) => {
    const root = twoPartners();
    const before = await make(root);
    rewrite(root, path, text);
    const after = await make(root);
    expect(after.worked).toEqual(["OTHER"]);
    expect(after.bytes).not.toEqual(before.bytes);
    expect(after.bytes).toEqual((await make(root, {cached: false})).bytes);
  });

  it("harmonises every source if what they share changed", async () => {
    const root = twoPartners();
    await make(root);
    appendFileSync(join(root, "data/diseases/aml.yaml"), "\n# the same\n");
    expect((await make(root)).worked).toEqual(["TEST", "OTHER"]);
  });

  it("adds and removes a source without touching the other", async () => {
    const root = twoPartners();
    rewrite(root, "data/studies/test.yaml", study);
    const alone = await make(root);
    rewrite(root, "data/studies/test.yaml", studyOfTwo);
    expect((await make(root)).worked).toEqual(["OTHER"]);
    rewrite(root, "data/studies/test.yaml", study);
    const again = await make(root);
    expect(again.worked).toEqual([]);
    expect(again.bytes).toEqual(alone.bytes);
  });

  it("takes files that were moved for the same", async () => {
    const root = twoPartners();
    const before = await make(root);
    mkdirSync(join(root, "moved"));
    for (const [name, text] of Object.entries({...rawFiles, ...otherRaw})) rewrite(root, `moved/${name}`, text);
    rmSync(join(root, "raw"), {recursive: true});
    rewrite(root, "data/studies/test.yaml", studyOfTwo.replaceAll("[raw]", "[moved]"));
    expect(await make(root)).toEqual({worked: [], bytes: before.bytes});
  });

  it("harmonises again when told to", async () => {
    const root = twoPartners();
    await make(root);
    expect((await make(root, {renew: true})).worked).toEqual(["TEST", "OTHER"]);
  });

  it("makes a damaged entry again, whichever of its files is changed, cut short or gone", async () => {
    const root = twoPartners();
    const {bytes} = await make(root);
    const [key] = entries(root);
    const folder = join(root, "cache", key);
    let turn = 0;
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      const good = readFileSync(path);
      if (good.length === 0) continue;
      const flipped = Buffer.from(good);
      flipped[good.length >> 1] ^= 1;
      const damages = [
        () => writeFileSync(path, flipped),
        () => truncateSync(path, good.length - 1),
        () => rmSync(path)
      ];
      // Each of the three on the list of contents; on the tables they take turns.
      for (const damage of name === "entry.json" ? damages : [damages[turn++ % 3]]) {
        damage();
        const again = await make(root);
        expect(again.worked).toHaveLength(1);
        expect(again.bytes).toEqual(bytes);
        expect(readFileSync(path).equals(good)).toBe(true);
      }
    }
  });

  it("keeps what the last run of each study used, and nothing else", async () => {
    const root = twoPartners();
    await make(root);
    const first = entries(root);
    rewrite(root, "raw/clinical.csv", rawFiles["clinical.csv"].replace("900", "901"));
    await make(root);
    const second = entries(root);
    expect([first.length, second.length]).toEqual([2, 2]);
    expect(second.filter((key) => first.includes(key))).toHaveLength(1);
    rewrite(root, "data/studies/test.yaml", study.replace("id: test", "id: elsewhere"));
    await make(root);
    expect(entries(root)).toHaveLength(3);
  });

  it("removes what a run that died left, not what another is writing", async () => {
    const root = twoPartners();
    const dead = join(root, "cache", `${unfinishedPrefix}${spawnSync(process.execPath, ["--version"]).pid}-1-x`);
    const running = join(root, "cache", `${unfinishedPrefix}${process.ppid}-1-x`);
    for (const folder of [dead, running]) mkdirSync(folder, {recursive: true});
    await make(root);
    expect([existsSync(dead), existsSync(running)]).toEqual([false, true]);
  });
});

describe("packColumn(column)", () => {
  const numbers = fc.option(fc.oneof(fc.integer(), fc.double({noNaN: true}), fc.constant(-0)));
  const others = fc.option(fc.oneof(fc.string({unit: "binary"}), fc.boolean()));
  it("gives every value and every reason back", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.array(numbers), fc.array(others)),
        fc.array(fc.integer({min: 0, max: nullReasons.length}), {minLength: 1}),
        (cells: Cell[], codes) => {
          const column = new ReasonedColumn();
          cells.forEach((cell, i) => column.pushCoded(cell, codes[i % codes.length]));
          const back = unpackColumn(packColumn(column));
          expect(back.values).toEqual(column.values);
          expect([...back.reasons]).toEqual([...column.reasons]);
        }
      )
    );
  });
});
