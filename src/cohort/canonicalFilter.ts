import type {Catalogue} from "./catalogue.js";
import {
  alterationStates,
  type CategoricalKey,
  categoricalConditions,
  type CohortFilter,
  cytogeneticStates,
  emptyFilter,
  unknownLevel
} from "./filter.js";

/**
 * The same filter in its one canonical form: values in catalogue order, none twice, conditions without values dropped.
 * Two filters that select alike because they say the same have equal canonical forms, addresses and cache keys.
 * Values that the catalogue does not know are kept, last, by code point.
 */
export function canonicalFilter(filter: CohortFilter, catalogue: Catalogue): CohortFilter {
  const lists: Partial<Record<CategoricalKey, readonly string[]>> = {};
  for (const {key, column} of categoricalConditions) {
    const order = (catalogue.facets.get(column)?.levels ?? []).map(({code}) => code);
    lists[key] = inOrder(filter[key], [...order, unknownLevel]);
  }
  return {
    ...emptyFilter,
    ...lists,
    age: [filter.age[0], filter.age[1]],
    alterations: canonicalStates(filter.alterations, [...catalogue.alterations.keys()], alterationStates),
    cytogenetics: canonicalStates(filter.cytogenetics, [...catalogue.cytogenetics.keys()], cytogeneticStates)
  };
}

function canonicalStates<State extends string>(
  conditions: Readonly<Record<string, readonly State[]>>,
  names: readonly string[],
  states: readonly State[]
): Record<string, State[]> {
  const wanted = new Map(Object.entries(conditions).filter(([, list]) => list.length > 0));
  return Object.fromEntries(
    inOrder([...wanted.keys()], names).map((name) => [name, inOrder(wanted.get(name) ?? [], states)])
  );
}

function inOrder<T extends string>(values: readonly T[], order: readonly T[]): T[] {
  const rank = new Map(order.map((value, i) => [value, i]));
  return [...new Set(values)].sort(
    (a, b) => (rank.get(a) ?? order.length) - (rank.get(b) ?? order.length) || (a < b ? -1 : 1)
  );
}
