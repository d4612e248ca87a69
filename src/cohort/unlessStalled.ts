/**
 * Waits for work that may stop without ever saying so: rejects if it shows no sign of life for a while.
 *
 * @param run the work; calls what it is given at every sign of life
 * @param patience longest silence in milliseconds
 * @throws {Error} `stalled` after such a silence; else what the work throws
 */
export function unlessStalled<T>(run: (alive: () => void) => Promise<T>, patience: number): Promise<T> {
  return new Promise((resolve, reject) => {
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = (): void => {
      over = true;
      clearTimeout(timer);
    };
    const alive = (): void => {
      if (over) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        over = true;
        reject(new Error(`stalled: no progress for ${patience / 1000} s`));
      }, patience);
    };
    alive();
    run(alive).then(
      (value) => {
        stop();
        resolve(value);
      },
      (error: unknown) => {
        stop();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    );
  });
}
