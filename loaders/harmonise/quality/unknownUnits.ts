import type {OpenFile} from "../openSource.js";
import type {SourceContext} from "../sourceContext.js";
import {unknownUnit} from "../unitColumnReader.js";

/** Counts, for every file in which a column tells the units of others, the values that were refused for want of a unit. */
export function unknownUnits(files: readonly OpenFile[], {tables, findings}: SourceContext): void {
  const [names, reasons] = ["file", "reason"].map((name) => tables.rejects.column(name).values);
  for (const {spec, raw, ledger} of files) {
    const told = Object.values(spec.columns).filter((specs) => specs.some(({unit}) => typeof unit === "object"));
    if (told.length === 0) continue;
    const n = names.reduce(
      (sum: number, file, i) => sum + (file === raw.file && reasons[i] === unknownUnit ? 1 : 0),
      0
    );
    const checked = told.length * ledger.usedRows().length;
    const description = "Values whose unit is blank or not declared; refused";
    findings.add({file: raw.file, rule: "unit_unknown", severity: "warning", n, checked, description});
  }
}
