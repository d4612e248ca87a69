import {columnOf} from "../../release/columnOf.js";
import {hasTable} from "../../release/hasTable.js";
import type {Release} from "../../release/readRelease.js";
import {compareText} from "../../release/textOrder.js";
import {type IndexedSample, sampleIndex} from "./sampleIndex.js";

/** Expression of genes in samples, those of a source side by side. */
export interface ExpressionMatrix {
  /** Sorted. */
  readonly genes: readonly string[];
  /** By source and patient; one sample a patient. */
  readonly samples: readonly IndexedSample[];
  /** Code of the vocabulary `expressionUnit` by source. */
  readonly units: ReadonlyMap<string, string>;
  /** Row-major, genes × samples; NaN where not measured. */
  readonly values: Float32Array;
}

/** The expression of a release: of samples of diagnosis, or without a time point; null if it has none. */
export function expressionMatrix(release: Release): ExpressionMatrix | null {
  if (!hasTable(release, "expression")) return null;
  const table = release.table("expression");
  const [ids, symbols, values, units] = ["sample_id", "gene_symbol", "value", "unit"].map((name) =>
    columnOf(table, name)
  );
  const samples = oneEach(new Set(ids.map(String)), sampleIndex(release));
  if (samples.length === 0) return null;
  const genes = [...new Set(symbols.map(String))].sort(compareText);
  const [rowOf, columnOfSample] = [indexOf(genes), indexOf(samples.map(({id}) => id))];
  const matrix = new Float32Array(genes.length * samples.length).fill(NaN);
  const unitOf = new Map<string, string>();
  ids.forEach((id, i) => {
    const column = columnOfSample.get(String(id));
    const value = values[i];
    if (column === undefined || typeof value !== "number") return;
    matrix[rowOf.get(String(symbols[i]))! * samples.length + column] = value;
    unitOf.set(samples[column].source, String(units[i]));
  });
  return {genes, samples, units: unitOf, values: matrix};
}

/** One measured sample a patient, in the order of sources and patients. */
function oneEach(measured: ReadonlySet<string>, samples: ReadonlyMap<string, IndexedSample>): IndexedSample[] {
  const chosen = new Map<string, IndexedSample>();
  for (const id of [...measured].sort(compareText)) {
    const sample = samples.get(id);
    if (!sample || (sample.timepoint !== null && sample.timepoint !== "diagnosis")) continue;
    if (!chosen.has(sample.patient)) chosen.set(sample.patient, sample);
  }
  return [...chosen.values()].sort((a, b) => compareText(a.source, b.source) || compareText(a.patient, b.patient));
}

function indexOf(names: readonly string[]): Map<string, number> {
  return new Map(names.map((name, i) => [name, i]));
}

/**
 * The matrix as bytes: genes and samples as two 32-bit whole numbers, then the values as 32-bit floats, gene by gene, all
 * little-endian. Two zeros without expression.
 */
export function expressionBytes(matrix: ExpressionMatrix | null): Uint8Array {
  const {genes, samples, values} = matrix ?? {genes: [], samples: [], values: new Float32Array()};
  const bytes = new Uint8Array(8 + 4 * values.length);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, genes.length, true);
  view.setInt32(4, samples.length, true);
  values.forEach((value, i) => view.setFloat32(8 + 4 * i, value, true));
  return bytes;
}
