import type {SetKey} from "../../../src/model/report.js";
import {clausesOf} from "../public/setClauses.js";
import {axisOf, variableOf, variablesOf} from "./setAtoms.js";

/** Sets over the same few variables, as sums of kinds of patients that no set tells apart further. */
export interface SetSystem {
  readonly variables: readonly string[];
  readonly keys: readonly SetKey[];
  /** Per kind of patient, the positions of the keys that it is in. */
  readonly kinds: readonly (readonly number[])[];
}

/** Combinations of values beyond which a system is not made. */
const mostCombinations = 200_000;

/**
 * The tables that a reader can make of all published sets by their words: for each choice of variables that a set names
 * and that is part of no other, all sets over these variables.
 *
 * @returns the systems with a set for which `asked` is true, and the sets that are in none because too many variables meet
 */
export function setSystems(
  keys: readonly SetKey[],
  asked: (key: SetKey) => boolean
): {systems: SetSystem[]; left: SetKey[]} {
  const named = keys.map((key) => ({key, variables: variablesOf(key)}));
  const choices = new Map(named.map(({variables}) => [variables.join("\n"), variables]));
  const widest = [...choices.values()].filter(
    (variables) =>
      ![...choices.values()].some(
        (other) => other.length > variables.length && variables.every((variable) => other.includes(variable))
      )
  );
  const covered = new Set<SetKey>();
  const systems = widest.flatMap((variables) => {
    const own = named.filter((set) => set.variables.every((variable) => variables.includes(variable)));
    if (!own.some(({key}) => asked(key))) return [];
    const system = setSystem(
      variables,
      own.map(({key}) => key)
    );
    if (system === undefined) return [];
    own.forEach(({key}) => covered.add(key));
    return [system];
  });
  return {systems, left: keys.filter((key) => asked(key) && !covered.has(key))};
}

/** All sets over some variables as sums; undefined if the variables have too many combinations of values. */
export function setSystem(variables: readonly string[], keys: readonly SetKey[]): SetSystem | undefined {
  const clauses = keys.map(clausesOf);
  const axes = variables.map((variable) =>
    axisOf(variable, [...new Set(clauses.flat().filter((clause) => variableOf(clause) === variable))])
  );
  const combinations = axes.reduce((product, axis) => product * axis.size, 1);
  if (combinations > mostCombinations) return undefined;
  const tests = clauses.map((own) =>
    axes.map((axis, a) => {
      const about = own.filter((clause) => variableOf(clause) === variables[a]).map(axis.meets);
      return Array.from({length: axis.size}, (_, value) => about.every((meets) => meets[value]));
    })
  );
  const kinds = new Map<string, number[]>();
  const values = axes.map(() => 0);
  for (let c = 0; c < combinations; ++c) {
    const inside = tests.flatMap((test, k) => (test.every((meets, a) => meets[values[a]]) ? [k] : []));
    if (inside.length > 0) kinds.set(inside.join(), inside);
    for (let a = 0; a < axes.length && ++values[a] === axes[a].size; ++a) values[a] = 0;
  }
  return {variables, keys, kinds: [...kinds.values()]};
}
