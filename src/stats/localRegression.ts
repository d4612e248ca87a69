import {StatsInputError} from "./errors.js";
import {criticalValue} from "./survivalCurve.js";

/** A smoothed value with its limits; null where the neighbourhood holds a single value of x. */
export interface LocalFit {
  readonly x: number;
  readonly estimate: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** How wide a neighbourhood is, and at which level its limits are. */
export interface LocalRegressionOptions {
  /** Share of the points in each neighbourhood, above 0 to 1; 0.75 unless given. */
  readonly span?: number;
  readonly confLevel?: number;
}

/**
 * Local linear regression (loess) of y on x at given points: in the neighbourhood of the ⌊span·n⌋ nearest points, least
 * squares with tricube weights. The estimate equals R's
 * `predict(loess(y ~ x, span, degree = 1, control = loess.control(surface = "direct")))`. The limits are normal, from
 * the residuals at the points themselves, Σ lᵢ² eᵢ² with l the weights of the estimate, so that y need not have the same
 * variance everywhere: pseudo-observations have not.
 *
 * Source: Cleveland (1979), J. Am. Stat. Assoc. 74, 829–836; White (1980), Econometrica 48, 817–838.
 *
 * @throws {StatsInputError} on unequal lengths, a value that is not finite, or a span out of range
 */
export function localRegression(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  points: ArrayLike<number>,
  {span = 0.75, confLevel = 0.95}: LocalRegressionOptions = {}
): LocalFit[] {
  const n = x.length;
  if (y.length !== n) throw new StatsInputError(`length mismatch: ${n} values of x, ${y.length} of y`);
  if (!(span > 0 && span <= 1)) throw new StatsInputError(`invalid span: ${span}`);
  for (let i = 0; i < n; ++i) {
    if (!Number.isFinite(x[i]) || !Number.isFinite(y[i])) throw new StatsInputError(`invalid value at row ${i}`, i);
  }
  const z = criticalValue(confLevel);
  const neighbours = Math.max(1, Math.floor(span * n + 1e-5));
  return Array.from(points, (point) => {
    const fit = n === 0 ? null : lineAt(x, y, point, neighbours);
    if (fit === null) return {x: point, estimate: null, lower: null, upper: null};
    const {estimate, stdErr} = fit;
    return {x: point, estimate, lower: estimate - z * stdErr, upper: estimate + z * stdErr};
  });
}

function lineAt(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  point: number,
  neighbours: number
): {estimate: number; stdErr: number} | null {
  const distance = Float64Array.from(x, (v) => Math.abs(v - point));
  const reach = Float64Array.from(distance).sort()[neighbours - 1];
  const weight = distance.map((d) => tricube(d, reach));
  let [s, sx, sy] = [0, 0, 0];
  weight.forEach((w, i) => {
    s += w;
    sx += w * (x[i] - point);
    sy += w * y[i];
  });
  if (!(s > 0)) return null;
  const mean = sx / s;
  let [sxx, sxy] = [0, 0];
  weight.forEach((w, i) => {
    const d = x[i] - point - mean;
    sxx += w * d * d;
    sxy += w * d * y[i];
  });
  if (!(sxx > 1e-12 * s * reach * reach)) return null;
  const slope = sxy / sxx;
  const level = sy / s;
  const estimate = level - slope * mean;
  let variance = 0;
  weight.forEach((w, i) => {
    if (w === 0) return;
    const share = w * (1 / s - (mean * (x[i] - point - mean)) / sxx);
    const residual = y[i] - level - slope * (x[i] - point - mean);
    variance += share * share * residual * residual;
  });
  return {estimate, stdErr: Math.sqrt(variance)};
}

/** Within 0.1 % of the reach a point counts fully, within the last 0.1 % not at all, as in R's `loess`. */
function tricube(distance: number, reach: number): number {
  if (distance >= 0.999 * reach) return 0;
  return distance <= 0.001 * reach ? 1 : (1 - (distance / reach) ** 3) ** 3;
}
