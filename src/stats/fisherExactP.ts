import type {TwoByTwo} from "./countsInput.js";
import {checkTwoByTwo} from "./countsInput.js";

/** Tables whose probabilities differ by less than this share count as equally probable, as in R. */
const tolerance = 1e-7;
/** A term below this share of the sum adds nothing to a double. */
const negligible = 1e-18;

/**
 * The two-sided p-value alone of {@link fisherExact}, for tables by the hundred: neither the odds ratio nor its limits
 * are iterated, and only tables near the mode and in the two tails are visited. Equals R's
 * `fisher.test(m, conf.int = FALSE)$p.value`; 0 where it is below the smallest double.
 *
 * With w the probability in units of the mode's: p = Σ_{w ≤ w(a)} w / Σ w, each tail summed outwards in units of w(a).
 *
 * @throws {StatsInputError} unless the table is 2×2 of counts.
 */
export function fisherExactP(table: TwoByTwo): number {
  checkTwoByTwo(table);
  const [[a, b], [c, d]] = table;
  const [m, n, k] = [a + c, b + d, a + b];
  const [low, high] = [Math.max(0, k - n), Math.min(k, m)];
  const mode = Math.min(high, Math.max(low, Math.floor(((k + 1) * (m + 1)) / (m + n + 2))));
  // Probability of x + 1 over that of x, and of x − 1 over that of x; 0 at the ends.
  const up = (x: number) => ((m - x) * (k - x)) / ((x + 1) * (n - k + x + 1));
  const down = (x: number) => (x * (n - k + x)) / ((m - x + 1) * (k - x + 1));
  const outwards = (from: number, step: 1 | -1) => {
    const ratio = step === 1 ? up : down;
    let sum = 0;
    for (let x = from, w = 1; w > negligible * (1 + sum); x += step) {
      w *= ratio(x);
      sum += w;
    }
    return sum;
  };
  const total = 1 + outwards(mode, 1) + outwards(mode, -1);
  if (a === mode) return 1;
  const side = a > mode ? 1 : -1;
  const logObserved = logWeight(mode, side, side === 1 ? up : down, (x) => x === a).log;
  const near = 1 + outwards(a, side);
  const bound = logObserved + tolerance;
  const end = side === 1 ? low : high;
  const other = logWeight(mode, side === 1 ? -1 : 1, side === 1 ? down : up, (x, log) => log <= bound || x === end);
  const far = other.log <= bound ? Math.exp(other.log - logObserved) * (1 + outwards(other.x, side === 1 ? -1 : 1)) : 0;
  return Math.min(1, Math.exp(logObserved) * ((near + far) / total));
}

/** Walks from the mode until told to stop: where it is, and the log of the weight there in units of the mode's. */
function logWeight(
  mode: number,
  step: 1 | -1,
  ratio: (x: number) => number,
  stop: (x: number, log: number) => boolean
): {x: number; log: number} {
  let x = mode;
  let log = 0;
  while (!stop(x, log)) {
    log += Math.log(ratio(x));
    x += step;
  }
  return {x, log};
}
