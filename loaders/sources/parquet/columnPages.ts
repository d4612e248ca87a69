import {crc32} from "node:zlib";
import {Truncated} from "./compactThrift.js";
import {Damage} from "../damage.js";
import type {FlatElement} from "./decodePage.js";
import {decodeDictionary, decodePage} from "./decodePage.js";
import {decompress} from "./decompress.js";
import type {FileParts} from "./fileParts.js";
import type {ColumnChunk} from "./footer.js";
import type {PageHeader} from "./pageHeader.js";
import {readPageHeader} from "./pageHeader.js";
import type {ValueText} from "./valueText.js";

/** Bytes in which a page's header usually is; it is looked for in more, up to the most, where it is not. */
const usualHeader = 1 << 12;
const longestHeader = 1 << 24;

/**
 * The cells of a column in a row group, a page at a time: texts, and null where there is no value.
 *
 * @throws {Damage} on damaged pages; the libraries throw their own errors
 */
export async function* columnPages(
  parts: FileParts,
  {start, end, codec}: ColumnChunk,
  element: FlatElement,
  text: ValueText
): AsyncGenerator<(string | null)[]> {
  let dictionary: string[] | undefined;
  for (let at = start; at < end;) {
    const {header, length} = await headerAt(parts, at, end);
    at += length;
    const bytes = await parts.read(at, at + header.compressed);
    at += header.compressed;
    if (header.crc !== undefined && (header.crc | 0) !== (crc32(bytes) | 0))
      throw new Damage("wrong checksum of a page");
    if (header.kind === "index") continue;
    const page = pageOf(bytes, header, codec);
    if (header.kind === "dictionary") {
      if (dictionary !== undefined) throw new Damage("two dictionaries");
      dictionary = Array.from(decodeDictionary(page, header, element) as ArrayLike<unknown>, text);
      continue;
    }
    const {values, inDictionary, present} = decodePage(page, header, element, dictionary?.length);
    const cellAt = (i: number): string => {
      const value: unknown = values[i];
      return inDictionary ? dictionary![value as number] : text(value);
    };
    let next = 0;
    yield Array.from({length: header.values}, (_, i) =>
      present === undefined || present[i] === 1 ? cellAt(next++) : null
    );
  }
}

async function headerAt(parts: FileParts, at: number, end: number): Promise<ReturnType<typeof readPageHeader>> {
  for (let size = usualHeader; ; size *= 8) {
    const until = Math.min(at + size, end);
    const bytes = await parts.read(at, until);
    try {
      return readPageHeader(bytes, end - at);
    } catch (error) {
      if (!(error instanceof Truncated) || until === end || size >= longestHeader) throw error;
    }
  }
}

/** A page decompressed; what tells of nulls in the second kind of data page never is compressed. */
function pageOf(bytes: Uint8Array, header: PageHeader, codec: ColumnChunk["codec"]): Uint8Array {
  const {kind, levelBytes, uncompressed, isCompressed} = header;
  if (kind !== "data2") return decompress(bytes, codec, uncompressed);
  if (levelBytes > bytes.length) throw new Damage("levels leave the page");
  const values = bytes.slice(levelBytes);
  const page = new Uint8Array(uncompressed);
  page.set(bytes.subarray(0, levelBytes));
  // Writers leave out the compression where nothing is left to compress.
  const compressed = isCompressed && values.length > 0;
  page.set(decompress(values, compressed ? codec : "UNCOMPRESSED", uncompressed - levelBytes), levelBytes);
  return page;
}
