import type {Encoding} from "hyparquet";
import {Damage} from "../damage.js";
import {readThrift, structField, wholeField} from "./compactThrift.js";

/** A page's header, of which every number lies within its bounds. */
export interface PageHeader {
  readonly kind: "data" | "data2" | "dictionary" | "index";
  /** Bytes in the file, after the header. */
  readonly compressed: number;
  readonly uncompressed: number;
  readonly crc: number | undefined;
  /** Values, nulls included. */
  readonly values: number;
  readonly encoding: Encoding;
  /** How the first kind of data page writes where values are null. */
  readonly levels: Encoding;
  /** Of the second kind of data page: bytes that tell where values are null, before the values. */
  readonly levelBytes: number;
  readonly nulls: number;
  readonly isCompressed: boolean;
}

/** Values of a page, and bytes once it is decompressed, at most: what a page claims is taken into memory at once. */
export const maxValues = 1 << 24;
export const maxPage = 1 << 29;

const kinds = ["data", "index", "dictionary", "data2"] as const;

/** By number, as the format has them. */
const encodings: readonly Encoding[] = [
  "PLAIN",
  "GROUP_VAR_INT",
  "PLAIN_DICTIONARY",
  "RLE",
  "BIT_PACKED",
  "DELTA_BINARY_PACKED",
  "DELTA_LENGTH_BYTE_ARRAY",
  "DELTA_BYTE_ARRAY",
  "RLE_DICTIONARY",
  "BYTE_STREAM_SPLIT"
];

/**
 * Reads the header of a page.
 *
 * @param left bytes of the column chunk from the beginning of the header
 * @returns the header, and its length
 * @throws {Damage} on bytes that are no header, or one whose page does not fit what is left
 */
export function readPageHeader(bytes: Uint8Array, left: number): {header: PageHeader; length: number} {
  const {value: fields, end} = readThrift(bytes);
  const kind = kinds[wholeField(fields, 1) ?? -1];
  if (kind === undefined) throw new Damage("unknown kind of page");
  const part = structField(fields, {data: 5, index: 6, dictionary: 7, data2: 8}[kind]);
  if (part === undefined && kind !== "index") throw new Damage(`a page without the header of its kind`);
  const own = part ?? new Map<never, never>();
  const second = kind === "data2";
  const within = (value: number | undefined, most: number, what: string): number => {
    if (value === undefined || value < 0 || value > most) throw new Damage(`${what}: ${value}`);
    return value;
  };
  const encoding = (id: number): Encoding => {
    const found = encodings[wholeField(own, id) ?? -1];
    if (found === undefined) throw new Damage("unknown encoding");
    return found;
  };
  const uncompressed = within(wholeField(fields, 2), maxPage, "bytes of a page");
  const values = kind === "index" ? 0 : within(wholeField(own, 1), maxValues, "values of a page");
  const header: PageHeader = {
    kind,
    compressed: within(wholeField(fields, 3), left - end, "compressed bytes of a page"),
    uncompressed,
    crc: wholeField(fields, 4),
    values,
    encoding: kind === "index" ? "PLAIN" : encoding(second ? 4 : 2),
    levels: kind === "data" ? encoding(3) : "RLE",
    levelBytes: second ? within(wholeField(own, 5), uncompressed, "bytes of levels") : 0,
    nulls: second ? within(wholeField(own, 2), values, "nulls of a page") : 0,
    isCompressed: own.get(7) !== false
  };
  if (second && (wholeField(own, 6) !== 0 || wholeField(own, 3) !== values)) throw new Damage("a page of lists");
  return {header, length: end};
}
