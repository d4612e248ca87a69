import type {Catalogue} from "./catalogue.js";
import {
  type AlterationClause,
  alterationStates,
  type Bounds,
  clauseKinds,
  type CohortFilter,
  cytogeneticStates,
  unknownLevel
} from "./filter.js";

/**
 * The same filter in its one canonical form: conditions and values in catalogue order, none twice, conditions without
 * values dropped. Two filters that select alike because they say the same have equal canonical forms, addresses and
 * cache keys. Values that the catalogue does not know are kept, last, by code point.
 */
export function canonicalFilter(filter: CohortFilter, catalogue: Catalogue): CohortFilter {
  const columns = [...catalogue.variables.keys()];
  const genes = [...catalogue.alterations.keys()];
  return {
    levels: canonicalLists(filter.levels, columns, (column) => [
      ...(catalogue.facets.get(column)?.levels ?? []).map(({code}) => code),
      unknownLevel
    ]),
    ranges: canonicalRanges(filter.ranges, columns),
    alterations: canonicalLists(filter.alterations, genes, () => alterationStates),
    cytogenetics: canonicalLists(filter.cytogenetics, [...catalogue.cytogenetics.keys()], () => cytogeneticStates),
    clauses: canonicalClauses(filter.clauses, genes)
  };
}

function canonicalLists<T extends string>(
  conditions: Readonly<Record<string, readonly T[]>>,
  names: readonly string[],
  valuesOf: (name: string) => readonly T[]
): Record<string, T[]> {
  const wanted = new Map(Object.entries(conditions).filter(([, list]) => list.length > 0));
  return Object.fromEntries(
    inOrder([...wanted.keys()], names).map((name) => [name, inOrder(wanted.get(name) ?? [], valuesOf(name))])
  );
}

function canonicalRanges(ranges: Readonly<Record<string, Bounds>>, names: readonly string[]): Record<string, Bounds> {
  const wanted = new Map(Object.entries(ranges).filter(([, [from, to]]) => from !== null || to !== null));
  return Object.fromEntries(
    inOrder([...wanted.keys()], names).map((name): [string, Bounds] => {
      const [from, to] = wanted.get(name)!;
      return [name, [from, to]];
    })
  );
}

function canonicalClauses(clauses: readonly AlterationClause[], genes: readonly string[]): AlterationClause[] {
  const sorted = clauseKinds.flatMap((kind) => {
    const lists = clauses
      .filter((clause) => clause.kind === kind && clause.alterations.length > 0)
      .map(({alterations}) => inOrder(alterations, genes));
    const rank = (list: readonly string[]) =>
      list.map((name) => String(genes.indexOf(name)).padStart(6, "0")).join(",");
    return lists
      .sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0))
      .map((alterations): AlterationClause => ({kind, alterations}));
  });
  return sorted.filter((clause, i) => i === 0 || JSON.stringify(clause) !== JSON.stringify(sorted[i - 1]));
}

function inOrder<T extends string>(values: readonly T[], order: readonly T[]): T[] {
  const rank = new Map(order.map((value, i) => [value, i]));
  return [...new Set(values)].sort(
    (a, b) => (rank.get(a) ?? order.length) - (rank.get(b) ?? order.length) || (a < b ? -1 : 1)
  );
}
