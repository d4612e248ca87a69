import type {Mapping, When} from "../study/mappingSchema.js";
import {missingTokens} from "./mappedRaw.js";
import type {OpenFile} from "./openSource.js";
import type {SourceContext} from "./sourceContext.js";

/**
 * Counts, and lists by name, the panels of a study's matrix of gene panels that no assay of the mapping names: of the samples
 * that have one nobody says what was looked at.
 */
export function panelFindings(
  files: readonly OpenFile[],
  {source, mapping, tables, findings}: Pick<SourceContext, "source" | "mapping" | "tables" | "findings">
): void {
  for (const file of files) {
    if (file.spec.format.kind !== "cbioportal" || file.spec.format.data !== "table") continue;
    for (const [column, panels] of namedPanels(file.name, mapping)) {
      const absent = new Set(Object.keys(missingTokens(file.spec)(column)));
      const unknown = new Map<string, number>();
      const rows = file.ledger.usedRows();
      const cells = file.raw.column(column);
      for (const row of rows) {
        const panel = cells[row].trim();
        if (!panels.has(panel) && !absent.has(panel)) unknown.set(panel, (unknown.get(panel) ?? 0) + 1);
      }
      for (const [token, n] of [...unknown].sort(([a], [b]) => (a < b ? -1 : 1)))
        tables.unmapped_tokens.push({
          source_id: source.id,
          file: file.spec.file,
          column,
          token,
          reason: "a panel that no assay of the mapping names",
          n
        });
      findings.add({
        file: file.spec.file,
        rule: "panel_unmapped",
        severity: "error",
        n: [...unknown.values()].reduce((sum, n) => sum + n, 0),
        checked: rows.length,
        description: `Samples with a panel in ${column} that no assay of the mapping names`
      });
    }
  }
}

/** Tokens that conditions of assays name, by the column of the file. */
function namedPanels(file: string, {assays}: Mapping): Map<string, Set<string>> {
  const named = new Map<string, Set<string>>();
  for (const {panel, patients} of Object.values(assays)) {
    if (panel === undefined || typeof patients !== "object" || patients.file !== file) continue;
    for (const [column, test] of Object.entries(patients.when ?? {})) {
      const known = named.get(column) ?? new Set();
      for (const token of tokensOf(test)) known.add(token);
      named.set(column, known);
    }
  }
  return named;
}

function tokensOf(test: When[string]): readonly string[] {
  return [...test.is, ...(test.not ?? [])];
}
