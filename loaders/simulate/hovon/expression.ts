import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {parse} from "yaml";
import {z} from "zod";
import type {Random} from "../random.js";

const expressionSchema = z.strictObject({
  mean: z.strictObject({mean: z.number(), sd: z.number(), minimum: z.number(), maximum: z.number()}),
  markerMean: z.tuple([z.number(), z.number()]),
  spread: z.strictObject({minimum: z.number(), maximum: z.number()}),
  batches: z.strictObject({count: z.number().int().positive(), sd: z.number()}),
  limits: z.tuple([z.number(), z.number()]),
  formerSymbols: z.record(z.string(), z.string()),
  markers: z.record(z.string(), z.record(z.string(), z.number())),
  genes: z.string().transform((text) => text.split(/\s+/u))
});

/** What expression arrays are drawn from (`data/demo/hovon-expression.yaml`). */
export type ExpressionParameters = z.infer<typeof expressionSchema>;

/** Log2 intensities by gene and patient. */
export interface ExpressionTruth {
  readonly genes: readonly string[];
  /** Ids of the patients with an array, in the order of the values. */
  readonly patients: readonly string[];
  /** Batch of each, counted from 1. */
  readonly batches: readonly number[];
  /** By gene, then by patient; two decimals. */
  readonly values: readonly (readonly number[])[];
}

/** Reads what the expression arrays are drawn from; a marker must be one of the genes. */
export async function readExpressionParameters(root: string): Promise<ExpressionParameters> {
  const file = join(root, "data", "demo", "hovon-expression.yaml");
  const parsed = expressionSchema.safeParse(parse(await readFile(file, "utf8")));
  const fault = (text: string): Error => new Error(`invalid parameters: data/demo/hovon-expression.yaml: ${text}`);
  if (!parsed.success) throw fault(`${parsed.error.issues[0].path.join(".")}: ${parsed.error.issues[0].message}`);
  const genes = new Set(parsed.data.genes);
  if (genes.size < parsed.data.genes.length) throw fault("genes: a symbol is listed twice");
  for (const markers of Object.values(parsed.data.markers))
    for (const gene of Object.keys(markers)) if (!genes.has(gene)) throw fault(`markers: unknown gene: ${gene}`);
  return parsed.data;
}

/** Draws the arrays of some patients: gene means and spreads, then class and batch shifts, then every value. */
export function drawExpression(
  patients: readonly {readonly id: string; readonly genomicClass: string}[],
  {mean, markerMean, spread, batches, limits, markers, genes}: ExpressionParameters,
  stream: (block: string) => Random
): ExpressionTruth {
  const [geneRandom, batchRandom, valueRandom] = ["genes", "batches", "values"].map((d) => stream(`expression/${d}`));
  const batchOf = patients.map(() => batchRandom.integer(1, batches.count));
  const [low, high] = limits;
  const markerGenes = new Set(Object.values(markers).flatMap((shifts) => Object.keys(shifts)));
  const values = genes.map((gene) => {
    const [lowest, highest] = markerGenes.has(gene) ? markerMean : [mean.minimum, mean.maximum];
    const level = Math.max(lowest, Math.min(highest, geneRandom.normal(mean.mean, mean.sd)));
    const sd = spread.minimum + (spread.maximum - spread.minimum) * geneRandom.uniform();
    const shifts = Array.from({length: batches.count}, () => geneRandom.normal(0, batches.sd));
    return patients.map(({genomicClass}, i) => {
      const marker = markers[genomicClass]?.[gene] ?? 0;
      const value = level + marker + shifts[batchOf[i] - 1] + sd * valueRandom.normal();
      return Math.round(Math.max(low, Math.min(high, value)) * 100) / 100;
    });
  });
  return {genes, patients: patients.map(({id}) => id), batches: batchOf, values};
}
