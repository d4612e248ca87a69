import {checkConfLevel} from "./countsInput.js";
import {sortedQuantile} from "./quantile.js";
import {studentTQuantile} from "./studentT.js";
import type {Values} from "./valuesInput.js";
import {moments, presentValues} from "./valuesInput.js";

/** A sample in numbers; null where there are too few values. */
export interface ValuesSummary {
  n: number;
  missing: number;
  mean: number | null;
  /** Sample standard deviation, over n − 1; null below two values. */
  sd: number | null;
  min: number | null;
  /** Quartiles of type 7. */
  lowerQuartile: number | null;
  median: number | null;
  upperQuartile: number | null;
  max: number | null;
  /** Student's interval of the mean; null below two values or when all are the same. */
  meanLower: number | null;
  meanUpper: number | null;
}

/**
 * Describes a sample: counts, mean with its interval x̄ ± t s/√n, standard deviation, quartiles, range. Missing values
 * (null, NaN) are counted and left out. Equals R's `mean`, `sd`, `quantile(type = 7)` and `t.test(values)$conf.int`.
 *
 * @throws {StatsInputError} on an infinite value, with its index; unless 0 < confLevel < 1.
 */
export function summariseValues(values: Values, {confLevel = 0.95}: {confLevel?: number} = {}): ValuesSummary {
  checkConfLevel(confLevel);
  const sorted = presentValues(values).slice().sort();
  const n = sorted.length;
  const {mean, squares} = moments(sorted);
  const sd = Math.sqrt(squares / (n - 1));
  const margin = n > 1 ? (studentTQuantile((1 + confLevel) / 2, n - 1) * sd) / Math.sqrt(n) : 0;
  return {
    n,
    missing: values.length - n,
    mean: n > 0 ? mean : null,
    sd: n > 1 ? sd : null,
    min: sortedQuantile(sorted, 0),
    lowerQuartile: sortedQuantile(sorted, 0.25),
    median: sortedQuantile(sorted, 0.5),
    upperQuartile: sortedQuantile(sorted, 0.75),
    max: sortedQuantile(sorted, 1),
    meanLower: margin > 0 ? mean - margin : null,
    meanUpper: margin > 0 ? mean + margin : null
  };
}
