import type {Cell, TableData} from "../../loaders/release/tableData.js";
import type {ExpectedFinding, ExpectedReject} from "../../loaders/simulate/partners.js";
import {reader, type Row} from "../support/tables.js";

/** What one source must lead to: its part of `truth/expected_findings.json`. */
export interface SourceKey {
  readonly findings: readonly ExpectedFinding[];
  readonly rejects: readonly ExpectedReject[];
}

/** Where a release and the answer key part: one line each, empty if they are equal. */
export interface AnswerDifferences {
  /** In the key, but not in the release, or with another number. */
  readonly missed: readonly string[];
  /** In the release, but not in the key, or with another number. */
  readonly invented: readonly string[];
}

/**
 * Compares findings and rejects of the sources of an answer key with those of a release, both ways. Findings are those of severity
 * warning or error with a number above zero, added up by source, rule and file; rejects are counted by source, file,
 * column and reason.
 *
 * @param tables tables of a release, with `findings` and `rejects`
 */
export function compareWithKey(
  tables: readonly TableData[],
  key: Readonly<Record<string, SourceKey>>
): AnswerDifferences {
  const expected = new Map<string, number>();
  const found = new Map<string, number>();
  for (const [source, {findings, rejects}] of Object.entries(key)) {
    for (const {rule, file, n} of findings) add(expected, findingLine(source, rule, file), n);
    for (const {file, column, reason, n} of rejects) add(expected, rejectLine(source, file, column, reason), n);
  }
  for (const row of rowsOf(tables, "findings")) {
    if (!Object.hasOwn(key, String(row.source_id)) || row.severity === "info" || row.n === 0) continue;
    add(found, findingLine(row.source_id, row.rule_id, row.file), Number(row.n));
  }
  for (const row of rowsOf(tables, "rejects")) {
    if (Object.hasOwn(key, String(row.source_id)))
      add(found, rejectLine(row.source_id, row.file, row.column, row.reason), 1);
  }
  return {missed: only(expected, found), invented: only(found, expected)};
}

/** The rows of a table as objects. */
export function rowsOf(tables: readonly TableData[], name: string): Row[] {
  return reader(tables).rows(name);
}

function add(counts: Map<string, number>, line: string, n: number): void {
  counts.set(line, (counts.get(line) ?? 0) + n);
}

function findingLine(source: Cell, rule: Cell, file: Cell): string {
  return `finding ${source} ${rule} in ${file ?? "all files"}`;
}

function rejectLine(source: Cell, file: Cell, column: Cell, reason: Cell): string {
  return `reject ${source} ${file} ${column ?? "whole record"}: ${reason}`;
}

/** Lines of the first that the second lacks or counts otherwise. */
function only(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): string[] {
  return [...a].flatMap(([line, n]) => (b.get(line) === n ? [] : [`${line}: ${n} instead of ${b.get(line) ?? 0}`]));
}
