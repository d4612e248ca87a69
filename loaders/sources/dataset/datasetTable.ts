import type {TableInfo} from "../rawTable.js";
import {RecordCollector} from "../recordCollector.js";
import type {TabularOptions} from "../tabular.js";

/** Takes the records of a dataset, and gives the table with what is known of it. */
export interface DatasetTable {
  readonly collector: RecordCollector;
  /** Throws a SourceError if there was no header. */
  readonly finish: () => ReturnType<RecordCollector["finish"]>;
}

/**
 * Begins the table of a dataset.
 */
export function datasetTable(
  file: string,
  info: TableInfo,
  {columns, optional}: Pick<TabularOptions, "columns" | "optional">
): DatasetTable {
  // Only the delimiter is used, to show a record that has too few or too many cells.
  const shown = {delimiter: ",", encoding: "utf-8", lineEnd: "LF", quote: null, header: 1} as const;
  const collector = new RecordCollector(file, shown, columns, optional);
  collector.holdsNul = true;
  return {
    collector,
    finish() {
      const read = collector.finish();
      return {...read, table: {...read.table, info}};
    }
  };
}
