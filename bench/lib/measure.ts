/** Warm-up lasts at least two calls and this long, so that short calls are compiled too before the clock counts. */
const WARM_UP_SECONDS = 0.5;

/**
 * Processor seconds a call takes, user and system, of all threads (compiler and collector too): the median of `runs`,
 * after warming up. Unlike elapsed time it does not grow with what else the machine is doing.
 */
export function medianSeconds(runs: number, call: () => unknown): number {
  for (let calls = 0, spent = 0; calls < 2 || spent < WARM_UP_SECONDS; ++calls) spent += seconds(call);
  return median(Array.from({length: runs}, () => seconds(call)));
}

function seconds(call: () => unknown): number {
  const start = process.cpuUsage();
  call();
  const {user, system} = process.cpuUsage(start);
  return (user + system) / 1e6;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
