import {adjustP} from "../../stats/adjustP.js";

/** A contrast that a reader has seen: what was compared, and its p-value if one was shown. */
export interface Look {
  /** Canonical text of what was compared and how, from {@link lookKey}: one contrast has one key. */
  readonly key: string;
  /** What the contrast asks, in the reader's words. */
  readonly question: string;
  /** Name of the test, from the function that ran. */
  readonly method: string;
  /** Null where no p-value was shown: withheld, or not estimable. */
  readonly p: number | null;
  /** Id of the analysis of the study file which this is; null for exploration. */
  readonly prespecified: string | null;
}

/** A contrast in the ledger with how often it was seen. */
export type LedgerEntry = Look & {readonly times: number};

/** Where a contrast stands among all that were looked at. */
export interface Standing {
  /** Place in the order of first views, from 1. */
  readonly position: number;
  /** Distinct contrasts seen. */
  readonly looks: number;
  /** The p-value adjusted by Benjamini–Hochberg over the finite p-values of all looks; null without one. */
  readonly q: number | null;
}

/** Where the entries are kept. */
export interface LedgerStore {
  read(): readonly LedgerEntry[];
  write(entries: readonly LedgerEntry[]): void;
  /** Why the entries do not outlive the page, in words; null if they do. */
  problem(): string | null;
}

/** All contrasts that a reader has seen on one release. A contrast counts once; seeing it again is tallied. */
export interface Ledger {
  record(look: Look): Standing;
  /** Where a recorded contrast stands now; null if it was never seen. */
  standing(key: string): Standing | null;
  /** In the order of first views. */
  entries(): readonly LedgerEntry[];
  clear(): void;
  /** Why the ledger does not outlive the page, in words; null if it does. */
  problem(): string | null;
  /** Calls `changed` whenever looks are added or cleared on this page; returns what ends that. */
  watch(changed: () => void): () => void;
}

/**
 * The ledger of looks on a store. Every change starts from what the store holds then, so that two open pages add to
 * one ledger.
 */
export function createLedger(store: LedgerStore): Ledger {
  const watchers = new Set<() => void>();
  const tell = () => watchers.forEach((changed) => changed());
  return {
    record(look) {
      const entries = withLook(store.read(), look);
      store.write(entries);
      tell();
      return standingOf(entries, look.key)!;
    },
    standing: (key) => standingOf(store.read(), key),
    entries: () => store.read(),
    clear() {
      store.write([]);
      tell();
    },
    problem: () => store.problem(),
    watch(changed) {
      watchers.add(changed);
      return () => watchers.delete(changed);
    }
  };
}

/** The entries after one more view. What a later view of a contrast says replaces what an earlier one said. */
export function withLook(entries: readonly LedgerEntry[], look: Look): LedgerEntry[] {
  const p = look.p !== null && Number.isFinite(look.p) ? look.p : null;
  const seen = entries.findIndex(({key}) => key === look.key);
  if (seen < 0) return [...entries, {...look, p, times: 1}];
  return entries.map((entry, i) => (i === seen ? {...look, p, times: entry.times + 1} : entry));
}

/** Where a contrast stands among the entries; null if it is not there. */
export function standingOf(entries: readonly LedgerEntry[], key: string): Standing | null {
  const index = entries.findIndex((entry) => entry.key === key);
  if (index < 0) return null;
  return {position: index + 1, looks: entries.length, q: qValues(entries)[index]};
}

/** Benjamini–Hochberg q-values of the entries in their order; entries without p count as looks, not in the family. */
export function qValues(entries: readonly LedgerEntry[]): (number | null)[] {
  return adjustP(
    entries.map(({p}) => p),
    "BH"
  );
}
