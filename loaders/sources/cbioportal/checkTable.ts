import {fileChunks} from "../fileChunks.js";
import type {DataKind} from "./dataKinds.js";
import {isAbsent} from "./dataKinds.js";
import type {StudyCheck, StudyReport} from "./studyReport.js";
import type {StudyRecord} from "./studyRecords.js";
import {studyRecords} from "./studyRecords.js";

/** Who is in the study; undefined where the clinical files do not tell. */
export interface StudyPeople {
  readonly samples?: ReadonlySet<string>;
  readonly patients?: ReadonlySet<string>;
}

/** Further checks of a file, told its lines as they are read. */
export interface TableListener {
  comment?(record: StudyRecord): void;
  header?(record: StudyRecord): void;
  /** Only of rows with as many cells as the header. */
  row?(record: StudyRecord, cell: (column: string) => string): void;
}

/**
 * Checks a tab-separated file of a study, streaming: its columns, the cells of every row, their numbers and samples.
 *
 * @param kind what the file must look like; undefined if only its records are checked
 * @throws {SourceError} on a file that cannot be read
 */
export async function checkTable(
  path: string,
  file: string,
  kind: DataKind | undefined,
  people: StudyPeople,
  report: StudyReport,
  listener: TableListener = {}
): Promise<{bytes: number; sha256: string}> {
  const chunks = fileChunks(path, file);
  const whole = report.check(file, "cells", "error", "Rows with another number of cells than the header");
  const blank = report.check(file, "blank_line", "warning", "Blank lines; they are passed over");
  const spaces = report.check(
    file,
    "cell_space",
    "warning",
    "Cells that begin or end with white space; it is taken off"
  );
  let before = 0;
  let header: readonly string[] | undefined;
  let places = new Map<string, number>();
  let cells: readonly CellCheck[] = [];
  let current: readonly string[] = [];
  const cell = (column: string): string => current[places.get(column) ?? -1] ?? "";
  for await (const record of studyRecords(file, chunks)) {
    const {line, kind: what} = record;
    current = record.cells;
    blank.test(line === before + 1, {line: before + 1});
    before = line;
    if (what !== "comment") {
      const padded = current.findIndex((text) => text !== text.trim());
      spaces.test(padded < 0, {line, column: header?.[padded], value: current[padded]});
    }
    if (what === "comment") listener.comment?.(record);
    else if (header === undefined) {
      header = record.cells;
      places = new Map(header.map((name, i) => [name, i]));
      checkHeader(file, record, kind, report);
      cells = kind ? cellChecks(file, record, kind, people, report) : [];
      listener.header?.(record);
    } else {
      const value = `${current.length} cells`;
      if (!whole.test(current.length === header.length, {line, value})) continue;
      for (const {column, index, check, sound} of cells)
        check.test(sound(current[index]), {line, column, value: current[index]});
      listener.row?.(record, cell);
    }
  }
  report.check(file, "empty", "error", "Files without a header").test(header !== undefined);
  return chunks.digest();
}

function checkHeader(file: string, {line, cells}: StudyRecord, kind: DataKind | undefined, report: StudyReport): void {
  const twice = report.check(file, "duplicate_column", "error", "Columns that stand twice, or have no name");
  const seen = new Set<string>();
  for (const column of cells) {
    twice.test(column.trim() !== "" && !seen.has(column), {line, column});
    seen.add(column);
  }
  if (!kind) return;
  const missing = report.check(
    file,
    "column_missing",
    "error",
    "Columns that the format requires and that are missing"
  );
  for (const names of kind.required)
    missing.test(
      [names].flat().some((name) => seen.has(name)),
      {line, column: [names].flat().join(" or ")}
    );
}

interface CellCheck {
  readonly column: string;
  readonly index: number;
  readonly check: StudyCheck;
  readonly sound: (cell: string) => boolean;
}

function cellChecks(
  file: string,
  {line, cells: header}: StudyRecord,
  {sample, patient, numbers = [], matrix, properties = []}: DataKind,
  {samples, patients}: StudyPeople,
  report: StudyReport
): CellCheck[] {
  const type = report.check(file, "value_type", "error", "Cells that should hold a number and do not");
  const unknown = report.check(file, "sample_unknown", "error", "Samples that are not in the clinical file");
  const outside = report.check(file, "patient_unknown", "error", "Patients who are not in the clinical file");
  const found: CellCheck[] = [];
  const add = (column: string, check: StudyCheck, sound: (cell: string) => boolean): void => {
    const index = header.indexOf(column);
    if (index >= 0) found.push({column, index, check, sound});
  };
  if (sample !== undefined && samples) add(sample, unknown, (cell) => samples.has(cell));
  if (patient !== undefined && patients) add(patient, outside, (cell) => patients.has(cell));
  for (const column of numbers) add(column, type, isNumberOrAbsent);
  if (matrix)
    for (const column of header.filter((name) => !matrix.before.includes(name) && !properties.includes(name))) {
      if (samples) unknown.test(samples.has(column), {line, column, value: column});
      if (matrix.cells !== "text") add(column, type, cellTests[matrix.cells]);
    }
  return found;
}

const cellTests = {number: isNumberOrAbsent, discrete: isDiscrete, limit: isLimitOrAbsent} as const;

/** Whether a cell holds a finite number, or says that there is none. */
export function isNumberOrAbsent(cell: string): boolean {
  return isAbsent(cell) || (cell.trim() !== "" && Number.isFinite(Number(cell)));
}

/** Whether a cell holds a number, a limit such as `>8`, or says that there is none. */
function isLimitOrAbsent(cell: string): boolean {
  return isNumberOrAbsent(cell) || /^[<>]=?\s*-?\d+(\.\d+)?$/u.test(cell.trim());
}

function isDiscrete(cell: string): boolean {
  return isAbsent(cell) || /^(-2|-1\.5|-1|0|1|2)$/u.test(cell.trim());
}
