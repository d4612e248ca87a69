import {mentionedColumns, missingTokens} from "../mappedRaw.js";
import type {MatrixCells} from "../expression.js";
import type {OpenFile} from "../openSource.js";
import type {SourceContext} from "../sourceContext.js";

/**
 * Appends, for every column of every raw file, whether the mapping reads it and what became of its cells in the rows that
 * were used: a value, a declared missing token (or a text that says nothing), or a cell that could not be read. The three
 * add up. A column that only leads to a patient or decides a condition has a value wherever it is not missing.
 */
export function addMappingCoverage(
  files: readonly OpenFile[],
  matrices: ReadonlyMap<OpenFile, MatrixCells>,
  {source, mapping, tables, provenance}: Pick<SourceContext, "source" | "mapping" | "tables" | "provenance">
): void {
  const refused = refusedCells(tables.rejects);
  for (const file of files) {
    const {spec, raw, ledger} = file;
    const mentioned = new Set(mentionedColumns(mapping.files[file.name], mapping));
    const rows = ledger.usedRows();
    const missing = missingTokens(spec);
    const matrix = matrices.get(file);
    if (matrix) {
      const {values, missing: absent, refused: unread} = matrix;
      tables.mapping_coverage.push({
        source_id: source.id,
        file: spec.file,
        column: patientColumns,
        mapped: true,
        n_cells: values + absent + unread,
        n_values: values,
        n_missing: absent,
        n_refused: unread
      });
    }
    for (const column of matrix ? mentioned : raw.columns) {
      const mapped = mentioned.has(column);
      const reads = provenance.reads.filter((read) => read.file === file && read.column === column);
      let values = 0;
      let unread = 0;
      if (mapped) {
        const cells = reads.length > 0 ? undefined : raw.column(column);
        const absent = new Set(Object.keys(missing(column)));
        const records = refused.get(JSON.stringify([spec.file, column]));
        for (const row of rows) {
          const token = cells?.[row].trim();
          const known =
            token === undefined ? reads.some((read) => isSet(read.known, row)) : token !== "" && !absent.has(token);
          if (records?.has(raw.recordNumber(row, column))) ++unread;
          else if (known) ++values;
        }
      }
      tables.mapping_coverage.push({
        source_id: source.id,
        file: spec.file,
        column,
        mapped,
        n_cells: mapped ? rows.length : 0,
        n_values: values,
        n_missing: mapped ? rows.length - values - unread : 0,
        n_refused: unread
      });
    }
  }
}

/** Stands for the columns of patients in a matrix, whose names are ids. */
export const patientColumns = "(one column a patient)";

function isSet(bits: Uint8Array, row: number): boolean {
  return (bits[row >> 3] & (1 << (row & 7))) !== 0;
}

/** Records with a cell that was refused, by file and column. */
function refusedCells(rejects: SourceContext["tables"]["rejects"]): Map<string, Set<number>> {
  const [files, columns, records] = ["file", "column", "row"].map((name) => rejects.column(name).values);
  const result = new Map<string, Set<number>>();
  columns.forEach((column, i) => {
    if (column === null) return;
    const key = JSON.stringify([files[i], column]);
    const known = result.get(key);
    if (known) known.add(Number(records[i]));
    else result.set(key, new Set([Number(records[i])]));
  });
  return result;
}
