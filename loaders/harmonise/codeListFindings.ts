import {labelled} from "../sources/define/describeTable.js";
import type {RawTable} from "../sources/rawTable.js";
import type {FindingLog} from "./findingLog.js";

/**
 * Compares the columns that were read with the code lists of the definition that goes with the file: cells with a code
 * that the list does not name are counted, one finding a column. Blank cells have no code.
 *
 * @param columns those that were read; all if not given
 */
export function codeListFindings(table: RawTable, columns: readonly string[] | undefined, findings: FindingLog): void {
  const {file, info} = table;
  if (info === undefined) return;
  const wanted = new Set(columns ?? table.columns);
  for (const [name, described] of info.columns) {
    const {codes} = described;
    if (codes === undefined || !wanted.has(name) || !table.columns.includes(name)) continue;
    const cells = table.column(name).filter((cell) => cell !== "");
    const others = cells.filter((cell) => !codes.has(cell)).length;
    findings.add({
      file,
      rule: `code_not_listed:${name}`,
      severity: "warning",
      n: others,
      checked: cells.length,
      description: `Values of ${labelled(name, described)} that the code list of the definition does not name`
    });
  }
}
