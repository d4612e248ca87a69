import type {RawTable} from "../../sources/rawTable.js";
import type {MappedColumn} from "../../study/mappingSchema.js";
import {missingTokens} from "../mappedRaw.js";
import type {OpenFile} from "../openSource.js";
import {patientKeys} from "../selectRows.js";

/** Name under which a row has the date to which its years are counted: a column of its own, or one of another file. */
export function dateColumn({file, column}: NonNullable<MappedColumn["yearsTo"]>): string {
  return file === undefined ? column : `${file}.${column}`;
}

/**
 * Gives the rows of a file the dates of other files to which their years are counted: that of the patient's first row
 * there, blank where it is missing or there is no row.
 */
export function withLinkedDates(files: readonly OpenFile[]): OpenFile[] {
  return files.map((file) => {
    const linked = Object.values(file.spec.columns)
      .flat()
      .flatMap(({yearsTo}) => (yearsTo?.file === undefined ? [] : [yearsTo]));
    if (linked.length === 0) return file;
    const cells = new Map(linked.map((d) => [dateColumn(d), datesOf(file, d, files)] as const));
    const raw: RawTable = {...file.raw, column: (name) => cells.get(name) ?? file.raw.column(name)};
    return {...file, raw};
  });
}

function datesOf(
  file: OpenFile,
  {file: other, column}: NonNullable<MappedColumn["yearsTo"]>,
  files: readonly OpenFile[]
): string[] {
  const source = files.find(({name}) => name === other)!;
  const dates = source.raw.column(column);
  const absent = new Set(Object.keys(missingTokens(source.spec)(column)));
  const byPatient = new Map<string, string>();
  patientKeys(source, files).forEach((key, row) => {
    const date = dates[row].trim();
    if (!byPatient.has(key)) byPatient.set(key, absent.has(date) ? "" : date);
  });
  return patientKeys(file, files).map((key) => byPatient.get(key) ?? "");
}
