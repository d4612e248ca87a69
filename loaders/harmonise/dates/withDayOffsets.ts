import type {RawTable} from "../../sources/rawTable.js";
import type {MappedFile} from "../../study/mappingSchema.js";
import {missingTokens} from "../mappedRaw.js";
import type {OpenFile} from "../openSource.js";
import {hiddenToken} from "../rejectLog.js";
import {patientKeys} from "../selectRows.js";
import type {SourceContext} from "../sourceContext.js";
import type {CalendarDate, DatePrecision} from "./dateFormat.js";
import {dateReader} from "./dateFormat.js";

type DeclaredDate = MappedFile["dates"][string];

/**
 * Replaces the cells of declared date columns by days from the patient's index date, so that no calendar date goes
 * further than this: what cannot be read is listed with every letter and digit hidden. Missing tokens stay as they are.
 */
export function withDayOffsets(files: readonly OpenFile[], context: SourceContext): OpenFile[] {
  return files.map((file) => {
    const declared = Object.entries(file.spec.dates);
    if (declared.length === 0) return file;
    const offsets = new Map(declared.map(([name, date]) => [name, offsetCells(file, name, date, files, context)]));
    return {...file, raw: replaced(file.raw, offsets)};
  });
}

function replaced(raw: RawTable, columns: ReadonlyMap<string, readonly string[]>): RawTable {
  return {
    file: raw.file,
    columns: raw.columns,
    rows: raw.rows,
    column: (name) => columns.get(name) ?? raw.column(name),
    recordNumber: (index, column) => raw.recordNumber(index, column),
    records: raw.records && ((index) => raw.records!(index))
  };
}

function offsetCells(
  file: OpenFile,
  name: string,
  {format, from, partial}: DeclaredDate,
  files: readonly OpenFile[],
  {rejects, findings}: SourceContext
): string[] {
  const {spec, raw} = file;
  const read = dateReader(format);
  const readIndex = dateReader(from.format ?? format);
  const indexOf = indexDates(file, from, files, (text) => {
    const index = readIndex(text);
    return index && index.precision !== "day" && partial === "refuse" ? null : index;
  });
  const absent = new Set(Object.keys(missingTokens(spec)(name)));
  const expected = `a date as ${format.join(" or ")}`;
  const imputed: Record<DatePrecision, number> = {day: 0, month: 0, year: 0};
  let known = 0;
  let withoutIndex = 0;
  let partialIndex = 0;
  const cells = raw.column(name).map((cell, row) => {
    const token = cell.trim();
    if (absent.has(token)) return cell;
    const refuse = (reason: string): string => {
      const hidden = hiddenToken(token);
      rejects.value(raw, row, name, hidden, {reason, expected});
      return hidden;
    };
    const date = read(token);
    if (!date) return refuse(token === "" ? "blank cell" : "not a date");
    ++known;
    if (date.precision !== "day" && partial === "refuse") return refuse("partial date");
    const index = indexOf(row);
    if (!index) {
      ++withoutIndex;
      return refuse("no index date");
    }
    ++imputed[date.precision];
    if (index.precision !== "day") ++partialIndex;
    return String(daysBetween(index, date));
  });
  const add = (rule: string, severity: "info" | "warning", n: number, description: string): void =>
    findings.add({file: raw.file, rule, severity, n, checked: known, description: `${name}: ${description}`});
  add("date_without_index", "warning", withoutIndex, "a date, but no index date to count its day from");
  if (partial === "middle") {
    add("date_partial_month", "info", imputed.month, "only month and year are known; taken for the 15th");
    add("date_partial_year", "info", imputed.year, "only the year is known; taken for 1 July");
    add("date_partial_index", "warning", partialIndex, "counted from an index date that is known in part");
  }
  return cells;
}

/** Days from the index date; what may be the index date or later, as far as it is known, is not taken for earlier. */
function daysBetween(index: CalendarDate, date: CalendarDate): number {
  const days = date.day - index.day;
  return days < 0 && date.last >= index.first ? 0 : days;
}

/** The index date of the patient of a row: in a column of the row, or of the patient's first row in another file. */
function indexDates(
  file: OpenFile,
  {file: other, column}: DeclaredDate["from"],
  files: readonly OpenFile[],
  read: (text: string) => CalendarDate | null
): (row: number) => CalendarDate | null {
  if (other === undefined || other === file.name) {
    const cells = file.raw.column(column);
    return (row) => read(cells[row].trim());
  }
  const source = files.find(({name}) => name === other)!;
  const cells = source.raw.column(column);
  const byPatient = new Map<string, CalendarDate | null>();
  patientKeys(source, files).forEach((key, row) => {
    if (!byPatient.has(key)) byPatient.set(key, read(cells[row].trim()));
  });
  const keys = patientKeys(file, files);
  return (row) => byPatient.get(keys[row]) ?? null;
}
