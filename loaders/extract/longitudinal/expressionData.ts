import type {ExpressionData} from "../../../src/model/siteLongitudinal.js";
import type {Release} from "../../release/readRelease.js";
import type {ExpressionMatrix} from "./expressionMatrix.js";
import type {ClassifiedPatients} from "./patientClasses.js";
import {platformOf, sampleAssays} from "./sampleAssays.js";

/** The gene that is shown first, if it was measured. */
const firstGene = "MECOM";

/** What the page needs of one source's expression before the matrix is loaded; null if the source has none. */
export function expressionData(
  release: Release,
  matrix: ExpressionMatrix | null,
  source: string,
  classified: readonly ClassifiedPatients[]
): ExpressionData | null {
  const start = matrix?.samples.findIndex((sample) => sample.source === source) ?? -1;
  if (matrix === null || start < 0) return null;
  const samples = matrix.samples.filter((sample) => sample.source === source);
  const assays = sampleAssays(release, ["expr_array", "RNAseq"]);
  const batchOf = samples.map(({id}) => assays.get(id)?.batch ?? null);
  const batches = [...new Set(batchOf.flatMap((batch) => batch ?? []))].sort();
  const gene = matrix.genes.includes(firstGene) ? firstGene : matrix.genes[0];
  const from = matrix.genes.indexOf(gene) * matrix.samples.length + start;
  const values = Array.from(matrix.values.subarray(from, from + samples.length));
  return {
    start,
    n: samples.length,
    unit: matrix.units.get(source) ?? "",
    platform: platformOf(samples.map(({id}) => assays.get(id))),
    genes: matrix.genes,
    batches,
    batch: batchOf.map((batch) => (batch === null ? null : batches.indexOf(batch))),
    classes: Object.fromEntries(
      classified.map(({system, classOf}) => [system.id, samples.map(({patient}) => classOf.get(patient) ?? null)])
    ),
    first: {gene, values: values.map((value) => (Number.isNaN(value) ? null : value))}
  };
}
