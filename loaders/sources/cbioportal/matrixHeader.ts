import {SourceError} from "../sourceError.js";

/** What the columns of a matrix are, or of its long form with a row for every cell. */
export interface MatrixHeader {
  /** Index of the column that names what a row measures. */
  readonly entity: number;
  /** Index of the column with Entrez numbers; -1 if there is none. */
  readonly entrez: number;
  /** Samples and the indexes of their columns; empty in the long form. */
  readonly samples: readonly {readonly name: string; readonly index: number}[];
  /** Indexes of the columns with sample and value in the long form. */
  readonly long?: {readonly sample: number; readonly value: number};
}

/** Columns that name what is measured, the first that is there. */
export const entityColumns = [
  "Hugo_Symbol",
  "ENTITY_STABLE_ID",
  "Composite.Element.REF",
  "geneset_id",
  "Entrez_Gene_Id"
];

/** Columns that describe what is measured. */
export const describing = ["Cytoband", "NAME", "DESCRIPTION", "URL"];

/**
 * Reads the header of a matrix with one row a gene, or another entity, and one column a sample.
 *
 * @param properties further columns that describe the entities, as the description of the file names them
 * @throws {SourceError} if no column names what is measured
 */
export function matrixHeader(
  file: string,
  header: readonly string[],
  properties: readonly string[] = []
): MatrixHeader {
  const found = entityColumns.find((name) => header.includes(name));
  if (found === undefined)
    throw new SourceError("no column names what is measured", {file, expected: `one of ${entityColumns.join(", ")}`});
  const entity = header.indexOf(found);
  const entrez = header.indexOf("Entrez_Gene_Id");
  const at = (wanted: string): number => header.findIndex((name) => name.toLowerCase() === wanted);
  const long = {sample: at("sample_id"), value: at("value")};
  if (long.sample >= 0 && long.value >= 0) return {entity, entrez, samples: [], long};
  const other = new Set([...entityColumns, ...describing, ...properties]);
  const samples = header.flatMap((name, index) => (other.has(name) ? [] : [{name, index}]));
  return {entity, entrez, samples};
}
