import {parse} from "csv-parse/sync";
import fc from "fast-check";
import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {gunzipSync, gzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import type {RDataFormat} from "../../loaders/sources/rdata/readRData.js";
import {readRData} from "../../loaders/sources/rdata/readRData.js";
import {zonedText} from "../../loaders/sources/rdata/zonedText.js";
import {SourceError} from "../../loaders/sources/sourceError.js";
import type {TabularOptions, TabularResult} from "../../loaders/sources/tabular.js";
import {absent, root, sharedData} from "../support/sharedData.js";
import {temporaryFolder} from "../support/temporaryFolder.js";

/** Files that R has saved, and what it writes of them (test/reference/rdata/make.R). */
const folder = join(root, "test/reference/rdata");

function read(file: string, format: Partial<RDataFormat> = {}, options: TabularOptions = {}): Promise<TabularResult> {
  return readRData(join(folder, file), {timeZone: "UTC", ...format}, {name: file, ...options});
}

function written(file: string): {header: string[]; rows: string[][]} {
  const [header, ...rows] = parse(readFileSync(join(folder, file)));
  return {header, rows};
}

async function fault(reading: Promise<unknown>): Promise<string> {
  const error: unknown = await reading.then(
    () => undefined,
    (reason: unknown) => reason
  );
  expect(error).toBeInstanceOf(SourceError);
  return (error as SourceError).message;
}

describe("readRData(path, format, options)", () => {
  it.each([
    ["v3.RData", "patients"],
    ["v2.RData", "patients"],
    ["patients.rds", undefined]
  ])("reads every cell of %s as R writes it", async (file, object) => {
    const {table, rejects, records} = await read(file, {object});
    const {header, rows} = written("patients.csv");
    expect(table.columns).toEqual(header);
    expect([records, rejects]).toEqual([6, []]);
    const numbers = new Set(["age", "odd", "cycles", "fup", "number"]);
    for (const [i, name] of header.entries()) {
      const cells = table.column(name);
      const expected = rows.map((row) => row[i]);
      if (!numbers.has(name)) expect([name, cells.map((cell) => cell.replace(/\.25$/, ""))]).toEqual([name, expected]);
      else expect([name, cells.map(numberOf)]).toEqual([name, expected.map((cell) => numberOf(cell))]);
    }
  });

  it("writes numbers with the shortest digits, and fractions of seconds", async () => {
    const {table} = await read("patients.rds");
    expect(table.column("age")).toEqual(["61.5", "", "70", "0.30000000000000004", "1e-7", "0"]);
    expect(table.column("seen")[4]).toBe("2014-01-02T08:30:00.25");
  });

  it("unpacks steps, numbers that are to become texts, and vectors of which more is known", async () => {
    const {table} = await read("altrep.RData");
    const {header, rows} = written("altrep.csv");
    expect(header.map((name) => table.column(name))).toEqual(header.map((_, i) => rows.map((row) => row[i])));
  });

  it("reads the data frame that is named, beside functions, environments and models", async () => {
    const {table} = await read("v3.RData", {object: "labs", rowNames: "row"});
    expect(table.columns.map((name) => table.column(name))).toEqual([
      ["3", "1"],
      ["2", "1"],
      ["", "9.5"]
    ]);
    expect(await fault(read("v3.RData"))).toContain(
      "several data frames, expected a mapping that names one of patients, labs"
    );
    expect(await fault(read("v3.RData", {object: "risk"}))).toContain("risk is no data frame");
    expect(await fault(read("v3.RData", {object: "other"}))).toContain(
      "no object other, expected one of patients, labs"
    );
  });

  it("takes the names of rows for a column where it is asked to", async () => {
    expect((await read("patients.rds", {rowNames: "row"}, {columns: ["row"]})).table.column("row").join("")).toBe(
      "abcdef"
    );
  });

  it("decodes texts by what they say of themselves", async () => {
    expect((await read("latin1.rds")).table.column("name")).toEqual(["Müller", "5 €"]);
  });

  it("reads a file with a column of lists, but not that column", async () => {
    expect((await read("lists.rds", {}, {columns: ["id"]})).table.column("id")).toEqual(["1", "2"]);
    expect(await fault(read("lists.rds"))).toBe("lists.rds: column tests: a list, expected texts, numbers or moments");
    expect(await fault(read("lists.rds", {}, {columns: ["m"]}))).toContain("column m: a matrix");
    expect(await fault(read("lists.rds", {}, {columns: ["age"]}))).toContain('missing column, expected one of "id"');
  });

  it("reads a file with a column of complex numbers, but not that column", async () => {
    expect((await read("complex.rds", {}, {columns: ["id"]})).table.column("id")).toEqual(["1", "2"]);
    expect(await fault(read("complex.rds"))).toBe(
      "complex.rds: column wave: complex numbers, expected texts, numbers or moments"
    );
  });

  it("says which compression and writing it does not read", async () => {
    expect(await fault(read("bzip2.RData"))).toContain('compressed by bzip2, expected save(…, compress = "gzip")');
    expect(await fault(read("xz.RData"))).toContain("compressed by xz");
    expect(await fault(read("ascii.RData"))).toContain("not in binary XDR writing");
    expect(await fault(read("patients.csv"))).toContain("not a file that R has saved");
    expect(await fault(read("none.RData"))).toContain("missing file");
  });

  it("does not believe a length that the bytes cannot hold", async () => {
    const path = join(temporaryFolder(), "long.rds");
    const header = Buffer.from("580a000000020004020200020300", "hex");
    for (const [code, length] of [
      ["0000000d", "7fffffff"],
      ["0000000e", "ffffffff7fffffffffffffff"],
      ["00000010", "10000000"],
      ["00000013", "3fffffff"]
    ]) {
      writeFileSync(path, Buffer.concat([header, Buffer.from(code + length, "hex")]));
      expect(await fault(readRData(path, {timeZone: "UTC"}))).toMatch(/the file ends inside/);
    }
    writeFileSync(path, Buffer.concat([header, Buffer.from("0000001300000001".repeat(5_000), "hex")]));
    expect(await fault(readRData(path, {timeZone: "UTC"}))).toMatch(/nested too deep/);
  });

  it("does not count a sequence out that is longer than any table", async () => {
    const whole = readFileSync(join(folder, "altrep.RData"));
    const path = join(temporaryFolder(), "steps.RData");
    const changed = Buffer.from(whole);
    const [hundred, huge] = [Buffer.alloc(8), Buffer.alloc(8)];
    hundred.writeDoubleBE(100);
    huge.writeDoubleBE(1e12);
    for (let at = changed.indexOf(hundred); at >= 0; at = changed.indexOf(hundred, at + 1)) huge.copy(changed, at);
    writeFileSync(path, changed);
    expect(await fault(readRData(path, {timeZone: "UTC"}))).toMatch(/damaged or no file of R/);
  });
});

describe("readRData of damaged files", () => {
  const whole = gunzipSync(readFileSync(join(folder, "v3.RData")));
  const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), {maxLength: 6});

  it("ends in a located fault, or in rows and rejects that add up", async () => {
    const path = join(temporaryFolder(), "damaged.RData");
    await fc.assert(
      fc.asyncProperty(damage, fc.nat(whole.length), fc.boolean(), async (changes, length, cut) => {
        const bytes = Buffer.from(whole);
        for (const [at, byte] of changes) bytes[at] = byte;
        const content = cut ? bytes.subarray(0, length) : bytes;
        writeFileSync(path, length % 2 === 0 ? content : gzipSync(content));
        try {
          const {table, rejects, records} = await readRData(
            path,
            {timeZone: "UTC", object: "patients"},
            {name: "d.RData"}
          );
          expect(table.rows + rejects.length).toBe(records);
        } catch (error) {
          expect(error).toBeInstanceOf(SourceError);
          expect((error as SourceError).message).toMatch(/^d\.RData: /);
        }
      }),
      {numRuns: 200}
    );
  });

  it("ends in a located fault where the compression is damaged, or anything follows it", async () => {
    const path = join(temporaryFolder(), "damaged.RData");
    const packed = readFileSync(join(folder, "v2.RData"));
    await fc.assert(
      fc.asyncProperty(
        fc.nat(packed.length - 1),
        fc.integer({min: 1, max: 255}),
        fc.boolean(),
        async (at, flip, cut) => {
          const bytes = Buffer.from(packed);
          bytes[at] ^= flip;
          writeFileSync(path, cut ? packed.subarray(0, at) : bytes);
          try {
            // Some bytes of the header of gzip tell nothing that is needed.
            expect((await readRData(path, {timeZone: "UTC", object: "patients"})).table.rows).toBe(6);
            expect(cut).toBe(false);
            expect(at).toBeLessThan(10);
          } catch (error) {
            expect(error).toBeInstanceOf(SourceError);
          }
        }
      ),
      {numRuns: 60}
    );
  });
});

