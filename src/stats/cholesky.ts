/**
 * Factor A = L D Lᵗ of a symmetric non-negative definite matrix, tolerant of singular ones.
 *
 * A column whose pivot falls to `tolerance` × the largest diagonal element or below depends on the columns before it:
 * its pivot is set to 0 and it takes no part in solutions, as in R's survival (`toler.chol`), so of two collinear
 * columns the later one is dropped.
 */
export interface Factor {
  size: number;
  /** L below the diagonal, D on it; row-major. */
  ld: Float64Array;
  /** Number of non-zero pivots. */
  rank: number;
}

/** R's `coxph.control(toler.chol)`: ε^¾. */
export const CHOLESKY_TOLERANCE = Math.pow(2.220446049250313e-16, 0.75);

/** Factors the row-major symmetric `matrix` of `size` × `size`; only its lower triangle is read. */
export function cholesky(matrix: Float64Array, size: number, tolerance = CHOLESKY_TOLERANCE): Factor {
  let largest = 0;
  for (let i = 0; i < size; ++i) largest = Math.max(largest, matrix[i * size + i]);
  const limit = tolerance * largest;
  return factorise(matrix, size, () => limit);
}

/**
 * Factors a later matrix of the same kind as `first`'s: columns unusable there stay so, and a pivot that has fallen to
 * `share` of its first value or below is unusable too.
 */
export function choleskyAfter(first: Factor, matrix: Float64Array, share: number): Factor {
  const {size, ld} = first;
  return factorise(matrix, size, (j) => (ld[j * size + j] === 0 ? Infinity : share * ld[j * size + j]));
}

function factorise(matrix: Float64Array, size: number, limit: (j: number) => number): Factor {
  const ld = Float64Array.from(matrix);
  let rank = 0;
  for (let j = 0; j < size; ++j) {
    const pivot = ld[j * size + j];
    const usable = Number.isFinite(pivot) && pivot > limit(j);
    if (usable) ++rank;
    else ld[j * size + j] = 0;
    for (let i = j + 1; i < size; ++i) {
      const raw = ld[i * size + j];
      const l = usable ? raw / pivot : 0;
      ld[i * size + j] = l;
      if (!usable) continue;
      ld[i * size + i] -= l * raw;
      for (let k = i + 1; k < size; ++k) ld[k * size + i] -= ld[k * size + j] * l;
    }
  }
  return {size, ld, rank};
}

/** Solves A x = b in the space of the usable columns; the others get 0. */
export function choleskySolve({size, ld}: Factor, b: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(b);
  for (let i = 0; i < size; ++i) for (let j = 0; j < i; ++j) x[i] -= ld[i * size + j] * x[j];
  for (let i = size - 1; i >= 0; --i) {
    const d = ld[i * size + i];
    if (d === 0) {
      x[i] = 0;
      continue;
    }
    x[i] /= d;
    for (let k = i + 1; k < size; ++k) x[i] -= ld[k * size + i] * x[k];
  }
  return x;
}

/** Inverse of A over the usable columns, row-major; rows and columns of the others are 0. */
export function choleskyInverse(factor: Factor): Float64Array {
  const {size, ld} = factor;
  const inverse = new Float64Array(size * size);
  const unit = new Float64Array(size);
  for (let j = 0; j < size; ++j) {
    if (ld[j * size + j] === 0) continue;
    unit.fill(0);
    unit[j] = 1;
    const column = choleskySolve(factor, unit);
    for (let i = 0; i < size; ++i) inverse[i * size + j] = column[i];
  }
  for (let i = 0; i < size; ++i) {
    for (let j = 0; j < i; ++j) {
      const mean = (inverse[i * size + j] + inverse[j * size + i]) / 2;
      inverse[i * size + j] = mean;
      inverse[j * size + i] = mean;
    }
  }
  return inverse;
}

/** Quadratic form bᵗ A⁻ b, the generalised inverse being that of {@link choleskySolve}. */
export function quadraticForm(factor: Factor, b: ArrayLike<number>): number {
  const x = choleskySolve(factor, b);
  let sum = 0;
  for (let i = 0; i < factor.size; ++i) sum += x[i] * b[i];
  return sum;
}
