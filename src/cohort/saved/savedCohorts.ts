import {parseSavedCohort, type SavedCohort} from "./savedCohort.js";

/** The part of the browser's storage that is used. */
export type KeyedStorage = Pick<Storage, "getItem" | "setItem">;

/** The cohorts that a reader keeps by name. */
export interface SavedCohorts {
  /** By name, in the order of the alphabet. */
  list(): readonly SavedCohort[];
  get(name: string): SavedCohort | undefined;
  /** Keeps a cohort; one of the same name is replaced. */
  save(cohort: SavedCohort): void;
  remove(name: string): void;
  /** @throws {RangeError} if there is none of the name, or one of the new name already */
  rename(from: string, to: string): void;
  /** Why the cohorts do not outlive the page, in words; null if they do. */
  problem(): string | null;
  /** Calls `changed` whenever the list changes on this page; returns what ends that. */
  watch(changed: () => void): () => void;
}

const version = 1;

/**
 * Cohorts kept in the browser's storage. Where the browser refuses (private window, storage full or switched off), or
 * what it holds is not a list of cohorts, they are kept for as long as the page is open and the problem is told. Every
 * change starts from what the storage holds then, so that two open pages add to one list.
 *
 * @param key under which they are kept, different for sites that share an origin
 * @param storage gives the storage; may throw, as browsers do
 */
export function savedCohorts(key: string, storage: () => KeyedStorage): SavedCohorts {
  let kept: readonly SavedCohort[] | null = null;
  let problem: string | null = null;
  const watchers = new Set<() => void>();
  const read = (): readonly SavedCohort[] => {
    if (kept !== null) return kept;
    try {
      const text = storage().getItem(key);
      return text === null ? [] : parseList(text);
    } catch (error) {
      problem = `The cohorts saved in this browser could not be read (${(error as Error).message}). What is saved now is kept until the page is closed.`;
      kept = [];
      return kept;
    }
  };
  const write = (cohorts: readonly SavedCohort[]) => {
    const sorted = [...cohorts].sort((a, b) => a.name.localeCompare(b.name, "en"));
    if (kept === null) {
      try {
        storage().setItem(key, JSON.stringify({version, cohorts: sorted}));
        problem = null;
      } catch (error) {
        problem = `This browser refuses to keep cohorts (${(error as Error).message}). They are kept until the page is closed: export them to a file.`;
        kept = sorted;
      }
    } else kept = sorted;
    watchers.forEach((changed) => changed());
  };
  const get = (name: string) => read().find((cohort) => cohort.name === name);
  return {
    list: read,
    get,
    save(cohort) {
      const checked = parseSavedCohort(cohort);
      write([...read().filter(({name}) => name !== checked.name), checked]);
    },
    remove: (name) => write(read().filter((cohort) => cohort.name !== name)),
    rename(from, to) {
      const cohort = get(from);
      if (cohort === undefined) throw new RangeError(`unknown saved cohort: ${from}`);
      const renamed = parseSavedCohort({...cohort, name: to});
      if (renamed.name === from) return;
      if (get(renamed.name) !== undefined)
        throw new RangeError(`a cohort of this name is already saved: ${renamed.name}`);
      write([...read().filter(({name}) => name !== from), renamed]);
    },
    problem: () => problem,
    watch(changed) {
      watchers.add(changed);
      return () => watchers.delete(changed);
    }
  };
}

/** @throws {RangeError} on text that is not a list of this version; {SyntaxError} on text that is not JSON */
function parseList(text: string): SavedCohort[] {
  const value = JSON.parse(text) as {readonly version?: unknown; readonly cohorts?: unknown} | null;
  if (value === null || value.version !== version || !Array.isArray(value.cohorts)) {
    throw new RangeError("invalid list of cohorts: not of this version");
  }
  return value.cohorts.map(parseSavedCohort);
}
