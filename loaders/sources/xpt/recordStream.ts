import {SourceError} from "../sourceError.js";

/** Every record of a transport file has this many bytes. */
export const recordLength = 80;

/** Hands out the bytes of a transport file in the amounts asked for. */
export class RecordStream {
  /** Bytes handed out so far. */
  offset = 0;
  private held: Buffer = Buffer.alloc(0);
  private readonly chunks: AsyncIterator<Buffer>;

  constructor(
    readonly file: string,
    chunks: AsyncIterable<Buffer>
  ) {
    this.chunks = chunks[Symbol.asyncIterator]();
  }

  /**
   * The next bytes, without taking them; fewer at the end of the file.
   *
   * @param size at most a few megabytes
   */
  async peek(size: number): Promise<Buffer> {
    while (this.held.length < size) {
      const next = await this.chunks.next();
      if (next.done) break;
      this.held = this.held.length === 0 ? next.value : Buffer.concat([this.held, next.value]);
    }
    return this.held.subarray(0, size);
  }

  /**
   * The next bytes.
   *
   * @param what is read, for the message
   * @throws {SourceError} if the file ends before
   */
  async take(size: number, what: string): Promise<Buffer> {
    const bytes = await this.peek(size);
    if (bytes.length < size) {
      const at = this.offset + bytes.length;
      throw new SourceError(`the file ends at offset ${at} inside ${what}`, {
        file: this.file,
        expected: `${size} bytes`
      });
    }
    this.skip(size);
    return bytes;
  }

  /** Takes bytes that were peeked at. */
  skip(size: number): void {
    this.held = this.held.subarray(size);
    this.offset += size;
  }

  /** Reads no more. */
  async close(): Promise<void> {
    await this.chunks.return?.();
  }

  /** Takes bytes up to the end of the record under way. */
  async align(what: string): Promise<void> {
    const over = this.offset % recordLength;
    if (over > 0) await this.take(recordLength - over, what);
  }
}
