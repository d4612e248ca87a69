import {SourceError} from "./sourceError.js";

/** Bytes that Windows-1252 leaves undefined. */
const undefined1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/** Encodings that a mapping may declare. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "iso-8859-1" | "windows-1252";

/**
 * Decodes a file chunk by chunk without ever replacing a byte: a byte sequence that the encoding does not know is an
 * error with its offset. A byte-order mark at the start is dropped.
 *
 * @throws {SourceError} naming file, offset and byte
 */
export async function* decodeStrict(
  file: string,
  encoding: Encoding,
  chunks: AsyncIterable<Uint8Array>
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding === "iso-8859-1" ? "windows-1252" : encoding, {fatal: true});
  let offset = 0;
  let first = true;
  for await (const chunk of chunks) {
    let text: string;
    if (encoding === "iso-8859-1") {
      text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString("latin1");
    } else {
      if (encoding === "windows-1252") {
        const bad = chunk.findIndex((byte) => undefined1252.has(byte));
        if (bad >= 0) throw undecodable(file, encoding, offset + bad, chunk[bad]);
      }
      try {
        text = decoder.decode(chunk, {stream: true});
      } catch {
        const bad = firstBad(chunk, encoding);
        throw undecodable(file, encoding, offset + bad, chunk[bad]);
      }
    }
    if (first && text.length > 0) {
      first = false;
      if (encoding === "iso-8859-1" && text.startsWith("\u00ef\u00bb\u00bf")) {
        throw new SourceError("starts with a UTF-8 byte-order mark", {file, expected: "encoding utf-8"});
      }
    }
    offset += chunk.byteLength;
    if (text.length > 0) yield text;
  }
  try {
    const rest = encoding === "iso-8859-1" ? "" : decoder.decode();
    if (rest.length > 0) yield rest;
  } catch {
    throw undecodable(file, encoding, offset, undefined);
  }
}

/** Position of the first byte at which a prefix of the chunk stops decoding. */
function firstBad(chunk: Uint8Array, encoding: Encoding): number {
  let low = 0;
  let high = chunk.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const decoder = new TextDecoder(encoding, {fatal: true});
    try {
      decoder.decode(chunk.subarray(0, middle + 1), {stream: true});
      low = middle + 1;
    } catch {
      high = middle;
    }
  }
  return low;
}

function undecodable(file: string, encoding: Encoding, offset: number, byte: number | undefined): SourceError {
  const what = byte === undefined ? "the file ends inside a character" : `byte 0x${byte.toString(16).padStart(2, "0")}`;
  return new SourceError(`undecodable at offset ${offset}: ${what}`, {file, expected: `encoding ${encoding}`});
}
