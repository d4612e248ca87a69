import type {Cell} from "../../release/tableData.js";
import type {Ladder, Policy} from "../policySchema.js";
import {equivalenceClasses, isSafe} from "./equivalenceClasses.js";
import {generaliser} from "./generaliser.js";
import type {Profiles} from "./profiles.js";

/** One combination of levels and what it costs. */
export interface LatticeNode {
  /** Level of each quasi-identifier, in the order of the profiles. */
  readonly levels: readonly number[];
  /** Patients in classes that may not stand. */
  readonly suppressed: number;
  /** Classes that may stand. */
  readonly classes: number;
  /** Non-uniform entropy lost, weighted mean over the quasi-identifiers of the share of their own: 0 nothing, 1 everything. */
  readonly loss: number;
  /** It keeps the limits of suppression and of the mean risk. */
  readonly feasible: boolean;
}

/** The outcome of a search: the node of least loss, and how many were looked at. */
export interface LatticeSearch {
  /** Undefined if no combination keeps the limits. */
  readonly best: LatticeNode | undefined;
  readonly nodes: number;
  readonly feasible: number;
  /** The node that suppresses least, for saying how far off the limits are. */
  readonly least: LatticeNode;
}

/**
 * Looks at every combination of levels and takes the feasible one that loses least, by the non-uniform entropy of what
 * is shown (Gionis and Tassa, IEEE TKDE 2009;21:206): over patients, −log₂ of the share of the exact value among the
 * patients who are shown alike; a suppressed patient loses all. Every quasi-identifier counts by its
 * weight, as a share of what it has to lose: one that most patients share is not dropped for being poor in entropy. Ties go to the lower levels. The
 * optimum is exact, as nothing is skipped: there are few combinations, and each costs a pass over the distinct
 * profiles, not the patients.
 */
export function searchLattice(profiles: Profiles, policy: Policy): LatticeSearch {
  const ladders = profiles.names.map((name) => policy.quasi_identifiers[name]);
  const shown = ladders.map((ladder, q) => shownByLevel(ladder, profiles, q));
  const patients = profiles.n.reduce((sum, n) => sum + n, 0);
  const entropy = shown.map((levels, q) => levels.map((codes) => lossPerValue(profiles, q, codes)));
  const total = profiles.names.map((_, q) => lossPerValue(profiles, q, new Int32Array(profiles.values[q].length)));
  const everything = total.map((of, q) => profiles.n.reduce((sum, n, p) => sum + n * of[profiles.codes[q][p]], 0));
  const weights = ladders.map(({weight}, q) => (everything[q] > 0 ? weight : 0));
  const allWeights = weights.reduce((sum, weight) => sum + weight, 0);
  const limit = Math.floor(policy.max_suppression * patients + 1e-9);
  let [best, least]: (LatticeNode | undefined)[] = [];
  let [nodes, feasible] = [0, 0];
  for (const levels of combinations(ladders)) {
    ++nodes;
    const classes = equivalenceClasses(
      profiles,
      levels.map((level, q) => shown[q][level])
    );
    const safe = classes.n.map((n, c) => isSafe(n, classes.alive[c], classes.dead[c], policy));
    let [suppressed, standing] = [0, 0];
    safe.forEach((stands, c) => {
      if (stands) ++standing;
      else suppressed += classes.n[c];
    });
    let loss = 0;
    for (let q = 0; q < levels.length; ++q) {
      if (weights[q] === 0) continue;
      let lost = 0;
      for (let p = 0; p < profiles.n.length; ++p)
        lost += profiles.n[p] * (safe[classes.of[p]] ? entropy[q][levels[q]] : total[q])[profiles.codes[q][p]];
      loss += (weights[q] / allWeights) * (lost / everything[q]);
    }
    const released = patients - suppressed;
    const node: LatticeNode = {
      levels,
      suppressed,
      classes: standing,
      loss,
      feasible: suppressed <= limit && standing <= policy.max_mean_risk * released + 1e-9
    };
    if (!least || node.suppressed < least.suppressed) least = node;
    if (!node.feasible) continue;
    ++feasible;
    if (!best || node.loss < best.loss - 1e-12) best = node;
  }
  return {best, nodes, feasible, least: least};
}

/** For each level, a number per exact value: values with the same number are shown alike. */
export function shownByLevel(ladder: Ladder, {values}: Profiles, q: number): Int32Array[] {
  return ladder.levels.map((level) => {
    const generalise = generaliser(level, values[q]);
    const places = new Map<Cell, number>();
    return Int32Array.from(values[q], (value) => {
      const shown = generalise(value);
      const place = places.get(shown) ?? places.size;
      places.set(shown, place);
      return place;
    });
  });
}

/** −log₂ of the share of each exact value among the patients whose value is shown alike. */
function lossPerValue(profiles: Profiles, q: number, shown: ArrayLike<number>): Float64Array {
  const exact = new Float64Array(profiles.values[q].length);
  profiles.n.forEach((n, p) => (exact[profiles.codes[q][p]] += n));
  const alike = new Map<number, number>();
  exact.forEach((n, value) => alike.set(shown[value], (alike.get(shown[value]) ?? 0) + n));
  return exact.map((n, value) => Math.log2(alike.get(shown[value])! / n));
}

/** Every combination of levels, the lowest first. */
function* combinations(ladders: readonly Ladder[]): Generator<number[]> {
  const start = ladders.map(({from = 0}) => from);
  const levels = [...start];
  for (;;) {
    yield [...levels];
    let q = levels.length - 1;
    while (q >= 0 && ++levels[q] >= ladders[q].levels.length) levels[q] = start[q--];
    if (q < 0) return;
  }
}
