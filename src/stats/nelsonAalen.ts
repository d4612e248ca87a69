import {rowsByStratum} from "./rowsByStratum.js";
import {StatsInputError} from "./errors.js";

/**
 * Nelson and Aalen’s cumulative hazard at each row’s own time, within strata: Σ d / n over event times up to it. Equals
 * R’s `survfit(Surv(time, status) ~ strata)$cumhaz` at these times.
 *
 * Source: Aalen (1978), Ann Stat 6, 701–726.
 *
 * @param status 1 event, 0 censored
 * @throws {StatsInputError} on unequal lengths, or a time that is not finite.
 */
export function nelsonAalen(
  time: ArrayLike<number>,
  status: ArrayLike<number>,
  strata?: ArrayLike<number>
): Float64Array {
  if (status.length !== time.length) throw new StatsInputError(`length mismatch: ${time.length} times, ${status.length} statuses`); // prettier-ignore
  const hazard = new Float64Array(time.length);
  for (const rows of rowsByStratum(time.length, strata)) {
    const order = Array.from(rows).sort((a, b) => time[a] - time[b]);
    let sum = 0;
    for (let i = 0; i < order.length;) {
      const t = time[order[i]];
      if (!Number.isFinite(t)) throw new StatsInputError(`invalid time at row ${order[i]}: ${t}`, order[i]);
      let [end, events] = [i, 0];
      for (; end < order.length && time[order[end]] === t; ++end) events += Number(status[order[end]] === 1);
      sum += events / (order.length - i);
      for (; i < end; ++i) hazard[order[i]] = sum;
    }
  }
  return hazard;
}
