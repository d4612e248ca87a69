/** What a superseded call resolves to. */
export const superseded = Symbol("superseded");

/**
 * Wraps an asynchronous function so that only the latest call counts. Calls made while one runs wait; of those only
 * the last is run, with the others' callers told `superseded`. A call that a later one overtook resolves to
 * `superseded` too, even if it failed; the latest call's own error is thrown to its caller.
 */
export function latest<A extends readonly unknown[], T>(
  run: (...args: A) => Promise<T>
): (...args: A) => Promise<T | typeof superseded> {
  let newest = 0;
  let running: Promise<unknown> = Promise.resolve();
  return (...args) => {
    const mine = ++newest;
    const result = running.then(async () => {
      if (mine !== newest) return superseded;
      try {
        const value = await run(...args);
        return mine === newest ? value : superseded;
      } catch (error) {
        if (mine !== newest) return superseded;
        throw error;
      }
    });
    running = result.catch(() => undefined);
    return result;
  };
}
