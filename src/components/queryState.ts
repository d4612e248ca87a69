/** A value that a page's address holds under a key; empty text is the default and not written. */
export interface QueryState {
  get(key: string): string;
  /** Writes some keys at once. `replace` keeps the number of steps back, for a value that changes with every letter. */
  set(values: Readonly<Record<string, string>>, options?: {readonly replace?: boolean}): void;
}

/**
 * The query of the page's address as its state: what a link reopens. Calls `changed` when the reader goes back or
 * forward.
 */
export function queryState(changed: () => void): QueryState {
  addEventListener("popstate", changed);
  return {
    get: (key) => new URLSearchParams(location.search).get(key) ?? "",
    set(values, {replace = false} = {}) {
      const params = new URLSearchParams(location.search);
      for (const [key, value] of Object.entries(values)) {
        if (value === "") params.delete(key);
        else params.set(key, value);
      }
      const query = params.toString();
      const address = `${location.pathname}${query === "" ? "" : `?${query}`}${location.hash}`;
      if (replace) history.replaceState(null, "", address);
      else history.pushState(null, "", address);
    }
  };
}
