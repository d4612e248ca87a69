import type {FindingLog} from "./findingLog.js";
import type {OpenFile} from "./openSource.js";

/**
 * Of several rows a patient, keeps the first by the columns that the mapping declares, then by place in the file, and
 * leaves the others out. Counts the patients with several rows, and for each column that should be the same in all of
 * them, the patients in whom it is not.
 *
 * @param keys the partner's patient id of every row
 */
export function chooseRows({spec, raw, ledger}: OpenFile, keys: readonly string[], findings: FindingLog): void {
  const {choose} = spec;
  if (!choose) return;
  const {what, by, same} = choose;
  const ranks = by.map((rule) => {
    const cells = raw.column(rule.column);
    if ("lowest" in rule) return (row: number) => lowest(cells[row], spec.format.decimal);
    const places = new Map(rule.order.map((token, i) => [token, i]));
    return (row: number) => places.get(cells[row].trim()) ?? places.size;
  });
  const rowsOf = new Map<string, number[]>();
  for (const row of ledger.usedRows()) {
    if (keys[row] === "") continue;
    const rows = rowsOf.get(keys[row]);
    if (rows) rows.push(row);
    else rowsOf.set(keys[row], [row]);
  }
  const several = [...rowsOf.values()].filter((rows) => rows.length > 1);
  const better = (a: number, b: number): boolean => {
    for (const rank of ranks) {
      const [x, y] = [rank(a), rank(b)];
      if (x !== y) return x < y;
    }
    return false;
  };
  const add = (rule: string, severity: "info" | "warning", n: number, checked: number, description: string): void =>
    findings.add({file: raw.file, rule, severity, n, checked, description});
  for (const column of same) {
    const cells = raw.column(column);
    const n = several.filter((rows) => new Set(rows.map((row) => cells[row].trim())).size > 1).length;
    add(
      "rows_of_patient_differ",
      "warning",
      n,
      several.length,
      `${column} is not the same in every ${what} of a patient`
    );
  }
  for (const rows of several) {
    const chosen = rows.reduce((best, row) => (better(row, best) ? row : best));
    for (const row of rows) if (row !== chosen) ledger.filter(row, `another ${what} of the patient is used`);
  }
  add("several_rows", "info", several.length, rowsOf.size, `Patients with more than one ${what}, of which one is used`);
}

function lowest(cell: string, decimal: string): number {
  const token = cell.trim();
  const value = token === "" ? NaN : Number(decimal === "," ? token.replace(",", ".") : token);
  return Number.isNaN(value) ? Infinity : value;
}
