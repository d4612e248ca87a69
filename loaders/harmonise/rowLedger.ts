import type {RawTable} from "../sources/rawTable.js";
import type {FindingLog} from "./findingLog.js";
import type {Refusal, RejectLog} from "./rejectLog.js";

const isUsed = 0;
const isRefused = 1;
const isFiltered = 2;

/** Rows of a file by what became of them. */
export interface RowAccount {
  readonly received: number;
  /** Could not be read at all. */
  readonly malformed: number;
  readonly refused: ReadonlyMap<string, number>;
  readonly leftOut: ReadonlyMap<string, number>;
  readonly used: number;
}

/** What became of every row of a file: used, refused with a reason, or left out by a filter. Nothing else can happen. */
export class RowLedger {
  private readonly states: Uint8Array;
  private readonly raw: RawTable;
  private readonly rejects: RejectLog;
  private readonly malformed: number;
  private readonly before: RowLedger | undefined;
  private readonly filters = new Map<string, number>();
  private readonly reasons = new Map<number, string>();
  private readonly refusals = new Map<string, number>();

  /**
   * @param malformed records of the file that could not be read at all, which the raw table does not hold
   * @param before the account of the records of which the rows of the table are made
   */
  constructor(raw: RawTable, malformed: number, rejects: RejectLog, before?: RowLedger) {
    this.raw = raw;
    this.before = before;
    this.malformed = malformed;
    this.rejects = rejects;
    this.states = new Uint8Array(raw.rows);
  }

  /** Refuses a row and lists it; a row that is out already stays as it is. */
  refuse(row: number, rawId: string | null, refusal: Refusal): void {
    if (this.states[row] !== isUsed) return;
    this.states[row] = isRefused;
    // The reason without what is peculiar to the row.
    const reason = refusal.reason.replace(/:.*$/su, "");
    const records = this.recordsOf(row);
    this.refusals.set(reason, (this.refusals.get(reason) ?? 0) + records.length);
    for (const record of records) this.rejects.record(this.raw.file, record, rawId, refusal);
  }

  /** Leaves a row out on purpose. */
  filter(row: number, reason: string): void {
    if (this.states[row] !== isUsed) return;
    this.states[row] = isFiltered;
    this.filters.set(reason, (this.filters.get(reason) ?? 0) + this.recordsOf(row).length);
    this.reasons.set(row, reason);
  }

  /** Why a row was left out on purpose; undefined if it was not. */
  leftOut(row: number): string | undefined {
    return this.reasons.get(row);
  }

  isUsed(row: number): boolean {
    return this.states[row] === isUsed;
  }

  /** The rows still in use, ascending. */
  usedRows(): Uint32Array {
    const rows = new Uint32Array(this.states.length);
    let n = 0;
    for (let row = 0; row < this.states.length; ++row) if (this.states[row] === isUsed) rows[n++] = row;
    return rows.subarray(0, n);
  }

  /** What became of the records, refused and left out by reason; all of them add up to those received. */
  account(): RowAccount {
    const earlier = this.before?.account();
    return {
      received: earlier?.received ?? this.raw.rows + this.malformed,
      malformed: this.malformed,
      refused: sums(earlier?.refused, this.refusals),
      leftOut: sums(earlier?.leftOut, this.filters),
      used: this.usedRows().reduce((n, row) => n + this.recordsOf(row).length, 0)
    };
  }

  /** Findings `rows_used`, `rows_refused` and one `rows_left_out` a reason: together all records of the file. */
  report(findings: FindingLog): void {
    const {file} = this.raw;
    const {received, malformed, refused, leftOut, used} = this.account();
    findings.add({
      file,
      rule: "rows_used",
      severity: "info",
      n: used,
      checked: received,
      description: "Records that were used"
    });
    findings.add({
      file,
      rule: "rows_refused",
      severity: "warning",
      n: malformed + [...refused.values()].reduce((sum, n) => sum + n, 0),
      checked: received,
      description: "Records that were refused, listed with their reasons among the rejects"
    });
    for (const [reason, n] of [...leftOut].sort(([a], [b]) => (a < b ? -1 : 1)))
      findings.add({
        file,
        rule: "rows_left_out",
        severity: "info",
        n,
        checked: received,
        description: `Records left out on purpose: ${reason}`
      });
  }

  private recordsOf(row: number): readonly number[] {
    return this.raw.records?.(row) ?? [this.raw.recordNumber(row)];
  }
}

function sums(
  earlier: ReadonlyMap<string, number> | undefined,
  later: ReadonlyMap<string, number>
): ReadonlyMap<string, number> {
  if (!earlier) return later;
  const result = new Map(earlier);
  for (const [reason, n] of later) result.set(reason, (result.get(reason) ?? 0) + n);
  return result;
}
