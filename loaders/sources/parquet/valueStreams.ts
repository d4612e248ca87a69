import {Damage} from "../damage.js";

/** Part of a page: its bytes from `start` up to `end`. */
export interface Stretch {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** Packed values that stand for nothing, at most. */
const maxPadding = 1 << 12;

/**
 * Walks over runs of the hybrid of run lengths and packed bits that hold so many values, without unpacking them.
 *
 * @param width bits of a value
 * @param limit values are below it
 * @throws {Damage} if the runs hold fewer values or too many, leave the bytes, or repeat a value that cannot be
 */
export function checkHybrid({bytes, start, end}: Stretch, width: number, count: number, limit: number): void {
  if (width > 31) throw new Damage(`values of ${width} bits`);
  const valueBytes = (width + 7) >> 3;
  let at = start;
  for (let seen = 0; seen < count;) {
    const head = readVarint(bytes, at, end);
    at = head.end;
    if (head.value & 1) {
      // The last ones may be padding, of which some writers have much.
      const values = (head.value >>> 1) * 8;
      at += (head.value >>> 1) * width;
      if (values === 0 || values - maxPadding > count - seen) throw new Damage("packed values do not fit the page");
      seen += values;
    } else {
      const values = head.value >>> 1;
      at += valueBytes;
      if (at > end) throw new Damage("a run leaves the page");
      let value = 0;
      for (let i = 0; i < valueBytes; ++i) value += bytes[at - valueBytes + i] * 2 ** (8 * i);
      if (values === 0 || values > count - seen) throw new Damage("a run does not fit the page");
      if (value >= limit) throw new Damage(`a value out of range: ${value}`);
      seen += values;
    }
    if (at > end) throw new Damage("a run leaves the page");
  }
}

/** Values in a block of differences; writers use 128. */
const maxBlock = 1 << 16;

/**
 * Walks over numbers that are packed as differences, without unpacking them.
 *
 * @param bits of a number: 32 or 64
 * @returns where they end
 * @throws {Damage} if they are not so many numbers, or leave the bytes
 */
export function checkDeltas({bytes, start, end}: Stretch, bits: number, count: number): number {
  let at = start;
  const next = (longest: number): number => {
    const read = readVarint(bytes, at, end, longest);
    at = read.end;
    return read.value;
  };
  const block = next(5);
  const miniblocks = next(5);
  const total = next(5);
  next(10);
  if (block === 0 || block > maxBlock || miniblocks === 0 || block % (miniblocks * 32) !== 0)
    throw new Damage(`differences in blocks of ${block} in ${miniblocks}`);
  if (total !== count) throw new Damage(`${total} differences for ${count} values`);
  const perMiniblock = block / miniblocks;
  for (let left = count - 1; left > 0;) {
    next(10);
    const widths = at;
    at += miniblocks;
    for (let i = 0; i < miniblocks && left > 0; ++i, left -= perMiniblock) {
      const width = widths + i < end ? bytes[widths + i] : 0;
      if (width > bits) throw new Damage(`differences of ${width} bits`);
      at += (width * perMiniblock) / 8;
    }
    if (at > end) throw new Damage("differences leave the page");
  }
  return at;
}

/** A number in groups of seven bits; of more than 32 bits only the length is sure. */
function readVarint(bytes: Uint8Array, start: number, end: number, longest = 5): {value: number; end: number} {
  let value = 0;
  for (let i = 0; i < longest; ++i) {
    if (start + i >= end) throw new Damage("the page ends inside its values");
    const byte = bytes[start + i];
    if (i < 5) value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return {value, end: start + i + 1};
  }
  throw new Damage(`a number of more than ${longest} bytes`);
}
