/** Cohorts that a link brings with it: the query of each, as an address has it (`mutated=NPM1`), by name. */
export type LinkedCohorts = ReadonlyMap<string, string>;

/** Cohorts as one value of an address. */
export function formatLinkedCohorts(cohorts: LinkedCohorts): string {
  return new URLSearchParams([...cohorts]).toString();
}

/** The cohorts that {@link formatLinkedCohorts} wrote; of two with one name the first. Any text means something. */
export function parseLinkedCohorts(text: string): LinkedCohorts {
  const cohorts = new Map<string, string>();
  for (const [name, query] of new URLSearchParams(text)) if (!cohorts.has(name)) cohorts.set(name, query);
  return cohorts;
}
