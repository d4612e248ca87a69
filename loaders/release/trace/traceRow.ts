import {decidedByTable} from "../../harmonise/provenance/decidedBy.js";
import {tokensTable} from "../../harmonise/provenance/rawTokens.js";
import {columnOf, rowsOf} from "../columnOf.js";
import {hasTable} from "../hasTable.js";
import type {Release} from "../readRelease.js";
import {ReleaseError} from "../releaseError.js";
import type {Cell} from "../tableData.js";
import {derivedEvidence, type DerivedEvidence} from "./derivedEvidence.js";
import {findRows, type FoundRow} from "./findRows.js";
import {rawRecords, type RawCell, type RawRecords} from "./rawRecords.js";

/** One way in which a value came about, or might have. */
export interface Origin {
  /** Raw file and column; null if the value is derived. */
  readonly file: string | null;
  readonly column: string | null;
  /** Records of the file that belong to the row; none for a derived value. */
  readonly cells: readonly RawCell[];
  /** True if the tokens of the column are not in the release. */
  readonly withheld: boolean;
  /** Steps from the token to the value, or how it is derived. */
  readonly rule: string;
  /** Where several may decide: whether this one did. */
  readonly decided: boolean | null;
  /** Other harmonised rows that a derived value rests on, in words. */
  readonly evidence: readonly string[];
}

/** A harmonised value with its origins. */
export interface TracedValue {
  readonly table: string;
  /** Key of the row in that table. */
  readonly row: string;
  /** Event, phase, endpoint or classification of the row; null for tables without such. */
  readonly scope: Cell;
  readonly column: string;
  readonly value: Cell;
  readonly origins: readonly Origin[];
}

/**
 * Every value of a harmonised row, or of one of its variables, with the raw cells and rules it came from. The row is a
 * patient with all that belongs to the patient, or a single call, sample, assay or treatment.
 *
 * @param key surrogate key of the row
 * @param variable `column` or `table.column`
 * @throws {ReleaseError} on an unknown key or variable, or a release without provenance
 */
export function traceRow(release: Release, key: string, variable?: string): TracedValue[] {
  if (!hasTable(release, "provenance")) throw new ReleaseError(release.folder, "no provenance in this release");
  const rows = findRows(release, key);
  const sources = columnOf(release.table("patients"), "source_id");
  const sourceOf = new Map(columnOf(release.table("patients"), "patient_id").map((id, i) => [id, sources[i]]));
  const rules = rowsOf(release.table("provenance"));
  const records = rawRecords(release);
  const evidence = derivedEvidence(release);
  const wanted = ({table}: FoundRow, column: string): boolean =>
    variable === undefined || variable === column || variable === `${table}.${column}`;
  const traced = rows.flatMap((row) =>
    Object.entries(row.cells)
      .filter(([column]) => wanted(row, column))
      .map(([column, value]) => {
        const source = sourceOf.get(row.patient) ?? null;
        const own = rules.filter((d) => d.source_id === source && d.table === row.table && d.column === column);
        const decisive =
          row.table === "patient_features" ? deciding(release, row.patient, String(source), column) : null;
        const context = {row, column, source: String(source), decisive, records, evidence};
        const origins = own
          .filter(({scope}) => scope === null || scope === row.scope)
          .map((rule) => originOf(rule, context));
        return {table: row.table, row: row.key, scope: row.scope, column, value, origins};
      })
  );
  if (traced.length === 0) {
    const known = [...new Set(rows.flatMap(({cells}) => Object.keys(cells)))].sort().join(", ");
    throw new ReleaseError(release.folder, `unknown variable: ${String(variable)}, expected one of ${known}`);
  }
  return traced;
}

interface Context {
  readonly row: FoundRow;
  readonly column: string;
  readonly source: string;
  readonly decisive: string | null;
  readonly records: RawRecords;
  readonly evidence: DerivedEvidence;
}

function originOf(
  rule: Readonly<Record<string, Cell>>,
  {row, column: variable, source, decisive, records, evidence}: Context
): Origin {
  const text = (cell: Cell): string | null => (cell === null ? null : String(cell));
  const [file, column, table] = [text(rule.file), text(rule.raw_column), text(rule.records_table)];
  const keys = [...new Set<Cell>([row.key, row.patient])];
  const name = column === null ? "calls" : `${table?.slice(tokensTable(source, "").length)}.${column}`;
  return {
    file,
    column,
    cells: table === null || column === null ? [] : records(table, keys, column),
    withheld: column !== null && rule.tokens_table === null,
    rule: String(rule.rule_id),
    decided: decisive === null ? null : decisive === name,
    evidence: column === null ? evidence(row, variable) : []
  };
}

/**
 * The evidence that decided an alteration of a patient, `<file>.<raw column>` with the file in lower case as in the names
 * of tables, or `calls`; null where there was no choice or nothing decided.
 */
function deciding(release: Release, patient: Cell, source: string, alteration: string): string | null {
  const name = decidedByTable(source);
  if (!hasTable(release, name)) return null;
  const table = release.table(name);
  const column = table.getChild(alteration);
  if (column === null) return null;
  const row = columnOf(table, "patient_id").indexOf(patient);
  const decided = row < 0 ? null : ((column.get(row) ?? null) as string | null);
  const dot = decided?.indexOf(".") ?? -1;
  return decided === null || dot < 0 ? decided : decided.slice(0, dot).toLowerCase() + decided.slice(dot);
}
