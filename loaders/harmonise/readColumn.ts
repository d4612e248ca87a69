import type {RawTable} from "../sources/rawTable.js";
import type {FindingLog} from "./findingLog.js";
import {reasonCode} from "./nullReasons.js";
import {ReasonedColumn} from "./reasonedTable.js";
import type {RejectLog} from "./rejectLog.js";
import type {ReadToken} from "./tokenReader.js";

/** What a row says in one or several of its cells. */
export type CellReader = (row: number) => ReadToken;

/** Where to list what cannot be read, and what else to look at. */
export interface ReadOptions {
  readonly rejects: RejectLog;
  readonly findings: FindingLog;
  /** A raw column without which the value does not count, with its missing tokens. */
  readonly needs?: {readonly column: string; readonly missing: ReadonlySet<string>};
  /** A raw column said to hold the same, and its reader. */
  readonly compare?: {readonly column: string; readonly read: CellReader};
  /** Called with every number as delivered, whether it gave a value, and its row. */
  readonly onNumber?: (number: number, used: boolean, row: number) => void;
}

/**
 * Reads the cells of a raw column in the given rows, in their order. Values that cannot be read become null
 * (`INVALID`) and are listed; repairs, values without their evidence and differences are counted.
 */
export function readColumn(
  raw: RawTable,
  name: string,
  rows: Uint32Array,
  read: CellReader,
  {rejects, findings, needs, compare, onNumber}: ReadOptions
): ReasonedColumn {
  const cells = raw.column(name);
  const column = new ReasonedColumn();
  const repairs = new Map<string, number>();
  const evidence = needs && raw.column(needs.column);
  let unsupported = 0;
  for (const row of rows) {
    const {value, reason, refusal, repaired, number} = read(row);
    if (number !== undefined) onNumber?.(number, value !== null, row);
    if (refusal) rejects.value(raw, row, name, cells[row].trim(), refusal);
    if (repaired) {
      const token = cells[row].trim();
      repairs.set(token, (repairs.get(token) ?? 0) + 1);
    }
    if (value !== null && evidence && needs.missing.has(evidence[row].trim())) {
      ++unsupported;
      column.pushCoded(null, reasonCode("NOT_TESTED"));
    } else column.push(value, reason);
  }
  for (const [token, n] of [...repairs].sort(([a], [b]) => (a < b ? -1 : 1)))
    findings.add({
      file: raw.file,
      rule: "token_repaired",
      severity: "info",
      n,
      checked: rows.length,
      description: `${name}: “${token}” read as the code it stands for`
    });
  if (needs)
    findings.add({
      file: raw.file,
      rule: "value_without_evidence",
      severity: "warning",
      n: unsupported,
      checked: rows.length,
      description: `${name}: value removed because ${needs.column} is not known`
    });
  if (compare) compareColumns(raw, name, rows, read, compare, findings);
  return column;
}

function compareColumns(
  raw: RawTable,
  name: string,
  rows: Uint32Array,
  read: CellReader,
  other: NonNullable<ReadOptions["compare"]>,
  findings: FindingLog
): void {
  let checked = 0;
  let n = 0;
  for (const row of rows) {
    const a = read(row).value;
    const b = other.read(row).value;
    if (a === null || b === null) continue;
    ++checked;
    if (a !== b) ++n;
  }
  const description = `${name} and ${other.column} differ; ${name} was used`;
  findings.add({file: raw.file, rule: "columns_differ", severity: "warning", n, checked, description});
}
