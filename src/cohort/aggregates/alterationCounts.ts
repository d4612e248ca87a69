import type {AlterationCount} from "../../model/cohortResults.js";
import type {ColumnArray} from "../cohortRows.js";
import {type Coded, slotOf} from "./coded.js";

/** An alteration of all patients of the release. */
export interface CodedAlteration {
  readonly name: string;
  /** 0 mutated, 1 wild type, −1 not tested. */
  readonly codes: ColumnArray;
  /** 1 for patients who are counted for it; null = all. Those of a source whose eligibility fixes the gene are not. */
  readonly counted: Uint8Array | null;
}

/**
 * Patients with each alteration among those tested, by group in catalogue order; groups without patients are left out if
 * anything is grouped.
 */
export function alterationCounts(
  groups: Coded,
  alterations: readonly CodedAlteration[],
  mask: Uint8Array
): AlterationCount[] {
  const slots = new Uint8Array(mask.length);
  if (groups.codes !== null) for (let row = 0; row < mask.length; ++row) slots[row] = slotOf(groups, row);
  const sizes = new Uint32Array(groups.levels.length);
  for (let row = 0; row < mask.length; ++row) sizes[slots[row]] += mask[row];
  const counts = alterations.map((alteration) => countStates(alteration, slots, groups.levels.length, mask));
  return groups.levels.flatMap((group, g) => {
    if (sizes[g] === 0 && groups.codes !== null) return [];
    return alterations.map(({name}, j) => {
      const [notTested, mutated, wildType] = counts[j].subarray(3 * g, 3 * g + 3);
      const nTested = mutated + wildType;
      return {group, alteration: name, nMutated: mutated, nTested, nPatients: nTested + notTested};
    });
  });
}

/** By group: not tested, mutated, wild type. */
function countStates(
  {codes, counted}: CodedAlteration,
  slots: Uint8Array,
  groups: number,
  mask: Uint8Array
): Uint32Array {
  if (groups === 1) return countAll(codes, counted, mask);
  const counts = new Uint32Array(3 * groups);
  if (counted === null) {
    for (let row = 0; row < mask.length; ++row) counts[3 * slots[row] + codes[row] + 1] += mask[row];
  } else {
    for (let row = 0; row < mask.length; ++row) counts[3 * slots[row] + codes[row] + 1] += mask[row] & counted[row];
  }
  return counts;
}

/** Not tested, mutated, wild type. In local variables: one counter that is written again and again would be waited for. */
function countAll(codes: ColumnArray, counted: Uint8Array | null, mask: Uint8Array): Uint32Array {
  let members = 0;
  let mutated = 0;
  let wildType = 0;
  for (let row = 0; row < mask.length; ++row) {
    const member = counted === null ? mask[row] : mask[row] & counted[row];
    members += member;
    mutated += codes[row] === 0 ? member : 0;
    wildType += codes[row] === 1 ? member : 0;
  }
  return Uint32Array.of(members - mutated - wildType, mutated, wildType);
}
