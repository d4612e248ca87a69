import type {CallColumns} from "../../cohort/mutations/callColumns.js";
import type {Hotspots} from "../../cohort/mutations/hotspots.js";
import type {FigureTable} from "../plainTable.js";

/**
 * Patients by codon.
 *
 * @param words of the codes of effects
 */
export function proteinTable(
  {codons, other, withoutPosition}: Hotspots,
  words: (consequence: string | null) => string
): FigureTable {
  return {
    columns: ["codon", "commonest_effect", "patients"],
    rows: [
      ...codons.map((d) => [String(d.codon), words(d.consequence), d.patients]),
      ["other codons", null, other.patients],
      ["position not known", null, withoutPosition]
    ]
  };
}

/** The calls of a gene in a cohort, in the order of the extract; patients by a running number of this table alone. */
export function proteinCallsTable(
  {genes, starts, rows, codon, consequence, consequences}: CallColumns,
  gene: string,
  members: ArrayLike<number>
): FigureTable {
  const wanted = genes.indexOf(gene);
  const numbers = new Map<number, number>();
  const calls: (string | number | null)[][] = [];
  for (let i = starts[wanted] ?? 0; i < (starts[wanted + 1] ?? 0); ++i) {
    if (members[rows[i]] !== 1) continue;
    const number = numbers.get(rows[i]) ?? numbers.size + 1;
    numbers.set(rows[i], number);
    calls.push([number, Number.isNaN(codon[i]) ? null : codon[i], consequences[consequence[i]] ?? null]);
  }
  return {columns: ["patient", "codon", "effect"], rows: calls};
}
