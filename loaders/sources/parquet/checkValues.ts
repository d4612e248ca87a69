import type {Encoding, ParquetType} from "hyparquet";
import {deltaBinaryUnpack} from "hyparquet/src/delta.js";
import {Damage} from "../damage.js";
import type {FlatElement} from "./decodePage.js";
import {maxPage} from "./pageHeader.js";
import {checkDeltas, checkHybrid} from "./valueStreams.js";

/** Bytes of a number in plain writing. */
const widths: Readonly<Partial<Record<ParquetType, number>>> = {INT32: 4, INT64: 8, INT96: 12, FLOAT: 4, DOUBLE: 8};

/**
 * Looks whether the bytes can be the values of a page: that they are as many as that takes, that runs and differences
 * come to an end, and that no text is longer than what is left.
 *
 * @param dictionary how many values the dictionary has
 * @throws {Damage} if they cannot
 */
export function checkValues(
  bytes: Uint8Array,
  encoding: Encoding,
  element: FlatElement,
  count: number,
  dictionary: number
): void {
  const {type} = element;
  const whole = {bytes, start: 0, end: bytes.length};
  const bits = type === "INT32" ? 32 : 64;
  switch (encoding) {
    case "PLAIN":
      checkPlain(bytes, element, count);
      return;
    case "PLAIN_DICTIONARY":
    case "RLE_DICTIONARY":
      if (count === 0) return;
      if (bytes.length === 0) throw new Damage("a page without values");
      if (dictionary === 0) throw new Damage("an empty dictionary");
      checkHybrid({...whole, start: 1}, bytes[0], count, dictionary);
      return;
    case "RLE":
      if (type !== "BOOLEAN") break;
      checkRle(bytes, count);
      return;
    case "BYTE_STREAM_SPLIT":
      if (bytes.length !== count * widthOf(element)) throw new Damage(`${bytes.length} bytes for ${count} values`);
      return;
    case "DELTA_BINARY_PACKED":
      if (type !== "INT32" && type !== "INT64") break;
      checkDeltas(whole, bits, count);
      return;
    case "DELTA_LENGTH_BYTE_ARRAY":
      if (type !== "BYTE_ARRAY") break;
      checkLengths(bytes, 0, count, bytes.length);
      return;
    case "DELTA_BYTE_ARRAY":
      if (type !== "BYTE_ARRAY" && type !== "FIXED_LEN_BYTE_ARRAY") break;
      checkPrefixes(bytes, count);
      return;
    default:
  }
  throw new Damage(`values of type ${type} as ${encoding}`);
}

function widthOf({type, type_length}: FlatElement): number {
  const width = type === "FIXED_LEN_BYTE_ARRAY" ? type_length : widths[type];
  if (width === undefined || width < 1 || width > 1 << 16) throw new Damage(`values of ${width} bytes`);
  return width;
}

function checkPlain(bytes: Uint8Array, element: FlatElement, count: number): void {
  if (element.type !== "BYTE_ARRAY") {
    const needed = element.type === "BOOLEAN" ? Math.ceil(count / 8) : count * widthOf(element);
    if (bytes.length < needed) throw new Damage(`${bytes.length} bytes for ${count} values`);
    return;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  for (let i = 0; i < count; ++i) {
    if (at + 4 > bytes.length) throw new Damage("texts leave the page");
    at += 4 + view.getUint32(at, true);
  }
  if (at !== bytes.length) throw new Damage(at > bytes.length ? "texts leave the page" : "more texts than told");
}

/** Truth values as runs, with their length before them. */
function checkRle(bytes: Uint8Array, count: number): void {
  if (bytes.length < 4) throw new Damage("a page without values");
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  if (4 + length > bytes.length) throw new Damage("values leave the page");
  checkHybrid({bytes, start: 4, end: 4 + length}, 1, count, 2);
}

/** Lengths of texts as differences, then the texts: together they must fit. */
function checkLengths(bytes: Uint8Array, start: number, count: number, most: number): Int32Array {
  const end = checkDeltas({bytes, start, end: bytes.length}, 32, count);
  const lengths = unpack(bytes, start, count);
  let total = 0;
  for (const length of lengths) {
    if (length < 0) throw new Damage(`a text of ${length} bytes`);
    total += length;
  }
  if (end + total > most) throw new Damage("texts leave the page");
  return lengths;
}

/** Texts that share their beginnings with those before them: what they become together is bounded. */
function checkPrefixes(bytes: Uint8Array, count: number): void {
  const end = checkDeltas({bytes, start: 0, end: bytes.length}, 32, count);
  const prefixes = unpack(bytes, 0, count);
  const suffixes = checkLengths(bytes, end, count, bytes.length);
  let before = 0;
  let total = 0;
  for (let i = 0; i < count; ++i) {
    if (prefixes[i] < 0 || prefixes[i] > before) throw new Damage("a text that begins as none before it");
    before = prefixes[i] + suffixes[i];
    total += before;
    if (total > maxPage) throw new Damage("texts too long for a page");
  }
}

function unpack(bytes: Uint8Array, start: number, count: number): Int32Array {
  const numbers = new Int32Array(count);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (count > 0) deltaBinaryUnpack({view, offset: start}, count, numbers);
  return numbers;
}
