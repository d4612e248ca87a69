import type {AlterationFacts} from "../../../src/cohort/mutations/alterationBits.js";

/** Alterations A, B, C … from the status of each in each patient: 1 mutated, 0 wild type, null not tested. */
export function factsOf(rows: readonly (readonly (number | null)[])[]): AlterationFacts[] {
  const count = rows[0]?.length ?? 4;
  return Array.from({length: count}, (_, g) => ({
    name: "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[g],
    mutated: Uint8Array.from(rows, (row) => (row[g] === 1 ? 1 : 0)),
    tested: Uint8Array.from(rows, (row) => (row[g] === null ? 0 : 1))
  }));
}
