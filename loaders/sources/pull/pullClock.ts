/** What a pull knows of time, so that tests need not wait. */
export interface PullClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after so many milliseconds. */
  wait(milliseconds: number): Promise<void>;
  /** Calls back after so many milliseconds unless the returned function is called before. */
  after(milliseconds: number, callback: () => void): () => void;
  /** From 0 to below 1, for the spread of retries. */
  random(): number;
}

/** The clock of this machine. */
export const systemClock: PullClock = {
  now: Date.now,
  random: Math.random,
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  }
};
