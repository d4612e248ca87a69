import {SaxesParser} from "saxes";
import type {Encoding} from "../decodeStrict.js";
import {decodeStrict} from "../decodeStrict.js";
import {numberMeaning} from "../dataset/sasFormat.js";
import {fileChunks} from "../fileChunks.js";
import type {ColumnInfo, TableInfo} from "../rawTable.js";
import {SourceError} from "../sourceError.js";
import {DefineHandler} from "./defineHandler.js";

/** A define.xml as read: what it says of every dataset, by name. */
export interface Define {
  readonly datasets: ReadonlyMap<string, TableInfo>;
  readonly bytes: number;
  readonly sha256: string;
}

/** A definition is kept as a whole, so that its size is bounded: the largest ones of whole submissions are a tenth of it. */
const maxSize = 1 << 27;

/**
 * Reads a Define-XML file of version 1.0, 2.0 or 2.1: labels, types, display formats and code lists of the variables of
 * every dataset. Definitions that no dataset refers to are left out. Nothing that the file refers to is fetched.
 *
 * @throws {SourceError} on a missing file, one that is not XML or defines no dataset, and on references to nothing
 */
export async function readDefine(path: string, file: string): Promise<Define> {
  const chunks = fileChunks(path, file);
  const parser = new SaxesParser({xmlns: true, fileName: file});
  const handler = new DefineHandler(file);
  parser.on("opentag", ({local, attributes}) => {
    const plain = Object.values(attributes).map((attribute) => [attribute.local, attribute.value] as const);
    handler.open(local, new Map(plain));
  });
  parser.on("closetag", ({local}) => handler.close(local));
  parser.on("text", (text) => handler.text(text));
  parser.on("cdata", (text) => handler.text(text));
  parser.on("error", (error) => {
    throw new SourceError(
      `no XML: ${error.message.replace(`${file}:`, "")}`,
      {file, expected: "a define.xml"},
      {cause: error}
    );
  });
  let size = 0;
  for await (const part of text(file, chunks)) {
    parser.write(part);
    size += part.length;
    if (size > maxSize)
      throw new SourceError("the file is too long", {file, expected: `at most ${maxSize} characters`});
  }
  parser.close();
  return {datasets: datasetsOf(file, handler), ...chunks.digest()};
}

/** The text of the file, in the encoding that its declaration names. */
async function* text(file: string, chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) throw new SourceError("empty file", {file, expected: "a define.xml"});
  const encoding = declaredEncoding(file, first.value);
  yield* decodeStrict(file, encoding, rest(first.value, iterator));
}

async function* rest(first: Buffer, iterator: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield first;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}

const encodings = new Map<string, Encoding>([
  ["utf-8", "utf-8"],
  ["us-ascii", "utf-8"],
  ["iso-8859-1", "iso-8859-1"],
  ["latin1", "iso-8859-1"],
  ["windows-1252", "windows-1252"]
]);

function declaredEncoding(file: string, start: Buffer): Encoding {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  if (start[0] === 0xfe && start[1] === 0xff) return "utf-16be";
  const declaration = /^(?:\xef\xbb\xbf)?<\?xml[^>]*\sencoding=["']([^"']*)["']/.exec(start.toString("latin1", 0, 200));
  const name = (declaration?.[1] ?? "utf-8").toLowerCase();
  const encoding = encodings.get(name);
  if (encoding !== undefined) return encoding;
  throw new SourceError("unknown encoding", {file, value: name, expected: [...encodings.keys()].join(", ")});
}

function datasetsOf(file: string, {datasets, items, codeLists}: DefineHandler): Map<string, TableInfo> {
  const tables = new Map<string, TableInfo>();
  for (const {name, label, items: refs} of datasets) {
    const columns = new Map<string, ColumnInfo>();
    for (const ref of refs) {
      const item = items.get(ref);
      if (!item) throw new SourceError("a reference to no variable", {file, column: name, value: ref});
      const {codeList, type, format, label: text} = item;
      const codes = codeList === undefined ? undefined : codeLists.get(codeList);
      // Dictionaries such as MedDRA are named by a code list without items.
      const list = codes !== undefined && codes.size > 0 ? {codes} : {};
      const kind = numberTypes.has(type) || numberMeaning(format) !== "number" ? "number" : "text";
      columns.set(item.name, {label: text, kind, ...(format === undefined ? {} : {format}), ...list});
    }
    tables.set(name, {name, label, columns});
  }
  if (tables.size > 0) return tables;
  throw new SourceError("no dataset", {file, expected: "ItemGroupDef of a define.xml"});
}

const numberTypes = new Set(["integer", "float", "decimal", "double"]);
