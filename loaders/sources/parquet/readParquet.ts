import {hashOf} from "../../fileHashes.js";
import {RecordCollector} from "../recordCollector.js";
import type {TabularOptions, TabularResult} from "../tabular.js";
import {openParquet} from "./parquetBatches.js";

/**
 * Reads a Parquet file as a table of text cells, a page of each wanted column at a time. Null is blank.
 *
 * @throws {SourceError} on a file that is missing or damaged, a column that is missing, stands there twice, or holds no
 * text, number or moment
 */
export async function readParquet(
  path: string,
  {name: file = path, columns, optional}: TabularOptions = {}
): Promise<TabularResult> {
  const parquet = await openParquet(path, file);
  try {
    const header = parquet.columns.map((column) => column.name);
    // Only the delimiter is used, to show a record that is refused.
    const shown = {delimiter: ",", encoding: "utf-8", lineEnd: "LF", quote: null, header: 1} as const;
    const collector = new RecordCollector(file, shown, columns, optional);
    collector.holdsNul = true;
    collector.add(header);
    const read = [...new Set(columns ?? header)].filter((column) => header.includes(column));
    const places = header.map((column) => read.indexOf(column));
    for await (const {rows, cells} of parquet.batches(read))
      for (let row = 0; row < rows; ++row)
        collector.add(places.map((place) => (place < 0 ? "" : (cells[place][row] ?? ""))));
    return {...collector.finish(), bytes: parquet.bytes, sha256: (await hashOf(path))!};
  } finally {
    await parquet.close();
  }
}
