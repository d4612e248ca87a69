import {writeFileSync} from "node:fs";
import {join} from "node:path";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {recordTexts} from "../../loaders/sources/recordTexts.js";
import {splitRecord, unquoted} from "../../loaders/sources/splitRecord.js";
import {readTabular} from "../../loaders/sources/tabular.js";
import {lineEnds, type TabularFormat} from "../../loaders/sources/tabularFormat.js";
import {temporaryFolder} from "../support/temporaryFolder.js";

const plain: TabularFormat = {delimiter: ";", encoding: "utf-8", lineEnd: "LF", quote: '"', header: 1};

function written(content: string, folder = temporaryFolder()): string {
  const path = join(folder, "file.txt");
  writeFileSync(path, content);
  return path;
}

describe("recordTexts", () => {
  it("gives records as written, counted from the header", async () => {
    const path = written('id;text\n1;"a;b"\n\n2; c \n3;x');
    expect([...(await recordTexts(path, plain, new Set([0, 1, 3])))]).toEqual([
      [0, "id;text"],
      [1, '1;"a;b"'],
      [3, "3;x"]
    ]);
  });

  it("keeps line ends and quotes inside a quoted cell, in a file of carriage returns only", async () => {
    const path = written('id;text\r1;"a\r\nb ""c"""\r2;d\r');
    expect([...(await recordTexts(path, {...plain, lineEnd: "CR"}, new Set([1, 2])))]).toEqual([
      [1, '1;"a\r\nb ""c"""'],
      [2, "2;d"]
    ]);
  });

  it("passes over a byte-order mark, lines before the header and comments", async () => {
    const path = written('\ufeffEin "Titel\n# note\nid;text\n# "more\n1;\u00a0a\n');
    expect([...(await recordTexts(path, {...plain, header: 2, comment: "#"}, new Set([0, 1])))]).toEqual([
      [0, "id;text"],
      [1, "1;\u00a0a"]
    ]);
  });

  it("counts a blank line where the file has one column", async () => {
    const path = written("id\n1\n\n3\n");
    expect([...(await recordTexts(path, plain, new Set([2, 3])))]).toEqual([
      [2, ""],
      [3, "3"]
    ]);
  });

  it("holds the cells that the file is read with, whatever it holds", async () => {
    const cell = fc.string({unit: fc.constantFrom("a", "ä", '"', ";", "\n", "\r", " ", "#"), maxLength: 6});
    const folder = temporaryFolder();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), {minLength: 1, maxLength: 12}),
        fc.constantFrom("LF", "CRLF", "CR"),
        async (rows, lineEnd) => {
          const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
          const lines = [["id", "text"], ...rows].map((row) => row.map(quoted).join(";") + lineEnds[lineEnd]);
          const path = written(lines.join(""), folder);
          const format = {...plain, lineEnd};
          const {table} = await readTabular(path, format);
          const wanted = new Set(rows.map((_, i) => i + 1));
          const texts = await recordTexts(path, format, wanted);
          const read = rows.map((_, i) => splitRecord(texts.get(i + 1)!, ";", '"').map((d) => unquoted(d, '"')));
          expect(read).toEqual(rows.map((_, i) => ["id", "text"].map((name) => table.column(name)[i])));
        }
      ),
      {numRuns: 60}
    );
  });
});

describe("splitRecord", () => {
  it("gives cells that joined are the record again", () => {
    const text = 'a;"b;""c";;"d\r"';
    expect(splitRecord(text, ";", '"')).toEqual(["a", '"b;""c"', "", '"d\r"']);
    expect(splitRecord(text, ";", null).join(";")).toBe(text);
  });
});
