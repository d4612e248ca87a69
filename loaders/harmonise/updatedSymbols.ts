import type {FindingLog} from "./findingLog.js";

/** Counts former gene symbols that were replaced in a file. */
export interface UpdatedSymbols {
  /** Notes that a symbol stands for a gene, and gives the gene back. */
  note(symbol: string, gene: string): string;
  /** One finding `gene_symbol_updated` a symbol that was replaced. */
  report(): void;
}

/** @param checked rows of the file that were looked at */
export function updatedSymbols(file: string, checked: number, findings: FindingLog): UpdatedSymbols {
  const updated = new Map<string, number>();
  return {
    note(symbol, gene) {
      const change = `${symbol} → ${gene}`;
      if (gene !== symbol) updated.set(change, (updated.get(change) ?? 0) + 1);
      return gene;
    },
    report() {
      for (const [change, n] of [...updated].sort(([a], [b]) => (a < b ? -1 : 1)))
        findings.add({
          file,
          rule: "gene_symbol_updated",
          severity: "info",
          n,
          checked,
          description: `Former gene symbol: ${change}`
        });
    }
  };
}
