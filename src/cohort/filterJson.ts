import type {Catalogue} from "./catalogue.js";
import {
  type AlterationClause,
  alterationStates,
  type Bounds,
  clauseKinds,
  type CohortFilter,
  cytogeneticStates
} from "./filter.js";
import {formatFilter, parseFilter} from "./filterUrl.js";

/**
 * A filter from its JSON form, which is the filter itself.
 *
 * @throws {RangeError} `invalid filter: …` where the value is not of that form
 */
export function parseFilterJson(value: unknown): CohortFilter {
  const parts = recordOf(value, "it is no object");
  const unknown = Object.keys(parts).find(
    (key) => !["levels", "ranges", "alterations", "cytogenetics", "clauses"].includes(key)
  );
  if (unknown !== undefined) throw invalid(`unknown part ${unknown}`);
  return {
    levels: listsOf(parts.levels, "levels"),
    ranges: mapValues(recordOf(parts.ranges ?? {}, "ranges"), boundsOf),
    alterations: statesOf(parts.alterations, "alterations", alterationStates),
    cytogenetics: statesOf(parts.cytogenetics, "cytogenetics", cytogeneticStates),
    clauses: clausesOf(parts.clauses ?? [])
  };
}

/** What a release can answer of a filter that was made elsewhere, and in words what it cannot. */
export function knownFilter(
  filter: CohortFilter,
  catalogue: Catalogue
): {readonly filter: CohortFilter; readonly problems: readonly string[]} {
  return parseFilter(formatFilter(filter, ""), catalogue);
}

function invalid(why: string): RangeError {
  return new RangeError(`invalid filter: ${why}`);
}

function recordOf(value: unknown, why: string): Record<string, unknown> {
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw invalid(why);
  return value as Record<string, unknown>;
}

function mapValues<T>(record: Record<string, unknown>, read: (value: unknown, key: string) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, read(value, key)]));
}

function textsOf(value: unknown, key: string): string[] {
  if (!Array.isArray(value) || value.some((item) => typeof item !== "string"))
    throw invalid(`${key} is no list of text`);
  return value as string[];
}

function listsOf(value: unknown, part: string): Record<string, string[]> {
  return mapValues(recordOf(value ?? {}, `${part} is no object`), textsOf);
}

function statesOf<State extends string>(
  value: unknown,
  part: string,
  states: readonly State[]
): Record<string, State[]> {
  const lists = listsOf(value, part);
  for (const [name, list] of Object.entries(lists)) {
    const unknown = list.find((state) => !(states as readonly string[]).includes(state));
    if (unknown !== undefined) throw invalid(`unknown state of ${name}: ${unknown}`);
  }
  return lists as Record<string, State[]>;
}

function boundsOf(value: unknown, column: string): Bounds {
  const isBound = (bound: unknown) => bound === null || (typeof bound === "number" && bound >= 0);
  if (!Array.isArray(value) || value.length !== 2 || !value.every(isBound)) throw invalid(`bounds of ${column}`);
  const [from, to] = value as [number | null, number | null];
  if (from !== null && to !== null && from > to) throw invalid(`bounds of ${column} are reversed`);
  return [from, to];
}

function clausesOf(value: unknown): AlterationClause[] {
  if (!Array.isArray(value)) throw invalid("clauses is no list");
  return value.map((item, i) => {
    const {kind, alterations} = recordOf(item, `clause ${i + 1} is no object`);
    const known = clauseKinds.find((d) => d === kind);
    if (known === undefined) throw invalid(`unknown kind of clause ${i + 1}`);
    return {kind: known, alterations: textsOf(alterations, `clause ${i + 1}`)};
  });
}
