import type {LedgerEntry, LedgerStore} from "./ledger.js";

/** The part of the browser's storage that is used. */
export type KeyedStorage = Pick<Storage, "getItem" | "setItem">;

const version = 1;

/**
 * Keeps the looks of one release in the browser's storage. Where the browser refuses (private window, storage full or
 * switched off), or what it holds is not a ledger, the looks are kept for as long as the page is open and the problem
 * is told.
 *
 * @param storage gives the storage; may throw, as browsers do
 */
export function browserStore(releaseId: string, storage: () => KeyedStorage): LedgerStore {
  const key = `hemiola-looks:${releaseId}`;
  let kept: readonly LedgerEntry[] | null = null;
  let problem: string | null = null;
  const read = (): readonly LedgerEntry[] => {
    if (kept !== null) return kept;
    try {
      const text = storage().getItem(key);
      return text === null ? [] : parseEntries(text);
    } catch (error) {
      problem = `The looks kept in this browser could not be read (${(error as Error).message}); counting starts anew and ends when the page is closed.`;
      kept = [];
      return kept;
    }
  };
  return {
    read,
    write(entries) {
      // An emptied ledger may take the place of a damaged one.
      if (kept !== null && entries.length > 0) {
        kept = entries;
        return;
      }
      try {
        storage().setItem(key, JSON.stringify({version, entries}));
        kept = null;
        problem = null;
      } catch (error) {
        problem = `This browser refuses to keep the looks (${(error as Error).message}); they are counted until the page is closed.`;
        kept = entries;
      }
    },
    problem: () => problem
  };
}

/** Keeps the looks for as long as the page is open. */
export function memoryStore(): LedgerStore {
  let kept: readonly LedgerEntry[] = [];
  return {
    read: () => kept,
    write(entries) {
      kept = entries;
    },
    problem: () => null
  };
}

/** @throws {RangeError} on text that is not a ledger of this version */
function parseEntries(text: string): LedgerEntry[] {
  const value = JSON.parse(text) as {readonly version?: unknown; readonly entries?: unknown} | null;
  if (value === null || value.version !== version || !Array.isArray(value.entries))
    throw new RangeError("invalid ledger: not of this version");
  value.entries.forEach((entry, i) => {
    if (!isEntry(entry)) throw new RangeError(`invalid ledger: entry ${i + 1}`);
  });
  return value.entries as LedgerEntry[];
}

function isEntry(value: unknown): value is LedgerEntry {
  if (value === null || typeof value !== "object") return false;
  const {key, question, method, p, prespecified, times} = value as Record<string, unknown>;
  return (
    [key, question, method].every((text) => typeof text === "string") &&
    (p === null || (typeof p === "number" && p >= 0 && p <= 1)) &&
    (prespecified === null || typeof prespecified === "string") &&
    Number.isInteger(times)
  );
}
