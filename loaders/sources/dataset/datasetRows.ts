import {describeTable, labelled} from "../define/describeTable.js";
import {SourceError} from "../sourceError.js";
import type {TabularResult} from "../tabular.js";
import {cellWriter} from "./datasetCell.js";
import type {DatasetOptions} from "./datasetOptions.js";
import type {DatasetHeader} from "./datasetHeader.js";
import {headerInfo} from "./datasetHeader.js";
import {datasetTable} from "./datasetTable.js";

/** Takes the rows of a dataset as values of JSON. */
export interface DatasetRows {
  /** Number of the row that comes next. */
  readonly next: number;
  /** Takes a row; one that is no list, or holds a value of another type than its column's, is refused. */
  add(row: unknown): void;
  /** Refuses a row that could not even be read. */
  refuse(reason: string, value: string): void;
  /** @throws {SourceError} if there were more or fewer rows than the attributes say */
  finish(): Pick<TabularResult, "table" | "rejects" | "records">;
}

/**
 * Begins the rows of a dataset.
 * @throws {SourceError} on a column that is missing, or stands twice
 */
export function datasetRows(
  file: string,
  header: DatasetHeader,
  options: Pick<DatasetOptions, "columns" | "optional" | "definition">
): DatasetRows {
  const {columns, records} = header;
  const {definition} = options;
  const info = describeTable(headerInfo(header), definition);
  const {collector, finish} = datasetTable(file, info, options);
  collector.add(columns.map(({name}) => name));
  const writers = columns.map((column) => cellWriter(column, definition?.columns.get(column.name)?.format));
  return {
    get next() {
      return collector.records + 1;
    },
    refuse(reason, value) {
      collector.refuse(reason, "a row", null, value);
    },
    add(row) {
      if (!Array.isArray(row)) {
        collector.refuse("no row", "a list of values", null, shown(row));
        return;
      }
      if (row.length !== columns.length) {
        const reason = `${row.length} ${row.length === 1 ? "cell" : "cells"}`;
        collector.refuse(reason, `${columns.length} cells`, null, shown(row));
        return;
      }
      const cells: string[] = [];
      for (let i = 0; i < columns.length; ++i) {
        const cell = writers[i](row[i]);
        if (cell === undefined) {
          const {name, dataType} = columns[i];
          const expected = `${dataType} in ${labelled(name, info.columns.get(name))}`;
          collector.refuse("wrong type", expected, name, shown(row[i]));
          return;
        }
        cells.push(cell);
      }
      collector.add(cells);
    },
    finish() {
      if (collector.records !== records) {
        throw new SourceError(`${collector.records} rows`, {file, expected: `${records}, as its attributes say`});
      }
      return finish();
    }
  };
}

function shown(value: unknown): string {
  if (typeof value === "string") return value;
  try {
    return JSON.stringify(value);
  } catch {
    // JSON is read however deep lists are inside each other, but not written.
    return "[…]";
  }
}
