import type {RawTable} from "../sources/rawTable.js";
import type {FindingLog} from "./findingLog.js";
import type {Refusal, RejectLog} from "./rejectLog.js";

const used = 0;
const refused = 1;
const filtered = 2;

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
  private readonly filters = new Map<string, number>();
  private readonly reasons = new Map<number, string>();
  private readonly refusals = new Map<string, number>();

  /** @param malformed records of the file that could not be read at all, which the raw table does not hold */
  constructor(raw: RawTable, malformed: number, rejects: RejectLog) {
    this.raw = raw;
    this.malformed = malformed;
    this.rejects = rejects;
    this.states = new Uint8Array(raw.rows);
  }

  /** Refuses a row and lists it; a row that is out already stays as it is. */
  refuse(row: number, rawId: string | null, refusal: Refusal): void {
    if (this.states[row] !== used) return;
    this.states[row] = refused;
    // The reason without what is peculiar to the row.
    const reason = refusal.reason.replace(/:.*$/su, "");
    this.refusals.set(reason, (this.refusals.get(reason) ?? 0) + 1);
    this.rejects.record(this.raw.file, this.raw.recordNumber(row), rawId, refusal);
  }

  /** Leaves a row out on purpose. */
  filter(row: number, reason: string): void {
    if (this.states[row] !== used) return;
    this.states[row] = filtered;
    this.filters.set(reason, (this.filters.get(reason) ?? 0) + 1);
    this.reasons.set(row, reason);
  }

  /** Why a row was left out on purpose; undefined if it was not. */
  leftOut(row: number): string | undefined {
    return this.reasons.get(row);
  }

  isUsed(row: number): boolean {
    return this.states[row] === used;
  }

  /** The rows still in use, ascending. */
  usedRows(): Uint32Array {
    const rows = new Uint32Array(this.states.length);
    let n = 0;
    for (let row = 0; row < this.states.length; ++row) if (this.states[row] === used) rows[n++] = row;
    return rows.subarray(0, n);
  }

  /** What became of the rows, refused and left out by reason; all of them add up to those received. */
  account(): RowAccount {
    return {
      received: this.raw.rows + this.malformed,
      malformed: this.malformed,
      refused: this.refusals,
      leftOut: this.filters,
      used: this.usedRows().length
    };
  }

  /** Findings `rows_used`, `rows_refused` and one `rows_left_out` a reason: together all rows of the file. */
  report(findings: FindingLog): void {
    const {file} = this.raw;
    const rows = this.raw.rows + this.malformed;
    const count = (state: number): number => this.states.reduce((sum, d) => sum + (d === state ? 1 : 0), 0);
    findings.add({
      file,
      rule: "rows_used",
      severity: "info",
      n: count(used),
      checked: rows,
      description: "Records that were used"
    });
    findings.add({
      file,
      rule: "rows_refused",
      severity: "warning",
      n: count(refused) + this.malformed,
      checked: rows,
      description: "Records that were refused, listed with their reasons among the rejects"
    });
    for (const [reason, n] of [...this.filters].sort(([a], [b]) => (a < b ? -1 : 1)))
      findings.add({
        file,
        rule: "rows_left_out",
        severity: "info",
        n,
        checked: rows,
        description: `Records left out on purpose: ${reason}`
      });
  }
}
