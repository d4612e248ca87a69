import type {Covariate} from "./coxInput.js";
import {StatsInputError} from "./errors.js";

/**
 * Columns of a factor in treatment contrasts, as R's `contr.treatment`: one indicator a level but the reference, named
 * variable + level. The term of all of them is the variable, so that they are tested together.
 *
 * A level without rows keeps its column of zeros; `coxFit` reports it as aliased.
 *
 * @param codes index into `levels`, one a row; NaN where missing (the row then is missing in every column).
 * @param levels labels in order.
 * @param reference label of the reference level; default the first.
 * @throws {StatsInputError} on an unknown code or reference, or fewer than two levels.
 */
export function factorColumns(
  name: string,
  codes: ArrayLike<number>,
  levels: readonly string[],
  reference: string = levels[0]
): Covariate[] {
  if (levels.length < 2) throw new StatsInputError(`invalid levels of ${name}: ${levels.join(", ")}`);
  if (!levels.includes(reference)) throw new StatsInputError(`unknown reference of ${name}: ${reference}`);
  for (let i = 0; i < codes.length; ++i) {
    const valid = Number.isNaN(codes[i]) || (Number.isInteger(codes[i]) && codes[i] >= 0 && codes[i] < levels.length);
    if (!valid) throw new StatsInputError(`unknown code of ${name} at row ${i}: ${codes[i]}`, i);
  }
  return levels.flatMap((level, code) => {
    if (level === reference) return [];
    const values = Float64Array.from(codes, (c) => (Number.isNaN(c) ? NaN : Number(c === code)));
    return [{name: name + level, term: name, values}];
  });
}

/**
 * Columns of the interaction of two terms: the products of their columns, the first term's varying fastest, named a:b as
 * in R. Add them after the columns of both terms.
 */
export function interactionColumns(first: readonly Covariate[], second: readonly Covariate[]): Covariate[] {
  return second.flatMap((b) =>
    first.map((a) => {
      if (a.values.length !== b.values.length) {
        throw new StatsInputError(`invalid length of ${b.name}: ${b.values.length}, not ${a.values.length}`);
      }
      return {
        name: `${a.name}:${b.name}`,
        term: `${a.term ?? a.name}:${b.term ?? b.name}`,
        values: Float64Array.from(a.values, (v, i) => v * b.values[i])
      };
    })
  );
}
