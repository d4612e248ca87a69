import type {RegistryParameters} from "./parameters.js";
import type {BaselineTruth, MutationTruth} from "./patientTruth.js";
import type {Random} from "./random.js";
import {positionsBy, shuffle, stratifiedSample} from "./stratifiedUniforms.js";

/** Mean variant allele frequency of a gene: twice as high for genes on the X chromosome in men. */
export function meanAlleleFrequency(symbol: string, sex: BaselineTruth["sex"], {vaf}: RegistryParameters): number {
  const mean = vaf.mean[symbol] ?? vaf.default;
  return sex === "male" && vaf.xLinked.includes(symbol) ? Math.min(0.95, 2 * mean) : mean;
}

/** A variant allele frequency between 2 and 99 %, to two decimals of a per cent. */
export function drawAlleleFrequency(mean: number, {vaf}: RegistryParameters, random: Random): number {
  const value = random.beta(mean * vaf.concentration, (1 - mean) * vaf.concentration);
  return Math.round(Math.max(0.02, Math.min(0.99, value)) * 10000) / 10000;
}

/**
 * The same calls with allele frequencies that are stratified over all calls of a gene (and sex, on the X chromosome), dealt
 * out at random. Calls without one stay without.
 *
 * @param calls by patient
 * @param sexes of the same patients
 */
export function withAlleleFrequencies<T extends MutationTruth>(
  calls: readonly (readonly T[])[],
  sexes: readonly BaselineTruth["sex"][],
  parameters: RegistryParameters,
  random: Random
): T[][] {
  const result = calls.map((list) => [...list]);
  const places = calls.flatMap((list, i) =>
    list.flatMap(({gene, vaf}, k) =>
      vaf === null ? [] : [{i, k, gene, mean: meanAlleleFrequency(gene, sexes[i], parameters)}]
    )
  );
  for (const positions of positionsBy(places, ({gene, mean}) => `${gene}/${mean}`)) {
    const {mean} = places[positions[0]];
    const draw = (): number => drawAlleleFrequency(mean, parameters, random);
    const values = shuffle(stratifiedSample(positions.length, draw, random), random);
    positions.forEach((position, n) => {
      const {i, k} = places[position];
      result[i][k] = {...result[i][k], vaf: values[n]};
    });
  }
  return result;
}
