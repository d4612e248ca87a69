import type {RawTable} from "../sources/rawTable.js";
import {pivotParts} from "../study/pivotSchema.js";
import type {Mapping} from "../study/mappingSchema.js";
import {rowTest} from "./conditions.js";
import {mentionedColumns, missingTokens} from "./mappedRaw.js";
import type {OpenFile} from "./openSource.js";
import type {Refusal, RejectLog} from "./rejectLog.js";
import {RowLedger} from "./rowLedger.js";
import {rowKeys} from "./selectRows.js";

/** The rows of one patient in a long file: all of them, and that of each name. */
interface Group {
  readonly rows: number[];
  readonly rowOf: Map<string, number>;
}

/**
 * Makes one row a patient of a long file: a column `<name>.<value column>` for every one that the mapping mentions, empty
 * where the patient has no row of the name. Rows that are not selected and names that the mapping does not read are left
 * out; rows that cannot be read as declared (`refusals`, by row) are refused; of two rows of a patient with one name the second is refused.
 */
export function pivotFile(
  file: OpenFile,
  mapping: Mapping,
  rejects: RejectLog,
  refusals: ReadonlyMap<number, Refusal> = new Map()
): OpenFile {
  const {spec, raw, ledger} = file;
  const {pivot, key} = spec;
  const refuse = (): void => {
    const keys = rowKeys(file);
    for (const [row, refusal] of refusals) ledger.refuse(row, keys[row], refusal);
  };
  if (!pivot) {
    if (refusals.size > 0) refuse();
    return file;
  }
  const columns = mentionedColumns(mapping.files[file.name], mapping).filter((column) => column !== key.column);
  const parts = new Map(columns.map((column) => [column, pivotParts(column, pivot)!]));
  const wanted = new Set([...parts.values()].map(({name}) => name));
  const test = rowTest(pivot.when, raw, missingTokens(spec), rejects);
  const names = raw.column(pivot.names).map((cell) => cell.trim());
  for (let row = 0; row < raw.rows; ++row)
    if (!wanted.has(names[row])) ledger.filter(row, `another ${pivot.names} than the mapping reads`);
    else if (test(row) !== true) ledger.filter(row, "not among the rows that the pivot selects");
  if (refusals.size > 0) refuse();
  const groups = groupsOf(file, names);
  const consumed = new Set([
    pivot.names,
    ...pivot.values,
    ...(pivot.first === undefined ? [] : [pivot.first]),
    ...Object.keys(pivot.when ?? {})
  ]);
  const table = tableOf(raw, key.column, groups, parts, [
    ...raw.columns.filter((column) => !consumed.has(column)),
    ...columns
  ]);
  return {...file, raw: table, ledger: new RowLedger(table, ledger.account().malformed, rejects, ledger)};
}

/** Rows by patient, in the order of the patients' first rows; one without an id stands alone. */
function groupsOf(file: OpenFile, names: readonly string[]): Group[] {
  const {raw, ledger, spec} = file;
  const first = spec.pivot?.first;
  const keys = rowKeys(file);
  const groups: Group[] = [];
  const byKey = new Map<string, Group>();
  for (const row of inOrder(ledger.usedRows(), first === undefined ? undefined : raw.column(first))) {
    const known = keys[row] === "" ? undefined : byKey.get(keys[row]);
    const group = known ?? {rows: [], rowOf: new Map<string, number>()};
    const earlier = group.rowOf.get(names[row]);
    if (earlier !== undefined && first !== undefined) {
      ledger.filter(row, `another row of the patient and ${spec.pivot!.names} is the first by ${first}`);
      continue;
    }
    if (earlier !== undefined) {
      const expected = `one row of ${names[row]} a patient in ${spec.file} (first in row ${raw.recordNumber(earlier)})`;
      ledger.refuse(row, keys[row], {reason: "duplicate value", expected});
      continue;
    }
    group.rowOf.set(names[row], row);
    group.rows.push(row);
    if (known) continue;
    groups.push(group);
    if (keys[row] !== "") byKey.set(keys[row], group);
  }
  // As without an order.
  return first === undefined ? groups : groups.sort((a, b) => Math.min(...a.rows) - Math.min(...b.rows));
}

/** Rows by the texts of a column, if there is one; those without text last. */
function inOrder(rows: Uint32Array, cells: readonly string[] | undefined): Uint32Array {
  if (!cells) return rows;
  const texts = cells.map((cell) => cell.trim());
  return rows.slice().sort((a, b) => {
    if (texts[a] === texts[b]) return a - b;
    if (texts[a] === "" || texts[b] === "") return texts[a] === "" ? 1 : -1;
    return texts[a] < texts[b] ? -1 : 1;
  });
}

function tableOf(
  raw: RawTable,
  keyColumn: string,
  groups: readonly Group[],
  parts: ReadonlyMap<string, {readonly name: string; readonly value: string}>,
  columns: readonly string[]
): RawTable {
  const cells = new Map<string, readonly string[]>([
    [keyColumn, groups.map(({rows}) => raw.column(keyColumn)[rows[0]])]
  ]);
  for (const [column, {name, value}] of parts) {
    const long = raw.column(value);
    cells.set(
      column,
      groups.map(({rowOf}) => {
        const row = rowOf.get(name);
        return row === undefined ? "" : long[row];
      })
    );
  }
  return {
    file: raw.file,
    columns,
    rows: groups.length,
    column(name) {
      const found = cells.get(name);
      if (found === undefined) throw new RangeError(`unknown column: ${name}`);
      return found;
    },
    recordNumber(index, column) {
      const {rows, rowOf} = groups[index];
      const part = column === undefined ? undefined : parts.get(column);
      return raw.recordNumber((part && rowOf.get(part.name)) ?? rows[0]);
    },
    records: (index) => groups[index].rows.map((row) => raw.recordNumber(row))
  };
}
