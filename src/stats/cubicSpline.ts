import type {Covariate} from "./coxInput.js";
import {StatsInputError} from "./errors.js";
import {quantiles} from "./quantile.js";
import type {Values} from "./valuesInput.js";

/** Probabilities at which knots are placed, by their number: Harrell (2015), table 2.3, three at 10, 50 and 90 %. */
const placements: Readonly<Record<number, readonly number[]>> = {
  3: [0.1, 0.5, 0.9],
  4: [0.05, 0.35, 0.65, 0.95],
  5: [0.05, 0.275, 0.5, 0.725, 0.95]
};

/**
 * Knots of a restricted cubic spline at fixed quantiles (type 7) of the values, missing ones left out. Empty where the
 * values do not give that many distinct knots.
 *
 * @throws {StatsInputError} unless 3, 4 or 5 knots are asked for, or on an infinite value.
 */
export function splineKnots(values: Values, count: number): number[] {
  if (!Object.hasOwn(placements, count)) throw new StatsInputError(`invalid number of knots: ${count}`);
  const knots = quantiles(values, placements[count]).filter((knot): knot is number => knot !== null);
  return new Set(knots).size === count ? knots : [];
}

/**
 * Basis of a restricted (natural) cubic spline at a value: x itself, and for each knot but the last two a cubic term,
 * so that the curve is linear beyond the first and the last knot. Spans the same curves, with a constant, as R's
 * `splines::ns(x, knots = inner knots, Boundary.knots = outer knots)`; the parametrisation is that of `rms::rcs`.
 *
 * Source: Devlin and Weeks (1986); Harrell (2015), Regression Modeling Strategies, section 2.4.5.
 *
 * @throws {StatsInputError} unless there are three or more finite, ascending knots.
 */
export function splineBasis(x: number, knots: readonly number[]): number[] {
  checkKnots(knots);
  const k = knots.length;
  const [first, before, last] = [knots[0], knots[k - 2], knots[k - 1]];
  const cube = (knot: number): number => Math.max(0, x - knot) ** 3;
  const scale = (last - first) ** 2;
  const cubic = knots.slice(0, k - 2).map((knot) => {
    const tail = (cube(before) * (last - knot) - cube(last) * (before - knot)) / (last - before);
    return (cube(knot) - tail) / scale;
  });
  return [x, ...cubic];
}

/**
 * Columns of a restricted cubic spline, named x, x', x'' … as in `rms`; their term is the name, so that they are tested
 * together. NaN where missing.
 *
 * @throws {StatsInputError} unless there are three or more finite, ascending knots.
 */
export function splineColumns(name: string, values: ArrayLike<number>, knots: readonly number[]): Covariate[] {
  checkKnots(knots);
  const columns = knots.slice(1).map((_, j): Covariate & {values: Float64Array} => ({
    name: name + "'".repeat(j),
    term: name,
    values: new Float64Array(values.length)
  }));
  for (let i = 0; i < values.length; ++i)
    splineBasis(values[i], knots).forEach((value, j) => (columns[j].values[i] = Number.isNaN(values[i]) ? NaN : value));
  return columns;
}

function checkKnots(knots: readonly number[]): void {
  const ascending = knots.every((knot, j) => Number.isFinite(knot) && (j === 0 || knot > knots[j - 1]));
  if (knots.length < 3 || !ascending) throw new StatsInputError(`invalid knots: ${knots.join(", ")}`);
}
