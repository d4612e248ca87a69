import type {Cell, TableData} from "../../release/tableData.js";
import {patientsPerValue} from "./patientsPerValue.js";

/**
 * Protein change and codon of calls as released: the change where at least k patients carry it, else the codon where it is
 * a hot spot, hit in at least k patients whose change is not shown, else neither. The change of an internal tandem
 * duplication spells its sequence and is never shown.
 */
export function rareVariants(
  {rows, columns}: Pick<TableData, "rows" | "columns">,
  persons: ArrayLike<number>,
  k: number
): {hgvs_p: Cell[]; protein_start: Cell[]} {
  const {gene_symbol: genes, hgvs_p: changes, protein_start: codons, variant_class: kinds} = columns;
  const key = (row: number, cell: Cell): Cell => (cell === null ? null : `${String(genes[row])} ${String(cell)}`);
  const keys = Array.from({length: rows}, (_, row) => (kinds?.[row] === "ITD" ? null : key(row, changes[row])));
  const carriers = patientsPerValue(keys, persons);
  const common = (cell: Cell) => cell !== null && carriers.get(cell)! >= k;
  // Carriers of the codon whose change is not shown: they must be enough by themselves.
  const bare = keys.map((cell, row) => (common(cell) || kinds?.[row] === "ITD" ? null : key(row, codons[row])));
  const bareCarriers = patientsPerValue(bare, persons);
  const result: {hgvs_p: Cell[]; protein_start: Cell[]} = {hgvs_p: [], protein_start: []};
  for (let row = 0; row < rows; ++row) {
    const shown = common(keys[row]);
    result.hgvs_p.push(shown ? changes[row] : null);
    const hotspot = bare[row] !== null && bareCarriers.get(bare[row])! >= k;
    result.protein_start.push(shown || hotspot ? codons[row] : null);
  }
  return result;
}
