import {isAbsent} from "./dataKinds.js";
import type {StudyGenes} from "./studyGenes.js";
import type {StudyReport} from "./studyReport.js";

/** A symbol that a spreadsheet has made a date of. */
const dateLike = /^(\d{1,2}-(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(mar|sep|dec)-\d{1,2})$/iu;

/** Numbers of genes that are remembered; in a larger file the rest is not compared. */
const remembered = 500_000;

/**
 * Checks genes of a file, told by symbol, number or both. What is known of genes is little: a gene that is not among
 * them is counted, and no fault.
 *
 * @param genes what is known; undefined if nothing is
 */
export function geneCheck(
  file: string,
  report: StudyReport,
  genes: StudyGenes | undefined
): (line: number, columns: readonly [string, string], symbol: string, entrez: string) => void {
  const gene = report.check(file, "gene_unknown", "error", "Rows without a gene, or with a date in its stead");
  const number = report.check(
    file,
    "gene_number",
    "error",
    "Entrez numbers of genes that are no positive whole numbers"
  );
  const alone = report.check(
    file,
    "gene_symbol_only",
    "warning",
    "Rows whose gene only a symbol tells, without an Entrez number"
  );
  const conflict = report.check(
    file,
    "gene_conflict",
    "warning",
    "Entrez numbers that stand for another symbol in an earlier row"
  );
  const former = report.check(file, "gene_former", "warning", "Symbols that have been replaced by others");
  const other = report.check(file, "gene_number_other", "warning", "Entrez numbers other than that of the symbol");
  const unlisted = report.check(
    file,
    "gene_unlisted",
    "info",
    "Symbols that are not among the genes that are declared here, and so were not compared"
  );
  const symbols = new Map<string, string>();
  return (line, [symbolColumn, numberColumn], symbol, entrez) => {
    const known = !isAbsent(entrez) && entrez !== "0";
    const named = !isAbsent(symbol) && symbol !== "Unknown";
    const at = {line, column: symbolColumn, value: symbol};
    gene.test((known || named) && !dateLike.test(symbol), at);
    if (known) number.test(/^[1-9]\d*$/u.test(entrez), {line, column: numberColumn, value: entrez});
    alone.test(known, {line, column: numberColumn, value: symbol});
    if (known && named && (symbols.size < remembered || symbols.has(entrez))) {
      const first = symbols.get(entrez) ?? symbol;
      conflict.test(first === symbol, at);
      symbols.set(entrez, first);
    }
    if (!genes || !named) return;
    former.test(!genes.former.has(symbol), at);
    const expected = genes.numbers.get(symbol);
    if (known && expected !== undefined)
      other.test(Number(entrez) === expected, {line, column: numberColumn, value: entrez});
    unlisted.test(genes.current.has(symbol) || genes.former.has(symbol), at);
  };
}
