import {createReadStream} from "node:fs";
import {decodeStrict} from "./decodeStrict.js";
import {skipLines} from "./skipLines.js";
import {lineEnds, type TabularFormat} from "./tabularFormat.js";

const longestLine = 1 << 20;

/**
 * The text of chosen records of a file exactly as written, quotes and all, its line end removed. Records are counted as
 * by {@link readTabular}: 0 is the header, blank lines and comments do not count. Reading stops after the last one wanted.
 * The file must be one that `readTabular` accepts: quotes are taken to be in pairs.
 *
 * @throws {SourceError} on an undecodable byte before the last record wanted
 */
export async function recordTexts(
  path: string,
  format: TabularFormat,
  wanted: ReadonlySet<number>
): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  let left = wanted.size;
  let record = -1;
  let oneColumn = false;
  for await (const text of lines(path, format)) {
    if (left === 0) break;
    if (text === "" && (record < 0 || !oneColumn)) continue;
    if (++record === 0) oneColumn = !text.includes(format.delimiter);
    if (!wanted.has(record)) continue;
    found.set(record, text);
    --left;
  }
  return found;
}

/** Records of a file one by one: ended by a line end outside quotes. */
async function* lines(path: string, format: TabularFormat): AsyncGenerator<string> {
  const {encoding, quote, comment} = format;
  const end = lineEnds[format.lineEnd];
  const chunks = createReadStream(path, {highWaterMark: 1 << 18}) as AsyncIterable<Buffer>;
  const preamble = {lines: format.header - 1, lineEnd: end, comment, maxLine: longestLine};
  let held = "";
  let scanned = 0;
  let inQuotes = false;
  for await (const part of skipLines(path, preamble, decodeStrict(path, encoding, chunks))) {
    held += part;
    let start = 0;
    for (; scanned <= held.length - end.length; ++scanned) {
      if (scanned === start && !inQuotes && comment !== undefined && held.startsWith(comment, start)) {
        const after = held.indexOf(end, start);
        if (after < 0) break;
        start = after + end.length;
        scanned = start - 1;
      } else if (held[scanned] === quote) inQuotes = !inQuotes;
      else if (!inQuotes && held.startsWith(end, scanned)) {
        yield held.slice(start, scanned);
        start = scanned + end.length;
        scanned = start - 1;
      }
    }
    held = held.slice(start);
    scanned -= start;
  }
  if (held !== "") yield held;
}
