import iconv from "iconv-lite";
import {SourceError} from "./sourceError.js";

/** Encodings that a mapping may declare. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "iso-8859-1" | "windows-1252";

/** Bytes that Windows-1252 leaves undefined. */
const undefined1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/** Byte-order marks by the encoding they tell. */
const marks: readonly (readonly [Encoding, readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]]
];

/**
 * Decodes a file chunk by chunk without ever replacing a byte: a byte sequence that the encoding does not know is an
 * error with its offset from the start of the file, thrown after the text before it was given out. A byte-order mark
 * at the start is dropped.
 *
 * @throws {SourceError} naming file, offset and byte
 */
export async function* decodeStrict(
  file: string,
  encoding: Encoding,
  chunks: AsyncIterable<Uint8Array>
): AsyncGenerator<string> {
  let offset = 0;
  let carry: Uint8Array = new Uint8Array(0);
  let first = true;
  for await (const chunk of chunks) {
    const bytes = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk;
    if (first && bytes.length >= 3) refuseOtherMark(file, encoding, bytes);
    const {text, size, bad} = decodePart(bytes, encoding);
    const part = first && text.startsWith("\ufeff") ? text.slice(1) : text;
    if (text.length > 0) first = false;
    if (part.length > 0) yield part;
    offset += size;
    carry = bytes.subarray(size);
    if (bad) throw undecodable(file, encoding, offset, `byte 0x${carry[0].toString(16).padStart(2, "0")}`);
  }
  if (carry.length > 0) throw undecodable(file, encoding, offset, "the file ends inside a character");
}

/** The text of bytes that are whole characters; null if one of them does not fit the encoding. */
export function decodeWhole(bytes: Uint8Array, encoding: Encoding): string | null {
  const {text, size, bad} = decodePart(bytes, encoding);
  return bad || size < bytes.length ? null : text;
}

/** The text of the complete characters at the start of the bytes, its size in bytes, and whether a fault follows it. */
function decodePart(bytes: Uint8Array, encoding: Encoding): {text: string; size: number; bad: boolean} {
  if (encoding === "iso-8859-1" || encoding === "windows-1252") {
    const found = encoding === "windows-1252" ? bytes.findIndex((byte) => undefined1252.has(byte)) : -1;
    const size = found < 0 ? bytes.length : found;
    // Not TextDecoder: Node 20.18.3 and later read the bytes 0x80 to 0x9f of windows-1252 as control characters.
    return {text: iconv.decode(Buffer.from(bytes.subarray(0, size)), encoding), size, bad: found >= 0};
  }
  const whole = decodeUnicode(bytes, encoding);
  if (whole !== null) return {text: whole, size: sizeOf(whole, encoding), bad: false};
  let good = 0;
  let failing = bytes.length;
  while (failing - good > 1) {
    const middle = (good + failing) >> 1;
    if (decodeUnicode(bytes.subarray(0, middle), encoding) === null) failing = middle;
    else good = middle;
  }
  // The longest prefix without a fault may end inside the faulty sequence: its text tells where that begins.
  const text = decodeUnicode(bytes.subarray(0, good), encoding) ?? "";
  return {text, size: sizeOf(text, encoding), bad: true};
}

/** Text of the complete characters; null if there is a fault. */
function decodeUnicode(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, {fatal: true, ignoreBOM: true}).decode(bytes, {stream: true});
  } catch {
    return null;
  }
}

function sizeOf(text: string, encoding: Encoding): number {
  return encoding === "utf-8" ? Buffer.byteLength(text, "utf8") : text.length * 2;
}

function refuseOtherMark(file: string, declared: Encoding, bytes: Uint8Array): void {
  const found = marks.find(([, mark]) => mark.every((byte, i) => bytes[i] === byte));
  if (found === undefined || found[0] === declared) return;
  throw new SourceError(`starts with the byte-order mark of ${found[0]}`, {file, expected: `encoding ${declared}`});
}

function undecodable(file: string, encoding: Encoding, offset: number, what: string): SourceError {
  return new SourceError(`undecodable at offset ${offset}: ${what}`, {file, expected: `encoding ${encoding}`});
}
