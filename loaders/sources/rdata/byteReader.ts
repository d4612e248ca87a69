import {Damage} from "../damage.js";

/** Reads numbers and texts of R's serialization, in which the first byte of a number is its highest. */
export class ByteReader {
  at = 0;
  private readonly view: DataView;

  constructor(readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  /** @throws {Damage} if there are not so many bytes */
  take(length: number, what: string): Uint8Array {
    this.need(length, what);
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  /** @throws {Damage} if there are not so many bytes */
  need(length: number, what: string): void {
    if (length > this.left) throw new Damage(`the file ends inside ${what}`);
  }

  integer(what = "a header"): number {
    this.need(4, what);
    this.at += 4;
    return this.view.getInt32(this.at - 4);
  }

  double(): number {
    this.need(8, "a number");
    this.at += 8;
    return this.view.getFloat64(this.at - 8);
  }

  /**
   * The length of a vector.
   *
   * @param least bytes that each of its elements takes at least
   * @throws {Damage} if it cannot be in the bytes that are left
   */
  length(least: number, what: string): number {
    let length = this.integer(what);
    // Long vectors have it in two parts.
    if (length === -1) length = (this.integer(what) >>> 0) * 2 ** 32 + (this.integer(what) >>> 0);
    if (length < 0) throw new Damage(`${what} of length ${length}`);
    this.need(length * least, what);
    return length;
  }

  integers(length: number): Int32Array {
    const values = new Int32Array(length);
    for (let i = 0; i < length; ++i) values[i] = this.view.getInt32(this.at + 4 * i);
    this.at += 4 * length;
    return values;
  }

  doubles(length: number): Float64Array {
    // By bits: a missing number is a NaN whose payload a copy as a number may lose.
    const values = new Float64Array(length);
    const words = new Uint32Array(values.buffer);
    for (let i = 0; i < length; ++i) {
      words[2 * i + 1] = this.view.getUint32(this.at + 8 * i);
      words[2 * i] = this.view.getUint32(this.at + 8 * i + 4);
    }
    this.at += 8 * length;
    return values;
  }
}
