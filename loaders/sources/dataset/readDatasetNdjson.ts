import {decodeStrict} from "../decodeStrict.js";
import {fileChunks} from "../fileChunks.js";
import {SourceError} from "../sourceError.js";
import type {TabularResult} from "../tabular.js";
import {datasetHeader} from "./datasetHeader.js";
import type {DatasetOptions} from "./datasetOptions.js";
import type {DatasetRows} from "./datasetRows.js";
import {datasetRows} from "./datasetRows.js";
import {textLines} from "./textLines.js";

/**
 * Reads a dataset in the NDJSON form of Dataset-JSON 1.1, streaming: a line with the attributes, then a line a row. A line
 * that is no JSON is refused like a row of the wrong types; blank lines are left out.
 *
 * @throws {SourceError} on a missing file, an undecodable byte, a first line without the attributes, a line that is too
 * long, a missing column, or another number of rows than the attributes say
 */
export async function readDatasetNdjson(
  path: string,
  {name: file = path, maxRecord = 1 << 20, ...options}: DatasetOptions = {}
): Promise<TabularResult> {
  const chunks = fileChunks(path, file);
  let rows: DatasetRows | undefined;
  try {
    for await (const line of textLines(file, decodeStrict(file, "utf-8", chunks), maxRecord)) {
      if (line.trim() === "") continue;
      if (rows === undefined) rows = datasetRows(file, datasetHeader(file, attributes(file, line)), options);
      else addLine(rows, line);
    }
  } catch (error) {
    throw error instanceof SourceError && rows !== undefined && error.place.row === undefined
      ? error.atRow(rows.next)
      : error;
  }
  if (rows === undefined) throw new SourceError("empty file", {file, expected: "the attributes of a dataset"});
  return {...rows.finish(), ...chunks.digest()};
}

function attributes(file: string, line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    const expected = "the attributes of a dataset in one line";
    throw new SourceError("the first line is no JSON", {file, value: line, expected}, {cause});
  }
}

function addLine(rows: DatasetRows, line: string): void {
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch {
    rows.refuse("no JSON", line);
    return;
  }
  rows.add(row);
}
