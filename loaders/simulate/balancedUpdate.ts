import type {ClassModel} from "./classModel.js";
import type {Random} from "./random.js";

/** The genotype of one individual under the model of their class, with what age and sex add to each field. */
export interface Chain {
  readonly present: Uint8Array;
  readonly offsets: Float64Array;
}

/** The individuals of one class, youngest first. */
export interface ChainGroup {
  readonly model: ClassModel;
  readonly chains: readonly Chain[];
}

/**
 * Draws one feature anew in every genotype from its distribution given the others, as a Gibbs sweep does, but for all
 * individuals together by systematic sampling: in the order of their probabilities (then of the number of alterations,
 * then of age) they share one random start, and every time the running total of probabilities passes a whole number, the
 * feature is present. Each individual keeps their own probability, so that each genotype by itself is a draw of the model;
 * but the count over all individuals, and over those alike, lies within one of its expectation.
 */
export function balancedUpdate(groups: readonly ChainGroup[], feature: string, random: Random): void {
  let total = random.uniform();
  for (const {model, chains} of groups) {
    const j = model.names.indexOf(feature);
    if (j < 0) continue;
    const moves = chains.map((chain) => ({
      chain,
      probability: probabilityOf(model, j, chain),
      burden: chain.present.reduce((sum, value) => sum + value, 0) - chain.present[j]
    }));
    moves.sort((a, b) => a.probability - b.probability || a.burden - b.burden);
    for (const {chain, probability} of moves) {
      const next = total + probability;
      chain.present[j] = Math.floor(next) > Math.floor(total) ? 1 : 0;
      total = next;
    }
  }
}

/** Probability of a feature given the others, 0 or 1 where the definition of the class leaves no choice. */
function probabilityOf(model: ClassModel, j: number, {present, offsets}: Chain): number {
  let field = model.fields[j] + offsets[j];
  for (const [k, coupling] of model.couplings[j]) if (present[k] === 1) field += coupling;
  const current = present[j];
  present[j] = 1 - current;
  const isFree = model.isAllowed(present);
  present[j] = current;
  return isFree ? 1 / (1 + Math.exp(-field)) : current;
}
