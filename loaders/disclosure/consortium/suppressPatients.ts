import type {Cell} from "../../release/tableData.js";
import {DisclosureError} from "../disclosureError.js";
import type {Policy} from "../policySchema.js";
import {equivalenceClasses, isSafe} from "./equivalenceClasses.js";
import {generaliser} from "./generaliser.js";
import {type Profiles, profilesOf} from "./profiles.js";
import type {LatticeNode} from "./searchLattice.js";
import {shownByLevel} from "./searchLattice.js";

/** Quasi-identifiers that cannot be blanked: every record has a source and a disease. */
const fixed: readonly string[] = ["source_id", "disease"];

/** What is released of the patients' quasi-identifiers. */
export interface ReleasedIdentities {
  /** Per quasi-identifier, what is shown of each patient; of no use for a patient who is left out. */
  readonly shown: readonly Cell[][];
  /** 1 for patients whose quasi-identifiers are blanked, but for source and disease. */
  readonly blanked: Uint8Array;
  /** 1 for patients who are left out: blanking would not have hidden them. */
  readonly removed: Uint8Array;
}

/**
 * Applies the levels, and suppresses locally: a patient in a class that may not stand has all quasi-identifiers but
 * source and disease blanked. If those that then look alike then make no class that may stand, they are left out altogether.
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
  const ladders = profiles.names.map((name) => policy.quasi_identifiers[name]);
  const classes = equivalenceClasses(
    profiles,
    ladders.map((ladder, q) => shownByLevel(ladder, profiles, q)[levels[q]])
  );
  const stands = classes.n.map((n, c) => isSafe(n, classes.alive[c], classes.dead[c], policy));
  const blanked = Uint8Array.from(profiles.of, (profile) => Number(!stands[classes.of[profile]]));
  const shown = exact.map((cells, q) => {
    const generalise = generaliser(ladders[q].levels[levels[q]], cells);
    const keeps = fixed.includes(profiles.names[q]);
    return cells.map((cell, i) => (blanked[i] === 1 && !keeps ? null : generalise(cell)));
  });
  // Patients without values of their own look like blanked ones, and stand or fall with them.
  const after = profilesOf(profiles.names, shown, outcome);
  const safe = Array.from(after.n, (n, p) => isSafe(n, after.alive[p], after.dead[p], policy));
  const removed = Uint8Array.from(after.of, (profile) => Number(!safe[profile]));
  for (let i = 0; i < patients; ++i) if (removed[i] === 1) blanked[i] = 0;
  const suppressed = count(blanked) + count(removed);
  if (suppressed > policy.max_suppression * patients + 1e-9)
    throw new DisclosureError([
      `patients: ${suppressed} of ${patients} would be suppressed, expected at most ${percent(policy.max_suppression)}`
    ]);
  return {shown, blanked, removed};
}

/** How many are marked. */
export function count(marks: Uint8Array): number {
  return marks.reduce((sum, mark) => sum + mark, 0);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
