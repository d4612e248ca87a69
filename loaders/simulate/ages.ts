import type {ClassBaseline} from "./calibration.js";
import type {RegistryParameters} from "./parameters.js";

/** Whole years of age and the probability of each. */
export interface AgeDistribution {
  readonly years: readonly number[];
  readonly weights: readonly number[];
}

/**
 * Ages of one genomic class: the age distribution of the whole registry, tilted by exp(a·age + b·age²) so that mean and
 * standard deviation are those of the class. (Of all distributions with these two moments, the closest to the whole.)
 */
export function ageDistribution({ageM, ageSD}: ClassBaseline, {age}: RegistryParameters): AgeDistribution {
  const years = Array.from({length: age.maximum - age.minimum + 1}, (_, i) => age.minimum + i);
  const base = baseWeights(years, age);
  const z = years.map((year) => (year - 50) / 10);
  const wantedMean = (ageM - 50) / 10;
  const wantedSquare = (ageSD * ageSD) / 100 + wantedMean * wantedMean;
  let a = 0;
  let b = 0;
  let weights = base;
  for (let step = 0; step < 100; ++step) {
    const raw = base.map((w, i) => w * Math.exp(a * z[i] + b * z[i] * z[i]));
    const total = raw.reduce((x, y) => x + y, 0);
    weights = raw.map((w) => w / total);
    const [m1, m2, m3, m4] = moments(weights, z);
    // Newton on the two moments; their covariance matrix is the Jacobian.
    const [v11, v12, v22] = [m2 - m1 * m1, m3 - m1 * m2, m4 - m2 * m2];
    const [d1, d2] = [wantedMean - m1, wantedSquare - m2];
    const determinant = v11 * v22 - v12 * v12;
    a += (0.7 * (v22 * d1 - v12 * d2)) / determinant;
    b += (0.7 * (v11 * d2 - v12 * d1)) / determinant;
    if (Math.abs(d1) + Math.abs(d2) < 1e-9) break;
  }
  return {years, weights};
}

/** The first four moments about zero. */
function moments(weights: readonly number[], z: readonly number[]): number[] {
  const sums = [0, 0, 0, 0];
  weights.forEach((weight, i) => {
    let power = weight;
    for (let k = 0; k < 4; ++k) sums[k] += power *= z[i];
  });
  return sums;
}

function baseWeights(years: readonly number[], {bands, tailRatio}: RegistryParameters["age"]): number[] {
  const last = bands[bands.length - 1];
  const thinned = (n: number): number => Math.exp(n * Math.log(tailRatio));
  return years.map((year) => {
    const band = bands.find(({from, to}) => year >= from && year <= to);
    if (!band) return 0;
    const width = band.to - band.from + 1;
    if (band !== last) return band.n / width;
    // A geometric decline by year, which sums to the size of the band.
    return (band.n * thinned(year - band.from) * (1 - tailRatio)) / (1 - thinned(width));
  });
}
