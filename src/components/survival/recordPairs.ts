import {familyP} from "../../cohort/ledger/familyP.js";
import type {Ledger, Look} from "../../cohort/ledger/ledger.js";
import type {PairTest} from "./contrastsFigure.js";

/** Records the tests of all pairs as one look, with the p of the family. */
export function recordPairs(
  ledger: Ledger,
  pairs: readonly PairTest[],
  lookOf: (method: string, p: number | null) => Look
): void {
  if (pairs.length === 0) return;
  const shown = pairs.map(({p, withheld}) => (withheld === null ? p : null));
  ledger.record(lookOf(`${pairs[0].method} of pairs`, familyP(shown)));
}
