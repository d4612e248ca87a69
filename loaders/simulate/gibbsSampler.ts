import type {ClassModel, Individual} from "./classModel.js";
import type {Random} from "./random.js";

/**
 * Moves the given features of one individual's genotype by a Gibbs sweep under the current fields of the model. The
 * probabilities from which the features were drawn are added to `probabilities`.
 */
export type Sweep = (
  present: Uint8Array,
  features: readonly number[],
  random: Random,
  probabilities?: Float64Array
) => void;

/** A first genotype the class allows: features drawn independently until they fit its definition. */
export function startGenotype(model: ClassModel, individual: Individual, random: Random): Uint8Array {
  const present = new Uint8Array(model.names.length);
  for (let attempt = 0; attempt < 20000; ++attempt) {
    for (let j = 0; j < present.length; ++j) {
      const p = Number.isNaN(model.targets[j]) ? 0.1 : model.targets[j];
      present[j] = model.offset(j, individual) > -Infinity && random.chance(p) ? 1 : 0;
    }
    if (model.isAllowed(present)) return present;
  }
  throw new Error(`invalid calibration: no genotype of class ${model.genomicClass} in 20000 draws`);
}

/**
 * The sweep of one individual: each feature is drawn from its distribution given the others, and the member of each
 * mutually exclusive group that is present may change places with another. A change that the definition of the class
 * forbids is not made, so that the stationary distribution is the model's, restricted to the class.
 */
export function gibbsSweep(model: ClassModel, individual: Individual): Sweep {
  const {fields, exclusive, isAllowed} = model;
  const offsets = Float64Array.from(fields, (_, j) => model.offset(j, individual));
  const partners = model.couplings.map((list) => Int32Array.from(list, ([k]) => k));
  const logOdds = model.couplings.map((list) => Float64Array.from(list, ([, coupling]) => coupling));
  const fieldOf = (present: Uint8Array, j: number): number => {
    let field = fields[j] + offsets[j];
    const ks = partners[j];
    for (let i = 0; i < ks.length; ++i) if (present[ks[i]] === 1) field += logOdds[j][i];
    return field;
  };
  return (present, features, random, probabilities) => {
    for (const j of features) {
      const probability = 1 / (1 + Math.exp(-fieldOf(present, j)));
      if (probabilities) probabilities[j] += probability;
      const next = random.uniform() < probability ? 1 : 0;
      const previous = present[j];
      if (next === previous) continue;
      present[j] = next;
      if (!isAllowed(present)) present[j] = previous;
    }
    for (const group of exclusive) {
      const other = group[random.integer(0, group.length - 1)];
      const u = random.uniform();
      const current = group.find((j) => present[j] === 1);
      if (current === undefined || current === other) continue;
      present[current] = 0;
      const gain = fieldOf(present, other) - fieldOf(present, current);
      present[other] = 1;
      if (Math.log(u) < gain && isAllowed(present)) continue;
      present[other] = 0;
      present[current] = 1;
    }
  };
}
