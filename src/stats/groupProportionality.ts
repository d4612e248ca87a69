import {cholesky, quadraticForm} from "./cholesky.js";
import {addInformation, unpack} from "./coxLikelihood.js";
import {emptyTieSums, tieSums} from "./coxRiskSets.js";
import type {CoxCoefficient, CoxTest} from "./coxTable.js";
import {chiSquaredUpper} from "./distributions.js";
import type {FollowUpTable} from "./followUpTable.js";
import {forEachTime} from "./groupRiskSets.js";

/** Score test that the coefficients do not change with 1 − S(t−); as `proportionalHazardsTest` for the whole term. */
export function groupProportionality(
  table: FollowUpTable,
  beta: Float64Array,
  coefficients: readonly CoxCoefficient[]
): CoxTest | null {
  const p = beta.length;
  const kept = coefficients.flatMap(({status}, j) => (status === "aliased" ? [] : [j]));
  if (kept.length === 0 || kept.some((j) => coefficients[j].status !== "estimated")) return null;
  const g = centredTimes(table);
  const packed = [0, 1, 2].map(() => new Float64Array((p * (p + 1)) / 2));
  const score = new Float64Array(p);
  const sums = emptyTieSums();
  forEachTime(table, beta, (set, deaths) => {
    tieSums(set, "efron", sums);
    const gt = g[set.code];
    for (let j = 0; j < p; ++j) score[j] += gt * (deaths[j + 1] - (set.s1[j] * sums.h - set.d1[j] * sums.fh));
    packed.forEach((information, power) => addInformation(set, sums, gt ** power, p, information));
  });
  const [xx, xg, gg] = packed.map((d) => unpack(d, p));
  const m = kept.length;
  const augmented = new Float64Array(4 * m * m);
  kept.forEach((a, i) =>
    kept.forEach((b, j) => {
      augmented[i * 2 * m + j] = xx[a * p + b];
      augmented[(m + i) * 2 * m + j] = augmented[j * 2 * m + m + i] = xg[a * p + b];
      augmented[(m + i) * 2 * m + m + j] = gg[a * p + b];
    })
  );
  const factor = cholesky(augmented, 2 * m);
  if (factor.rank < 2 * m) return null;
  const chisq = quadraticForm(factor, [...kept.map(() => 0), ...kept.map((j) => score[j])]);
  return {chisq, df: m, p: chiSquaredUpper(chisq, m)};
}

/** 1 − S(t−) of everybody together at each time, less its mean over the events, scaled to a largest value of 1. */
function centredTimes({times, groups, strata}: FollowUpTable): Float64Array {
  const width = times.length;
  const [leaving, entering, events] = [new Float64Array(width), new Float64Array(width), new Float64Array(width)];
  let atRisk = 0;
  for (const {exits, entries, start} of strata) {
    for (let g = 0; g < groups; ++g) {
      atRisk += start[g];
      for (let t = 0; t < width; ++t) {
        const cell = g * width + t;
        leaving[t] += exits[2 * cell] + exits[2 * cell + 1];
        events[t] += exits[2 * cell + 1];
        if (entries) entering[t] += entries[cell];
      }
    }
  }
  const transformed = new Float64Array(width);
  let [survival, sum, total] = [1, 0, 0];
  for (let t = 0; t < width; ++t) {
    transformed[t] = 1 - survival;
    sum += events[t] * transformed[t];
    total += events[t];
    if (events[t] > 0) survival *= (atRisk - events[t]) / atRisk;
    atRisk += entering[t] - leaving[t];
  }
  const centred = transformed.map((v) => v - sum / total);
  const largest = centred.reduce((most, v, t) => (events[t] > 0 ? Math.max(most, Math.abs(v)) : most), 0);
  return largest > 0 ? centred.map((v) => v / largest) : centred;
}
