import {crc32} from "node:zlib";
import {describe, expect, it} from "vitest";
import {withPngText} from "../../src/components/pngText.js";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=",
  "base64"
);

/** The chunks of a PNG file; throws where a checksum is wrong. */
function chunks(bytes: Uint8Array): {kind: string; body: Buffer}[] {
  const result = [];
  const buffer = Buffer.from(bytes);
  for (let at = 8; at < buffer.length;) {
    const length = buffer.readUInt32BE(at);
    const named = buffer.subarray(at + 4, at + 8 + length);
    expect(buffer.readUInt32BE(at + 8 + length)).toBe(crc32(named));
    result.push({kind: named.toString("latin1", 0, 4), body: named.subarray(4)});
    at += 12 + length;
  }
  return result;
}

describe("withPngText(png, keyword, text)", () => {
  it("adds a text after the header and leaves the rest as it was", () => {
    const [before, after] = [chunks(png), chunks(withPngText(png, "Description", "Über α → β"))];
    expect(after.map(({kind}) => kind)).toEqual([before[0].kind, "iTXt", ...before.slice(1).map(({kind}) => kind)]);
    expect(after[1].body.toString("utf8")).toBe("Description\0\0\0\0\0Über α → β");
    expect(after.filter(({kind}) => kind !== "iTXt")).toEqual(before);
  });

  it("refuses what is no PNG file", () => {
    expect(() => withPngText(Buffer.alloc(50), "Description", "")).toThrow(RangeError);
  });
});
