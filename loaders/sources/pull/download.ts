import {SourceError} from "../sourceError.js";
import {shownAddress} from "./address.js";
import type {PartFile} from "./partFile.js";
import type {PullClock} from "./pullClock.js";
import type {PullLimits} from "./pullLimits.js";
import type {PullAnswer, PullRequest} from "./request.js";
import {request} from "./request.js";
import {TransientError} from "./transientError.js";
import {withRetries} from "./withRetries.js";

/** A file to be downloaded. */
export interface Download extends Omit<PullRequest, "headers"> {
  readonly sha256: string;
  /** Its size, where it is known. */
  readonly bytes?: number;
}

/** Of what a download depends besides the file. */
export interface DownloadOptions {
  readonly limits: PullLimits;
  readonly clock: PullClock;
  /** Told of every piece received: bytes so far, and in all if that is known. */
  readonly onBytes?: (received: number, total: number | undefined) => void;
}

const accepted = new Set([200, 206, 416]);

/** Bytes further than ever before that make an attempt no failed one; fewer could go on without end. */
const progress = 1 << 16;

/**
 * Downloads a file into a part, going on where an earlier attempt broke off if the server can, and checks it. What was
 * put together of several answers and is not what was asked for is downloaded once more as a whole.
 *
 * @throws {SourceError} on a wrong checksum, a file that is too long, and as {@link request} and {@link withRetries} do;
 * what was received is kept only if more of it can follow
 */
export async function download(wanted: Download, part: PartFile, options: DownloadOptions): Promise<void> {
  const {file, sha256, bytes} = wanted;
  let validator: string | undefined;
  let pieces = part.size > 0 ? 1 : 0;
  let farthest = part.size;
  await withRetries(file, options.limits, options.clock, async (gained) => {
    const advance = (): void => {
      if (part.size < farthest + progress) return;
      farthest = part.size;
      gained();
    };
    // A part that is complete already, or too long, asks for nothing more.
    if (bytes !== undefined && part.size > bytes) await part.empty();
    if (part.size === 0) pieces = 0;
    if (part.size === 0 || part.digest() !== sha256) {
      ++pieces;
      const answer = await begin(wanted, part, validator, options);
      try {
        await checkBeginning(answer, file, part);
        validator = validatorOf(answer.headers);
        if (answer.status === 200) pieces = 1;
        await receive(answer, wanted, part, options, advance);
      } finally {
        await answer.cancel();
      }
    }
    const actual = part.digest();
    if (actual === sha256) return;
    const received = part.size;
    await part.empty();
    if (pieces > 1) throw new TransientError("what was put together of several answers is damaged");
    const fault = `wrong checksum: sha256 ${actual} of ${received} bytes`;
    throw new SourceError(fault, {file, value: shownAddress(wanted.url), expected: sha256});
  });
}

function begin(
  wanted: Download,
  {size}: PartFile,
  validator: string | undefined,
  {limits, clock}: DownloadOptions
): Promise<PullAnswer> {
  const condition = validator === undefined ? {} : {"if-range": validator};
  const headers = size === 0 ? {} : {range: `bytes=${size}-`, ...condition};
  return request({...wanted, headers}, accepted, limits, clock);
}

/** Sees to it that what is received next follows what the part holds. */
async function checkBeginning({status, headers}: PullAnswer, file: string, part: PartFile): Promise<void> {
  const encoding = headers.get("content-encoding");
  if (encoding !== null && encoding !== "identity") {
    throw new SourceError(`sent as ${encoding}`, {file, expected: "the file as it is"});
  }
  const {size} = part;
  if (status === 200) await part.empty();
  else if (status === 416 || !new RegExp(`^bytes ${size}-`).test(headers.get("content-range") ?? "")) {
    await part.empty();
    throw new TransientError(`status ${status} does not go on at byte ${size}`);
  }
}

async function receive(
  answer: PullAnswer,
  {file, bytes, url}: Download,
  part: PartFile,
  {limits, onBytes}: DownloadOptions,
  advance: () => void
): Promise<void> {
  const most = bytes ?? limits.size;
  const length = Number(answer.headers.get("content-length") ?? NaN);
  const total = bytes ?? (Number.isNaN(length) ? undefined : part.size + length);
  if (total !== undefined && total > most) throw tooLong(total);
  for await (const piece of answer.body) {
    if (part.size + piece.byteLength > most) throw tooLong(part.size + piece.byteLength);
    await part.append(piece);
    advance();
    onBytes?.(part.size, total);
  }
  if (total !== undefined && part.size < total) throw new TransientError(`${part.size} of ${total} bytes`);

  function tooLong(size: number): SourceError {
    const expected = bytes === undefined ? `at most ${most} bytes` : `${bytes} bytes`;
    return new SourceError(`${size} bytes or more`, {file, value: shownAddress(url), expected});
  }
}

/** What tells a server which version of the file a part is of; weak validators do not. */
function validatorOf(headers: Headers): string | undefined {
  const tag = headers.get("etag");
  if (tag !== null && !tag.startsWith("W/")) return tag;
  return headers.get("last-modified") ?? undefined;
}
