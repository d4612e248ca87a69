import fc from "fast-check";
import iconv from "iconv-lite";
import {createHash} from "node:crypto";
import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {readTabular, type TabularOptions} from "../../loaders/sources/tabular.js";
import {lineEnds, type TabularFormat} from "../../loaders/sources/tabularFormat.js";
import {temporaryFolder} from "../support/temporaryFolder.js";

const usual: TabularFormat = {delimiter: ",", encoding: "utf-8", lineEnd: "LF", quote: '"', header: 1};

async function read(content: string | Buffer, format: Partial<TabularFormat> = {}, options: TabularOptions = {}) {
  const path = join(temporaryFolder(), "raw.csv");
  writeFileSync(path, content);
  return await readTabular(path, {...usual, ...format}, {name: "raw.csv", ...options});
}

function cells({table}: Awaited<ReturnType<typeof read>>): string[][] {
  return table.columns.map((name) => [...table.column(name)]);
}

describe("readTabular(path, format, options)", () => {
  it("keeps cells exactly as written and counts records after the header", async () => {
    const result = await read('id,note\n1, a \n2,"b ""quoted"", c"\n3,\n');
    expect(cells(result)).toEqual([
      ["1", "2", "3"],
      [" a ", 'b "quoted", c', ""]
    ]);
    expect(result.records).toBe(3);
    expect(result.table.recordNumber(2)).toBe(3);
    expect(result.bytes).toBe(37);
    expect(result.sha256).toBe(createHash("sha256").update('id,note\n1, a \n2,"b ""quoted"", c"\n3,\n').digest("hex"));
  });

  it("reads carriage-return-only files with carriage returns inside quotes", async () => {
    const text = 'id\tkaryotype\rA\t"45,XX,-7[4]\r/46,XX[16]"\rB\tna\r';
    const result = await read(text, {delimiter: "\t", lineEnd: "CR"});
    expect(cells(result)).toEqual([
      ["A", "B"],
      ["45,XX,-7[4]\r/46,XX[16]", "na"]
    ]);
  });

  it("drops a byte-order mark, skips comments and lines before the header", async () => {
    expect(cells(await read("\ufeffid\n1\n"))).toEqual([["1"]]);
    expect((await read("# made by hand\nid\n1\n", {comment: "#"})).table.columns).toEqual(["id"]);
  });

  it("finds the header by its line, comments not counted, whatever the lines before it hold", async () => {
    const titled = 'Export of the 24" registry\n# on a Monday\n\nid,age\n1,2\n';
    const {table, records} = await read(titled, {header: 3, comment: "#"});
    expect(table.columns).toEqual(["id", "age"]);
    expect(records).toBe(1);
    expect((await read("title\r\nid\r\n7\r\n", {header: 2, lineEnd: "CRLF"})).table.column("id")).toEqual(["7"]);
    await expect(read("title\n", {header: 3})).rejects.toThrow("raw.csv: the file ends before the header");
  });

  it("takes a blank line for a record only where there is one column", async () => {
    expect((await read("id,age\n\n1,2\n\n")).records).toBe(1);
    expect((await read("id\n1\n\n2\n")).table.column("id")).toEqual(["1", "", "2"]);
  });

  it("decodes Latin-1, Windows-1252 and UTF-16", async () => {
    const text = "id,name\n1,Müller – 5 €\n".normalize();
    for (const [encoding, name] of [
      ["windows-1252", "win1252"],
      ["utf-16le", "utf16le"],
      ["utf-16be", "utf16be"]
    ] as const) {
      expect(cells(await read(iconv.encode(text, name), {encoding}))[1]).toEqual(["Müller – 5 €"]);
    }
    const latin = Buffer.from("id,name\n1,M\xfcller\n", "latin1");
    expect(cells(await read(latin, {encoding: "iso-8859-1"}))[1]).toEqual(["Müller"]);
    const marked = iconv.encode("id,name\n1,ü\n", "utf16le", {addBOM: true});
    expect((await read(marked, {encoding: "utf-16le"})).table.columns).toEqual(["id", "name"]);
  });

  it("locates an undecodable byte in a long file by offset and record", async () => {
    const lines = Array.from({length: 60_000}, (_, i) => `${i + 1},Müller`);
    const good = Buffer.from(`id,name\n${lines.join("\n")}\n`);
    // Multi-byte characters straddle the chunks in which the file is read.
    expect((await read(good)).table.rows).toBe(60_000);
    const at = good.indexOf("\n50000,") + "\n50000,M".length;
    const bad = Buffer.from(good);
    bad[at + 1] = 0x20;
    await expect(read(bad)).rejects.toThrow(`raw.csv: row 50000: undecodable at offset ${at}: byte 0xc3`);
    const stray = Buffer.from(good);
    stray[good.indexOf("\n50000,") + 1] = 0xff;
    await expect(read(stray)).rejects.toThrow("raw.csv: row 50000: undecodable");
  });

  it("locates a syntax fault in a long file by record", async () => {
    const lines = Array.from({length: 30_000}, (_, i) => (i === 19_999 ? 'x,a "b"' : `${i + 1},"a"`));
    await expect(read(`id,name\n${lines.join("\n")}\n`)).rejects.toThrow("raw.csv: row 20000: a stray quote");
  });

  it("refuses a record with too few or too many cells and goes on", async () => {
    const {table, rejects, records} = await read("id,age\n1,2\n2\n3,4,5\n6,7\n");
    expect(table.column("id")).toEqual(["1", "6"]);
    expect([table.recordNumber(0), table.recordNumber(1)]).toEqual([1, 4]);
    expect(rejects.map(({row, reason, expected}) => [row, reason, expected])).toEqual([
      [2, "1 cell", "2 cells"],
      [3, "3 cells", "2 cells"]
    ]);
    expect(records).toBe(4);
  });

  it("refuses a record with a NUL character", async () => {
    const {table, rejects} = await read("id,age\n1,\0\n2,3\n");
    expect(table.rows).toBe(1);
    expect(rejects[0].reason).toBe("NUL character");
  });

  it("keeps only the columns asked for", async () => {
    const {table} = await read("id,a,b\n1,2,3\n", {}, {columns: ["b"]});
    expect(table.column("b")).toEqual(["3"]);
    expect(() => table.column("a")).toThrow("unknown column: a");
  });

  it.each<[string, string | Buffer, Partial<TabularFormat>, TabularOptions, string]>([
    ["an undecodable byte", Buffer.from("id\nM\xfcller\n", "latin1"), {}, {}, "undecodable at offset 4: byte 0xfc"],
    [
      "half a surrogate pair",
      iconv.encode("id\n\ud83d!\n", "utf16le"),
      {encoding: "utf-16le"},
      {},
      "row 1: undecodable"
    ],
    [
      "an undefined byte",
      Buffer.from([0x69, 0x0a, 0x81]),
      {encoding: "windows-1252"},
      {},
      "row 1: undecodable at offset 2"
    ],
    [
      "another encoding's mark",
      iconv.encode("id\n1\n", "utf16le", {addBOM: true}),
      {},
      {},
      "raw.csv: starts with the byte-order mark of utf-16le, expected encoding utf-8"
    ],
    ["UTF-16 read as UTF-8", iconv.encode("id,age\n1,2\n", "utf16le"), {}, {}, "raw.csv: NUL characters in the header"],
    ["a cut character", Buffer.from([0x69, 0x0a, 0xc3]), {}, {}, "the file ends inside a character"],
    ["a wrong delimiter", "id;age\n1;2\n", {}, {}, "wrong delimiter: the header seems to be separated by semicolon"],
    ["a wrong line end", "id\r1\r", {}, {}, "wrong line end: the file seems to have CR, expected LF"],
    ["Windows line ends", "id\r\n1\r\n", {}, {}, "wrong line end: the file seems to have CRLF, expected LF"],
    [
      "a missing column",
      "id,age\n",
      {},
      {columns: ["sex"]},
      'raw.csv: column sex: missing column, expected one of "id", "age"'
    ],
    ["a repeated column", "id,id\n", {}, {columns: ["id"]}, "raw.csv: column id: column stands twice in the header"],
    ["an unclosed quote", 'id\n"1\n2\n', {}, {}, "row 1: a quoted cell is never closed"],
    ["a stray quote", 'id,a\n1,x"y"\n', {}, {}, "row 1: a stray quote"],
    ["an endless record", `id\n${"x".repeat(2000)}\n`, {}, {maxRecord: 1000}, "row 1: the record is too long"],
    ["an endless quoted cell", `id\n"${"x\n".repeat(2000)}`, {}, {maxRecord: 1000}, "row 1: the record is too long"],
    ["an endless title", "x".repeat(2000), {header: 2}, {maxRecord: 1000}, "a line before the header is too long"],
    ["an unclosed quote in the header", 'id,"a\n1,2\n', {}, {}, "raw.csv: a quoted cell is never closed"],
    ["an empty file", "", {}, {}, "raw.csv: empty file, expected a header"],
    ["a file of blank lines", "\n\n\n", {}, {}, "raw.csv: empty file, expected a header"]
  ])("stops at %s in one line", async (_, content, format, options, message) => {
    const error: unknown = await read(content, format, options).catch((cause: unknown) => cause);
    expect(error).toMatchObject({name: "SourceError"});
    expect((error as Error).message).toContain(message);
    expect((error as Error).message).not.toContain("\n");
  });

  it("stops at a missing file and at a folder", async () => {
    await expect(readTabular(temporaryFolder(), usual, {name: "raw"})).rejects.toThrow(
      "raw: a folder, expected a file"
    );
    const path = join(temporaryFolder(), "nothing.csv");
    await expect(readTabular(path, usual, {name: "nothing.csv"})).rejects.toThrow("nothing.csv: missing file");
  });

  it("reads back any cells it was given, for every delimiter and line end", async () => {
    const folder = temporaryFolder();
    const cell = fc.string({
      unit: fc.constantFrom("a", "é", " ", ",", ";", "\t", '"', "\n", "\r", "1", "-", "💧"),
      maxLength: 6
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell, cell), {maxLength: 8}),
        fc.constantFrom(",", ";", "\t", "|"),
        fc.constantFrom("LF", "CRLF", "CR"),
        async (rows, delimiter, lineEnd) => {
          const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
          const lines = [["x", "y", "z"], ...rows].map((row) => row.map(quote).join(delimiter));
          const path = join(folder, "any.csv");
          writeFileSync(path, lines.join(lineEnds[lineEnd]) + lineEnds[lineEnd]);
          const {table, rejects} = await readTabular(path, {...usual, delimiter, lineEnd});
          expect(rejects).toEqual([]);
          expect(["x", "y", "z"].map((name) => [...table.column(name)])).toEqual(
            [0, 1, 2].map((j) => rows.map((row) => row[j]))
          );
        }
      ),
      {numRuns: 300}
    );
  });

  it("ends with a result or a located error on any bytes", async () => {
    const folder = temporaryFolder();
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({maxLength: 300}),
        fc.constantFrom("utf-8", "windows-1252", "utf-16le", "utf-16be", "iso-8859-1"),
        async (bytes, encoding) => {
          const path = join(folder, "bytes.csv");
          writeFileSync(path, bytes);
          try {
            const {table, rejects, records} = await readTabular(path, {...usual, encoding}, {name: "bytes.csv"});
            expect(table.rows + rejects.length).toBe(records);
          } catch (error) {
            expect(error).toMatchObject({name: "SourceError"});
            expect((error as Error).message).toMatch(/^bytes\.csv: /);
          }
        }
      ),
      {numRuns: 500}
    );
  });
});
