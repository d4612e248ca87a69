import type {CohortFilter} from "../../cohort/filter.js";

/** True if the filter keeps only patients with the alteration. */
export function asksFor({alterations}: CohortFilter, name: string): boolean {
  const states = alterations[name] ?? [];
  return states.length === 1 && states[0] === "mutated";
}

/** The filter that keeps only patients with each of the alterations besides; without them if it already asks for all. */
export function toggled(filter: CohortFilter, names: readonly string[]): CohortFilter {
  const off = names.every((name) => asksFor(filter, name));
  const kept = Object.entries(filter.alterations).filter(([name]) => !names.includes(name));
  const added = off ? [] : names.map((name) => [name, ["mutated"]] as const);
  return {...filter, alterations: Object.fromEntries([...kept, ...added])};
}

/** What pressing a row does. */
export function toggleWords(filter: CohortFilter, names: readonly string[]): string {
  const genes = names.join(" and ");
  const off = names.every((name) => asksFor(filter, name));
  return off ? `Show patients without ${genes} mutated again` : `Show only patients with ${genes} mutated`;
}
