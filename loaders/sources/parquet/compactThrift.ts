import {Damage} from "../damage.js";

/** A value of Thrift's compact protocol; structs by the numbers of their fields. */
export type Thrift = boolean | bigint | number | Uint8Array | readonly Thrift[] | ThriftStruct;

export type ThriftStruct = ReadonlyMap<number, Thrift>;

/** The bytes end before what they hold does. */
export class Truncated extends Damage {}

/** Structs and lists inside each other; Parquet's own are nested seven deep. */
const maxDepth = 24;

const types = {
  stop: 0,
  yes: 1,
  no: 2,
  byte: 3,
  i16: 4,
  i32: 5,
  i64: 6,
  double: 7,
  binary: 8,
  list: 9,
  struct: 12
} as const;

/**
 * Reads a struct of Thrift's compact protocol, as Parquet writes its headers. Whatever the bytes are, it ends: no length
 * is believed that the bytes cannot hold, and nothing is nested deeper than headers are.
 *
 * @returns the struct, and where it ends
 * @throws {Damage} on bytes that are no struct
 */
export function readThrift(bytes: Uint8Array, start = 0): {value: ThriftStruct; end: number} {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = start;
  const value = struct(0);
  return {value, end: at};

  function struct(depth: number): ThriftStruct {
    if (depth > maxDepth) throw new Damage("structs nested too deep");
    const fields = new Map<number, Thrift>();
    for (let id = 0; ;) {
      const head = byte();
      const type = head & 0x0f;
      if (type === types.stop) return fields;
      id = head >> 4 === 0 ? Number(zigzag()) : id + (head >> 4);
      fields.set(id, type === types.yes ? true : type === types.no ? false : element(type, depth));
    }
  }

  function element(type: number, depth: number): Thrift {
    switch (type) {
      case types.yes:
      case types.no:
        return byte() === 1;
      case types.byte:
        return (byte() << 24) >> 24;
      case types.i16:
      case types.i32: {
        const number = Number(zigzag());
        if (number !== (number | 0)) throw new Damage(`a number out of range: ${number}`);
        return number;
      }
      case types.i64:
        return zigzag();
      case types.double:
        at += 8;
        if (at > bytes.length) throw new Truncated("the bytes end inside a number");
        return view.getFloat64(at - 8, true);
      case types.binary: {
        const length = lengthOf("a text");
        at += length;
        return bytes.subarray(at - length, at);
      }
      case types.list:
        return list(depth + 1);
      case types.struct:
        return struct(depth + 1);
      default:
        throw new Damage(`unknown type of a field: ${type}`);
    }
  }

  function list(depth: number): Thrift[] {
    if (depth > maxDepth) throw new Damage("lists nested too deep");
    const head = byte();
    const size = head >> 4 === 15 ? lengthOf("a list") : head >> 4;
    const items: Thrift[] = [];
    for (let i = 0; i < size; ++i) items.push(element(head & 0x0f, depth));
    return items;
  }

  /** A length in bytes, or in elements, of which each takes one at least. */
  function lengthOf(what: string): number {
    const length = varint();
    if (length > BigInt(bytes.length - at)) throw new Truncated(`the bytes end inside ${what}`);
    return Number(length);
  }

  function zigzag(): bigint {
    const number = varint();
    return (number >> 1n) ^ -(number & 1n);
  }

  function varint(): bigint {
    let low = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const next = byte();
      low |= (next & 0x7f) << shift;
      if (next < 0x80) return BigInt(low);
    }
    let number = BigInt(low);
    for (let shift = 28n; shift < 70n; shift += 7n) {
      const next = byte();
      number |= BigInt(next & 0x7f) << shift;
      if (next < 0x80) return number;
    }
    throw new Damage("a number of more than ten bytes");
  }

  function byte(): number {
    if (at >= bytes.length) throw new Truncated("the bytes end inside a header");
    return bytes[at++];
  }
}

/** A struct's field that is a whole number; undefined if there is none. */
export function wholeField(fields: ThriftStruct, id: number): number | undefined {
  const value = fields.get(id);
  if (value === undefined || typeof value === "number") return value;
  throw new Damage(`field ${id} is no number`);
}

/** A struct's field that is a struct; undefined if there is none. */
export function structField(fields: ThriftStruct, id: number): ThriftStruct | undefined {
  const value = fields.get(id);
  if (value === undefined || value instanceof Map) return value;
  throw new Damage(`field ${id} is no struct`);
}
