import type {Column} from "../../src/model/column.js";
import {parseTarget} from "../study/targets.js";
import type {Evidence} from "./evidence.js";
import {noEvidence} from "./evidence.js";
import type {OpenFile} from "./openSource.js";
import {readMapped} from "./readMapped.js";
import type {SourceContext} from "./sourceContext.js";

const statusColumn: Pick<Column, "name" | "type" | "min" | "max"> = {name: "status", type: "i8", min: 0, max: 1};

/** Evidence from raw columns: alteration → `<file>.<column>` → status per patient, in the order of the mapping. */
export type ColumnEvidence = ReadonlyMap<string, ReadonlyMap<string, Evidence>>;

/** Reads every raw column that reports an alteration, including those named by gene. */
export function columnEvidence(
  files: readonly OpenFile[],
  joins: ReadonlyMap<OpenFile, Int32Array>,
  geneName: (raw: string) => string | null,
  size: number,
  context: SourceContext
): ColumnEvidence {
  const result = new Map<string, Map<string, Evidence>>();
  for (const file of files) {
    const rows = file.ledger.usedRows();
    const joined = joins.get(file)!;
    const add = (alteration: string, column: string, spec: OpenFile["spec"]["columns"][string][number]): void => {
      const read = readMapped(file, column, spec, statusColumn, rows, context);
      const evidence = noEvidence(size);
      const {values, reasons} = read;
      rows.forEach((row, i) => {
        const value = values[i];
        evidence.status[joined[row]] = typeof value === "number" ? value : -1;
        evidence.reasons[joined[row]] = reasons[i];
      });
      let byColumn = result.get(alteration);
      if (!byColumn) result.set(alteration, (byColumn = new Map<string, Evidence>()));
      byColumn.set(`${file.name}.${column}`, evidence);
    };
    for (const [name, specs] of Object.entries(file.spec.columns))
      for (const spec of specs) {
        const target = parseTarget(spec.to);
        if (target?.table === "alterations") add(target.name, name, spec);
      }
    const {genes} = file.spec;
    for (const column of genes?.columns ?? []) {
      const alteration = geneName(column);
      if (genes && alteration !== null)
        add(alteration, column, {
          to: `alterations.${alteration}`,
          codes: genes.codes,
          missing: genes.missing,
          fallback: false
        });
    }
  }
  return result;
}
