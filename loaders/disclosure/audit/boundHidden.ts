import type {SetKey} from "../../../src/model/report.js";
import {DisclosureError} from "../disclosureError.js";
import type {Bounds, LinearBounds} from "../public/linearBounds.js";
import {type SetSystem, setSystems} from "./setSystems.js";

/** What a reader can say of the hidden counts of a release. */
export interface HiddenBounds {
  /** Of each hidden set that hangs together with a shown one. */
  readonly bounds: ReadonlyMap<SetKey, Bounds>;
  /** Of each of these sets, the sets with a known count without one of which its bounds would be wider. */
  readonly heldBy: ReadonlyMap<SetKey, readonly SetKey[]>;
  /** Hidden sets over too many variables to be looked at together. */
  readonly left: readonly SetKey[];
  /** Systems that no patients can have: a count is wrong, or the words of a set do not say who is in it. */
  readonly contradictions: readonly string[];
}

/** Rounds in which a count found exactly is used to bound others. */
const rounds = 3;

/**
 * Bounds of hidden counts by linear programming from the words of all published sets, as any reader could make them: kinds
 * of patients are told apart by the variables' values, each shown count is the sum of its kinds. What is known exactly of
 * one table is used in the others.
 *
 * @param needed width at which a set is not narrowed down further
 */
export function boundHidden(
  counts: ReadonlyMap<SetKey, number | null>,
  solver: LinearBounds,
  needed: (key: SetKey) => number
): HiddenBounds {
  const known = new Map(counts);
  const everyone = Math.max(...[...counts.values()].map((n) => n ?? 0), 0);
  const {left, systems} = setSystems([...counts.keys()], (key) => counts.get(key) === null);
  const bounds = new Map<SetKey, Bounds>();
  const heldBy = new Map<SetKey, readonly SetKey[]>();
  const contradictions = new Set<string>();
  for (let round = 0; round < rounds; ++round) {
    let found = false;
    for (const system of systems) {
      const targets = system.keys.flatMap((key, k) => (known.get(key) === null ? [k] : []));
      if (targets.length === 0) continue;
      const solved = solveSystem(system, known, targets, {solver, needed, everyone});
      if (solved === undefined) {
        contradictions.add(system.variables.join(", "));
        continue;
      }
      targets.forEach((k, i) => {
        const key = system.keys[k];
        const before = bounds.get(key) ?? {lower: 0, upper: everyone};
        const both = {lower: Math.max(before.lower, solved[i].lower), upper: Math.min(before.upper, solved[i].upper)};
        bounds.set(key, both);
        heldBy.set(key, [...new Set([...(heldBy.get(key) ?? []), ...solved[i].held])]);
        if (Math.abs(both.upper - both.lower) > 1e-6) return;
        known.set(key, Math.round(both.upper));
        found = true;
      });
    }
    if (!found) break;
  }
  return {bounds, heldBy, left, contradictions: [...contradictions]};
}

function solveSystem(
  {keys, kinds}: SetSystem,
  known: ReadonlyMap<SetKey, number | null>,
  targets: readonly number[],
  {everyone, needed, solver}: {solver: LinearBounds; needed: (key: SetKey) => number; everyone: number}
): (Bounds & {readonly held: readonly SetKey[]})[] | undefined {
  const membersOf = keys.map(() => [] as number[]);
  kinds.forEach((inside, kind) => inside.forEach((k) => membersOf[k].push(kind)));
  const own = new Map(targets.map((k, i) => [k, kinds.length + i]));
  const equations = keys.flatMap((key, k) => {
    const total = known.get(key) ?? null;
    const values = membersOf[k].map(() => 1);
    if (total !== null) return membersOf[k].length === 0 ? [] : [{unknowns: membersOf[k], values, total}];
    return [{unknowns: [...membersOf[k], own.get(k)!], values: [...values, -1], total: 0}];
  });
  // The key of each equation.
  const said = keys.filter((key, k) => (known.get(key) ?? null) === null || membersOf[k].length > 0);
  const size = kinds.length + targets.length;
  try {
    const solved = solver.solve(
      {lower: new Array<number>(size).fill(0), upper: new Array<number>(size).fill(everyone), equations},
      [...own.values()],
      (target) => needed(keys[targets[target - kinds.length]])
    );
    return solved.map(({held, lower, upper}) => ({lower, upper, held: held.map((equation) => said[equation])}));
  } catch (error) {
    if (error instanceof DisclosureError) return undefined;
    throw error;
  }
}