describe("zonedText(timeZone)", () => {
  it("writes what a clock there shows, at summer time too", () => {
    const berlin = zonedText("Europe/Berlin")!;
    expect(berlin(Date.UTC(2014, 0, 1, 23) / 1000)).toBe("2014-01-02T00:00:00");
    expect(berlin(Date.UTC(2014, 5, 30, 22, 0, 0) / 1000 + 0.5)).toBe("2014-07-01T00:00:00.5");
    expect(zonedText("UTC")!(-1)).toBe("1969-12-31T23:59:59");
    expect(zonedText("UTC")!(1e15)).toBeUndefined();
    expect(zonedText("Europe/Atlantis")).toBeUndefined();
  });
});

const amlsg = sharedData("amlsg");

describe.skipIf(amlsg === undefined)(`the published clinical data (${absent("amlsg")})`, () => {
  it("are cell for cell those of the table made of them by R", async () => {
    const {table} = await readRData(join(amlsg!, "AMLSG_Clinical_Anon.RData"), {timeZone: "UTC"});
    const [header, ...rows]: string[][] = parse(readFileSync(join(amlsg!, "AMLSG_Clinical_Anon.csv")));
    expect(table.columns).toEqual(header);
    expect(table.rows).toBe(1540);
    const different = header.filter((name, i) => table.column(name).some((cell, row) => cell !== rows[row][i]));
    expect(different).toEqual([]);
  });
});

function numberOf(cell: string): number | string {
  if (cell === "") return "";
  return cell.endsWith("Inf") ? Number(`${cell}inity`) : Number(cell) + 0;
}
