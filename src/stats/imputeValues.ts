import {cholesky, choleskySolve} from "./cholesky.js";
import {classProbabilities, multinomialFit} from "./multinomialFit.js";
import {drawChiSquared, drawWithPrecision, type Uniform} from "./randomDraws.js";

/** What one variable is imputed from: row-major n × p predictors with their constant, and who is known. */
export interface ImputationRows {
  readonly x: Float64Array;
  readonly p: number;
  readonly known: readonly number[];
  readonly missing: readonly number[];
}

/** Added to the diagonal of XᵗX, in shares of itself, as in `mice.impute.pmm`: collinear predictors do no harm. */
const ridge = 1e-5;

/**
 * Predictive mean matching: the coefficients of a linear regression are drawn from their posterior; each missing value is
 * one of the `donors` known ones whose predicted mean (by the estimated coefficients) is nearest to its own (by the drawn
 * ones), chosen at random. As R’s `mice.impute.pmm`, type 1 matching.
 *
 * Source: van Buuren (2018), Flexible Imputation of Missing Data, section 3.4; Little (1988), J Bus Econ Stat 6, 287–296.
 */
export function meanMatching(
  values: Float64Array,
  {x, p, known, missing}: ImputationRows,
  donors: number,
  uniform: Uniform
): void {
  const cross = new Float64Array(p * p);
  const right = new Float64Array(p);
  for (const i of known) {
    for (let j = 0; j < p; ++j) {
      right[j] += x[i * p + j] * values[i];
      for (let k = 0; k <= j; ++k) cross[j * p + k] += x[i * p + j] * x[i * p + k];
    }
  }
  for (let j = 0; j < p; ++j) cross[j * p + j] *= 1 + ridge;
  const factor = cholesky(cross, p);
  const beta = choleskySolve(factor, right);
  const predict = (i: number, b: Float64Array) => {
    let mean = 0;
    for (let j = 0; j < p; ++j) mean += x[i * p + j] * b[j];
    return mean;
  };
  const residual = known.reduce((sum, i) => sum + (values[i] - predict(i, beta)) ** 2, 0);
  const sigma = Math.sqrt(residual / drawChiSquared(Math.max(2, known.length - p), uniform));
  const noise = drawWithPrecision(factor, uniform);
  const drawn = beta.map((b, j) => b + sigma * noise[j]);
  const pool = known.map((i) => ({mean: predict(i, beta), value: values[i]})).sort((a, b) => a.mean - b.mean);
  for (const i of missing) values[i] = nearest(pool, predict(i, drawn), donors, uniform);
}

/** The value of one of the nearest `donors` of an ascending pool, at random. */
function nearest(
  pool: readonly {readonly mean: number; readonly value: number}[],
  mean: number,
  donors: number,
  uniform: Uniform
): number {
  let [low, high] = [0, pool.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pool[middle].mean < mean) low = middle + 1;
    else high = middle;
  }
  let [from, to] = [low, low];
  while (to - from < Math.min(donors, pool.length)) {
    const below = from > 0 ? mean - pool[from - 1].mean : Infinity;
    const above = to < pool.length ? pool[to].mean - mean : Infinity;
    if (below <= above) --from;
    else ++to;
  }
  return pool[from + Math.floor(uniform() * (to - from))].value;
}

/**
 * Logistic (two levels) or polytomous regression: coefficients are drawn from their approximate posterior, then a level
 * from its probability. Rows of small weight about the mean of each predictor keep the fit finite where a level is
 * predicted perfectly. As R’s `mice.impute.logreg`; with more than two levels `mice.impute.polyreg` takes the estimated
 * coefficients, here they are drawn too.
 *
 * Sources: van Buuren (2018), section 3.6; White, Daniel and Royston (2010), Comput Stat Data Anal 54, 2267–2275.
 */
export function levelDraws(
  codes: Float64Array,
  {x, p, known, missing}: ImputationRows,
  levels: number,
  uniform: Uniform
): void {
  const rows = augmented(x, p, known, codes, levels);
  const {beta, information} = multinomialFit(rows.x, p, rows.y, rows.weights, levels);
  const noise = drawWithPrecision(information, uniform);
  const drawn = beta.map((b, j) => b + noise[j]);
  const share = new Float64Array(levels);
  for (const i of missing) {
    classProbabilities(x, i, p, drawn, share);
    let left = uniform();
    let code = 0;
    while (code < levels - 1 && left >= share[code]) left -= share[code++];
    codes[i] = code;
  }
}

/** The known rows, and for each predictor (but the constant, the first column) and level two rows about the mean. */
function augmented(
  x: Float64Array,
  p: number,
  known: readonly number[],
  codes: Float64Array,
  levels: number
): {readonly x: Float64Array; readonly y: Float64Array; readonly weights: Float64Array} {
  const n = known.length;
  const added = 2 * (p - 1) * levels;
  const rows = new Float64Array((n + added) * p);
  const y = new Float64Array(n + added);
  const weights = new Float64Array(n + added).fill(1, 0, n).fill(p / Math.max(1, added), n);
  const mean = new Float64Array(p);
  const square = new Float64Array(p);
  known.forEach((i, k) => {
    y[k] = codes[i];
    for (let j = 0; j < p; ++j) {
      const value = x[i * p + j];
      rows[k * p + j] = value;
      mean[j] += value / n;
      square[j] += (value * value) / n;
    }
  });
  let k = n;
  for (let j = 1; j < p; ++j) {
    const half = 0.5 * Math.sqrt(Math.max(0, square[j] - mean[j] ** 2));
    for (let code = 0; code < levels; ++code) {
      for (const sign of [-1, 1]) {
        rows.set(mean, k * p);
        rows[k * p + j] += sign * half;
        y[k++] = code;
      }
    }
  }
  return {x: rows, y, weights};
}
