import type {AlterationFacts} from "./alterationBits.js";

/** State of a cell of an oncoprint. */
export const oncoprintStates = {notTested: 0, wildType: 1, mutated: 2} as const;

/** Patients and alterations in the order in which an oncoprint shows them. */
export interface OncoprintOrder {
  /** Alterations, most often mutated first. */
  readonly rows: readonly {readonly name: string; readonly mutated: number; readonly tested: number}[];
  /** Patients by row number of the release, in drawing order. */
  readonly patients: Int32Array;
  /** State by row and then patient, see {@link oncoprintStates}. */
  readonly states: Uint8Array;
  /** Members of the cohort, of whom `patients` may be a part. */
  readonly members: number;
}

/**
 * Orders the members of a cohort for an oncoprint: alterations by how many have them, patients so that those with the
 * first alteration come first, among them those with the second, and so on; in every step wild type goes before not
 * tested. Ties keep the order of the release. Of more than `most` members every k-th is taken, evenly over the order of
 * the release, before sorting.
 *
 * @param counts members mutated and tested, in the order of `facts`
 */
export function oncoprintOrder(
  facts: readonly AlterationFacts[],
  counts: readonly {readonly mutated: number; readonly tested: number}[],
  members: ArrayLike<number>,
  {alterations, most}: {readonly alterations: number; readonly most: number}
): OncoprintOrder {
  const cohort: number[] = [];
  for (let i = 0; i < members.length; ++i) if (members[i] === 1) cohort.push(i);
  const counted = facts
    .map((fact, i) => ({fact, ...counts[i]}))
    .filter(({tested}) => tested > 0)
    .sort((a, b) => b.mutated - a.mutated || (a.fact.name < b.fact.name ? -1 : 1))
    .slice(0, alterations);
  const taken = everyKth(cohort, most);
  const keys = sortKeys(
    counted.map(({fact}) => fact),
    taken
  );
  const order = Int32Array.from(taken, (_, i) => i).sort((a, b) => compareKeys(keys, a, b) || a - b);
  const patients = Int32Array.from(order, (i) => taken[i]);
  const states = new Uint8Array(counted.length * patients.length);
  counted.forEach(({fact}, row) => {
    for (let k = 0; k < patients.length; ++k) states[row * patients.length + k] = stateOf(fact, patients[k]);
  });
  return {
    rows: counted.map(({fact: {name}, mutated, tested}) => ({name, mutated, tested})),
    patients,
    states,
    members: cohort.length
  };
}

function stateOf({mutated, tested}: AlterationFacts, patient: number): number {
  return mutated[patient] === 1
    ? oncoprintStates.mutated
    : tested[patient] === 1
      ? oncoprintStates.wildType
      : oncoprintStates.notTested;
}

/** Two bits per alteration, the first in the highest, as words: to compare patients is to compare these numbers. */
function sortKeys(
  facts: readonly AlterationFacts[],
  patients: readonly number[]
): {readonly words: Uint32Array; readonly width: number} {
  const width = Math.max(1, Math.ceil(facts.length / 16));
  const words = new Uint32Array(width * patients.length);
  facts.forEach((fact, row) => {
    const shift = 30 - 2 * (row % 16);
    for (let k = 0; k < patients.length; ++k) words[k * width + (row >> 4)] += stateOf(fact, patients[k]) * 2 ** shift;
  });
  return {words, width};
}

function compareKeys(
  {words, width}: {readonly words: Uint32Array; readonly width: number},
  a: number,
  b: number
): number {
  for (let w = 0; w < width; ++w) {
    const difference = words[b * width + w] - words[a * width + w];
    if (difference !== 0) return difference;
  }
  return 0;
}

function everyKth(rows: readonly number[], most: number): readonly number[] {
  if (rows.length <= most) return rows;
  return Array.from({length: most}, (_, i) => rows[Math.floor((i * rows.length) / most)]);
}
