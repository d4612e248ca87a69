import {JSONParser} from "@streamparser/json";
import {decodeStrict} from "../decodeStrict.js";
import {fileChunks} from "../fileChunks.js";
import {SourceError} from "../sourceError.js";
import type {TabularResult} from "../tabular.js";
import type {DatasetHeader} from "./datasetHeader.js";
import {datasetHeader, headerKeys} from "./datasetHeader.js";
import type {DatasetOptions} from "./datasetOptions.js";
import type {DatasetRows} from "./datasetRows.js";
import {datasetRows} from "./datasetRows.js";

/** What a pass over the file is told. */
interface Listener {
  attribute(name: string, value: unknown): void;
  row(value: unknown): void;
}

/**
 * Reads a dataset in Dataset-JSON 1.1, streaming, so that no more than a row is held. The attributes may stand in any
 * order; where rows come before them, the file is read twice.
 *
 * @throws {SourceError} on a missing file, an undecodable byte, anything that is no JSON, attributes that are missing or
 * cannot be, a row that is too long, a missing column, or another number of rows than the attributes say
 */
export async function readDatasetJson(
  path: string,
  {name: file = path, maxRecord = 1 << 20, ...options}: DatasetOptions = {}
): Promise<TabularResult> {
  const attributes: Record<string, unknown> = {};
  let header: DatasetHeader | undefined;
  for (;;) {
    const chunks = fileChunks(path, file);
    let rows: DatasetRows | undefined;
    const begin = (): DatasetRows => datasetRows(file, (header ??= datasetHeader(file, attributes)), options);
    const complete = (): boolean =>
      header !== undefined || headerKeys.every((key) => key === "label" || key in attributes);
    let early = false;
    const listener: Listener = {
      attribute(name, value) {
        attributes[name] = value;
      },
      row(value) {
        if (rows === undefined && !complete()) early = true;
        if (!early) (rows ??= begin()).add(value);
      }
    };
    await parse(file, chunks, maxRecord, listener, () => rows?.next);
    if (early) header = datasetHeader(file, attributes);
    else return {...(rows ?? begin()).finish(), ...chunks.digest()};
  }
}

async function parse(
  file: string,
  chunks: AsyncIterable<Buffer>,
  maxRecord: number,
  listener: Listener,
  current: () => number | undefined
): Promise<void> {
  const parser = new JSONParser({paths: [...headerKeys.map((key) => `$.${key}`), "$.rows.*"], keepStack: false});
  // Characters since the last value, which bound what the parser holds.
  let since = 0;
  parser.onValue = ({value, key, parent, stack}) => {
    since = 0;
    if (stack.length === 1) listener.attribute(String(key), value);
    else if (Array.isArray(parent)) listener.row(value);
    else throw new SourceError("rows are no list", {file, expected: "a list of rows"});
  };
  try {
    for await (const part of decodeStrict(file, "utf-8", chunks)) {
      since += part.length;
      parser.write(part);
      if (since > maxRecord + part.length) throw new SourceError("the row is too long", {file, expected: "a row"});
    }
    if (!parser.isEnded) throw new SourceError("the file ends before its JSON does", {file});
  } catch (error) {
    throw located(error, file, current());
  }
}

function located(error: unknown, file: string, row: number | undefined): SourceError {
  const known =
    error instanceof SourceError
      ? error
      : new SourceError(`no JSON: ${(error as Error).message}`, {file, expected: "Dataset-JSON 1.1"}, {cause: error});
  return row === undefined || known.place.row !== undefined ? known : known.atRow(row);
}
