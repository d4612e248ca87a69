import {splitRecord, unquoted} from "../../sources/splitRecord.js";
import type {Release} from "../../release/readRelease.js";
import {countCell, optionalRows, type OptionalRow, textCell} from "../optionalRows.js";

/** A cell of a raw record. */
export interface ExcerptCell {
  /** Address of the cell within the page. */
  readonly id: string;
  /** Name of the raw column; empty behind the cells that the header names. */
  readonly column: string;
  /** As written, quotes and all. */
  readonly written: string;
  /** What the cell holds. */
  readonly token: string;
}

/** A raw record, cell by cell. */
export interface ExcerptRecord {
  readonly record: number;
  readonly cells: readonly ExcerptCell[];
}

/** Records of one raw file. */
export interface ExcerptFile {
  readonly file: string;
  readonly delimiter: string;
  readonly lineEnd: string;
  readonly encoding: string;
  /** Names of the columns, as written. */
  readonly header: readonly string[];
  readonly records: readonly ExcerptRecord[];
}

/** The raw records of one patient. */
export interface ExcerptPatient {
  readonly id: string;
  /** Position among the source's patients shown, counted from 1. */
  readonly number: number;
  readonly files: readonly ExcerptFile[];
}

/** The raw records of one source. */
export interface SourceExcerpts {
  readonly patients: readonly ExcerptPatient[];
  /** Records of files whose records are not of one patient. */
  readonly others: readonly ExcerptFile[];
}

/**
 * The raw records that a release holds of a source; none of a source with real patients, whatever the release holds.
 */
export function sourceExcerpts(release: Release, source: string): SourceExcerpts {
  const declared = release.manifest.sources.find(({id}) => id === source);
  if (declared?.simulated !== true) return {patients: [], others: []};
  const rows = optionalRows(release, "raw_excerpts").filter((row) => row.source_id === source);
  // Files in the order in which the mapping reads them.
  const order = release.manifest.inputs.filter((input) => input.source === source).map(({file}) => file);
  const ids = [...new Set(rows.flatMap((row) => textCell(row, "patient_id") ?? []))].sort();
  return {
    patients: ids.map((id, i) => ({id, number: i + 1, files: filesOf(rows, order, id, `${source}-${i + 1}`)})),
    others: filesOf(rows, order, null, source)
  };
}

function filesOf(
  rows: readonly OptionalRow[],
  order: readonly string[],
  patient: string | null,
  prefix: string
): ExcerptFile[] {
  return order.flatMap((file, i): ExcerptFile[] => {
    const own = rows.filter((row) => row.file === file);
    const head = own.find((row) => row.record === 0);
    const records = own.filter((row) => row.record !== 0 && textCell(row, "patient_id") === patient);
    if (head === undefined || records.length === 0) return [];
    const [delimiter, quote] = [textCell(head, "delimiter") ?? "", textCell(head, "quote")];
    const header = splitRecord(textCell(head, "text") ?? "", delimiter, quote);
    const names = header.map((name) => unquoted(name, quote));
    return [
      {
        file,
        delimiter,
        lineEnd: textCell(head, "line_end") ?? "",
        encoding: textCell(head, "encoding") ?? "",
        header,
        records: records.map((row) => {
          const record = countCell(row, "record");
          const cells = splitRecord(textCell(row, "text") ?? "", delimiter, quote).map((written, j) => ({
            id: `raw-${prefix}-${i}-${record}-${j}`,
            column: names[j] ?? "",
            written,
            token: unquoted(written, quote)
          }));
          return {record, cells};
        })
      }
    ];
  });
}
