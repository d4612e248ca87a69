import type {Cell} from "../../release/tableData.js";
import {DisclosureError} from "../disclosureError.js";
import type {Ladder, Policy} from "../policySchema.js";
import {isSafe} from "./equivalenceClasses.js";
import {generaliser} from "./generaliser.js";
import {type Profiles, profilesOf} from "./profiles.js";
import type {LatticeNode} from "./searchLattice.js";

/** Quasi-identifiers that cannot be blanked: every record has a source and a disease. */
const fixed: readonly string[] = ["source_id", "disease"];

/** What is released of the patients' quasi-identifiers. */
export interface ReleasedIdentities {
  /** Per quasi-identifier, what is shown of each patient; of no use for a patient who is left out. */
  readonly shown: readonly Cell[][];
  /** 1 for patients of whom one or more quasi-identifiers are blanked. */
  readonly blanked: Uint8Array;
  /** 1 for patients who are left out: blanking would not have hidden them. */
  readonly removed: Uint8Array;
}

/**
 * Applies the levels, and suppresses locally: of a patient in a class that may not stand one quasi-identifier after the other
 * is blanked, those first that cost least, until those that look alike make a class that may stand. Source and disease stay.
 * Those who make none even so take with them all of their source and disease of whom anything is blanked; if that is not
 * enough either, they are left out altogether.
 *
 * @throws {DisclosureError} if more are suppressed than the policy allows
 */
export function suppressPatients(
  profiles: Profiles,
  exact: readonly (readonly Cell[])[],
  outcome: Uint8Array,
  {levels}: LatticeNode,
  policy: Policy
): ReleasedIdentities {
  const patients = profiles.of.length;
  const {names} = profiles;
  const ladders = names.map((name) => policy.quasi_identifiers[name]);
  const shown = exact.map((cells, q) => cells.map(generaliser(ladders[q].levels[levels[q]], cells)));
  const blanked = new Uint8Array(patients);
  let exposed = unsafePatients(names, shown, outcome, policy);
  const order = orderOfLoss(names, ladders);
  for (const q of order) {
    if (count(exposed) === 0) break;
    exposed.forEach((marked, i) => {
      if (marked === 0) return;
      shown[q][i] = null;
      blanked[i] = 1;
    });
    const after = unsafePatients(names, shown, outcome, policy);
    exposed = exposed.map((marked, i) => marked & after[i]);
  }
  // Too few are left by themselves: those of the same source and disease of whom less was blanked join them.
  const keptOf = (i: number): string =>
    JSON.stringify(names.map((name, q) => (fixed.includes(name) ? shown[q][i] : null)));
  const alone = new Set(Array.from(exposed.keys(), (i) => (exposed[i] === 1 ? keptOf(i) : null)));
  blanked.forEach((marked, i) => {
    if (marked === 1 && alone.has(keptOf(i))) for (const q of order) shown[q][i] = null;
  });
  // Patients without values of their own look like blanked ones, and stand or fall with them.
  const removed = unsafePatients(names, shown, outcome, policy);
  for (let i = 0; i < patients; ++i) if (removed[i] === 1) blanked[i] = 0;
  const suppressed = count(blanked) + count(removed);
  if (suppressed > policy.max_suppression * patients + 1e-9)
    throw new DisclosureError([
      `patients: ${suppressed} of ${patients} would be suppressed, expected at most ${percent(policy.max_suppression)}`
    ]);
  return {shown, blanked, removed};
}

/** 1 for patients in a class that may not stand. */
function unsafePatients(
  names: readonly string[],
  shown: readonly (readonly Cell[])[],
  outcome: Uint8Array,
  policy: Policy
): Uint8Array {
  const {alive, dead, n, of} = profilesOf(names, shown, outcome);
  const safe = Array.from(n, (size, p) => isSafe(size, alive[p], dead[p], policy));
  return Uint8Array.from(of, (profile) => Number(!safe[profile]));
}

/** Positions of the quasi-identifiers that may be blanked: those of the least weight first, of equal ones the last declared. */
function orderOfLoss(names: readonly string[], ladders: readonly Ladder[]): number[] {
  return names
    .flatMap((name, q) => (fixed.includes(name) ? [] : [q]))
    .sort((a, b) => ladders[a].weight - ladders[b].weight || b - a);
}

/** How many are marked. */
export function count(marks: Uint8Array): number {
  return marks.reduce((sum, mark) => sum + mark, 0);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
