import type {FindingLog} from "./findingLog.js";

/**
 * How the header of a file differs from the one that was agreed: columns that are missing (`column_missing`), that stand in
 * another order (`column_order`), or that nobody spoke of (`column_additional`).
 */
export function headerFindings(
  file: string,
  agreed: readonly string[],
  found: readonly string[],
  findings: FindingLog
): void {
  const missing = agreed.filter((column) => !found.includes(column));
  const additional = found.filter((column) => !agreed.includes(column));
  const [inAgreed, inFound] = [
    agreed.filter((column) => found.includes(column)),
    found.filter((column) => agreed.includes(column))
  ];
  const reordered = inAgreed.some((column, i) => column !== inFound[i]);
  const add = (rule: string, severity: "info" | "warning", n: number, checked: number, words: string): void =>
    findings.add({file, rule, severity, n, checked, description: words});
  const names = (list: readonly string[]): string => (list.length === 0 ? "" : `: ${list.join(", ")}`);
  const absent = `Columns of the agreed header that are missing; read as not collected${names(missing)}`;
  add("column_missing", "warning", missing.length, agreed.length, absent);
  add("column_order", "warning", reordered ? 1 : 0, 1, "Columns in another order than agreed; read by their names");
  const more = `Columns that the agreed header does not have; not read${names(additional)}`;
  add("column_additional", "info", additional.length, found.length, more);
}
