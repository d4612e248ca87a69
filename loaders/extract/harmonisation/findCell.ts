import type {ExcerptCell, ExcerptFile, ExcerptPatient, ExcerptRecord} from "./excerpts.js";

/**
 * The raw cell of a patient that a provenance entry means: in the record with the given number, or, where a long file was
 * made into one row a patient, in the record of the name before the dot (`WBC.AVAL`).
 */
export function findCell(
  {files}: ExcerptPatient,
  file: string,
  column: string,
  record: number
): ExcerptCell | undefined {
  const own = files.find((d) => d.file === file);
  if (own === undefined) return undefined;
  const direct = own.records.find((d) => d.record === record);
  return (direct && cellOf(direct, column)) ?? pivoted(own, column);
}

function pivoted({records}: ExcerptFile, column: string): ExcerptCell | undefined {
  // The name may hold dots itself: the longest one that stands in a record is meant.
  for (let dot = column.lastIndexOf("."); dot > 0; dot = column.lastIndexOf(".", dot - 1)) {
    const [name, value] = [column.slice(0, dot), column.slice(dot + 1)];
    for (const record of records) {
      if (!record.cells.some(({token}) => token.trim() === name)) continue;
      const cell = cellOf(record, value);
      if (cell !== undefined) return cell;
    }
  }
  return undefined;
}

function cellOf({cells}: ExcerptRecord, column: string): ExcerptCell | undefined {
  return cells.find((cell) => cell.column === column);
}
