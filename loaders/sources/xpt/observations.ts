import {SourceError} from "../sourceError.js";
import type {RecordStream} from "./recordStream.js";
import {recordLength} from "./recordStream.js";
import {headerMark} from "./xptHeader.js";

/** Records that are looked at together. */
const blockRecords = 3_276;

const nextMember = Buffer.from(`${headerMark}MEMB`, "latin1");

/** What is known of a member's observations before they are read. */
export interface ObservationsOptions {
  /** Bytes of one. */
  readonly length: number;
  /** How many there are, where the file tells. */
  readonly count?: number;
}

/**
 * Reads the observations of a member, up to the next member or the end of the file. Without a count, blanks that fill the
 * last record are no observations, although those of a member with nothing but short texts could be.
 *
 * @param onRow takes the bytes of which an observation begins at the offset
 * @throws {SourceError} if the file ends inside a record or an observation, or holds fewer observations than it says
 */
export async function readObservations(
  stream: RecordStream,
  {length, count}: ObservationsOptions,
  onRow: (bytes: Buffer, offset: number) => void
): Promise<void> {
  const {file} = stream;
  const begin = stream.offset;
  const reader = new RowReader(length, onRow);
  for (let last = false; !last;) {
    let block = await stream.peek(blockRecords * recordLength);
    last = block.length < blockRecords * recordLength;
    const member = alignedIndex(block);
    if (member >= 0) {
      block = block.subarray(0, member);
      last = true;
    }
    if (block.length % recordLength !== 0) {
      const at = stream.offset + block.length;
      throw new SourceError(`the file ends at offset ${at} inside a record`, {
        file,
        row: reader.rows + 1,
        expected: `a multiple of ${recordLength} bytes`
      });
    }
    reader.add(block);
    stream.skip(block.length);
  }
  const bytes = stream.offset - begin;
  // At least so many begin before the last record, which only the padding can make longer.
  const least = bytes === 0 ? 0 : Math.floor((bytes - recordLength) / length) + 1;
  const rows = count ?? Math.max(least, reader.filled);
  if (rows > reader.rows || reader.filled > rows || !reader.endsBlank) {
    throw new SourceError("the file ends inside an observation, or has others than it says", {
      file,
      row: Math.min(rows, reader.rows) + 1,
      expected: count === undefined ? `observations of ${length} bytes` : `${count} observations of ${length} bytes`
    });
  }
  reader.finish(rows);
}

function alignedIndex(block: Buffer): number {
  for (let i = block.indexOf(nextMember); i >= 0; i = block.indexOf(nextMember, i + 1))
    if (i % recordLength === 0) return i;
  return -1;
}

/** Cuts blocks into rows; blank ones are held back until another follows. */
class RowReader {
  /** Rows so far, and how many of them come before the blank ones at the end. */
  rows = 0;
  filled = 0;
  private rest: Buffer = Buffer.alloc(0);
  private readonly blank: Buffer;

  constructor(
    private readonly length: number,
    private readonly onRow: (bytes: Buffer, offset: number) => void
  ) {
    this.blank = Buffer.alloc(length, 0x20);
  }

  /** True if what follows the last whole row is blank. */
  get endsBlank(): boolean {
    return this.rest.every((byte) => byte === 0x20);
  }

  add(block: Buffer): void {
    const {length, blank} = this;
    const bytes = this.rest.length === 0 ? block : Buffer.concat([this.rest, block]);
    let offset = 0;
    for (; offset + length <= bytes.length; offset += length) {
      ++this.rows;
      if (bytes.compare(blank, 0, length, offset, offset + length) === 0) continue;
      this.finish(this.rows - 1);
      this.onRow(bytes, offset);
      ++this.filled;
    }
    this.rest = Buffer.from(bytes.subarray(offset));
  }

  /** Hands over held back rows until there are so many. */
  finish(rows: number): void {
    for (; this.filled < rows; ++this.filled) this.onRow(this.blank, 0);
  }
}
