import {bootstrapCounts, drawnRows, percentileInterval} from "./bootstrapCounts.js";
import {distinctCodes} from "./competingRisksInput.js";
import {coxFit} from "./coxFit.js";
import type {Covariate} from "./coxInput.js";
import {StatsInputError} from "./errors.js";
import {gatherRows} from "./rowsByStratum.js";
import {sampleTimes} from "./sampleTimes.js";
import {aucOf} from "./timeDependentAuc.js";
import {pairShares, scoreRanks} from "./unoConcordance.js";

/** Patients whom rival models predict; one element each, nothing missing. */
export interface DiscriminationInput {
  readonly time: ArrayLike<number>;
  readonly status: ArrayLike<number>;
  /** Codes 0, 1, …: only patients of the same stratum (source) are compared. */
  readonly strata?: ArrayLike<number>;
  /** Columns of the models; more than one model is compared on the same bootstrap samples. */
  readonly models: readonly (readonly Covariate[])[];
}

/** What is measured, and on how many samples. */
export interface DiscriminationOptions {
  /** Horizon of Uno's C, in the unit of time. */
  readonly horizon: number;
  /** Times of the areas under the ROC curve. */
  readonly times: readonly number[];
  readonly replicates: number;
  /** Next number of a seeded generator, in [0, 1). */
  readonly uniform: () => number;
}

/** A measure of a model. */
export interface DiscriminationEstimate {
  /** In the patients to whom the model was fitted. */
  readonly apparent: number | null;
  /** Mean over the samples of what a model fitted there gains there, over what it reaches in all patients. */
  readonly optimism: number | null;
  /** Apparent less optimism. */
  readonly estimate: number | null;
  /** Percentile limits, moved by the optimism. */
  readonly lower: number | null;
  readonly upper: number | null;
}

/** Measures in the order: Harrell's C, Uno's C, areas under the ROC curve at each time. */
export interface Discrimination {
  readonly models: readonly (readonly DiscriminationEstimate[])[];
  /** Of each model but the first, less the first: apparent difference with percentile limits of the paired samples. */
  readonly differences: readonly (readonly Pick<DiscriminationEstimate, "estimate" | "lower" | "upper">[])[];
}

/** The measures over all strata, and within each where there are several. */
export interface StratifiedDiscrimination extends Discrimination {
  /** Codes of the strata, ascending; empty where there is one. */
  readonly strata: readonly number[];
  /** One for each stratum: the same models, measured there. */
  readonly within: readonly Discrimination[];
}

/**
 * How well Cox models tell apart who has the event earlier: Harrell's C, Uno's C and time-dependent areas under the ROC
 * curve, corrected for optimism by the bootstrap, with the difference between models on paired samples.
 *
 * In each sample (within strata) every model is fitted anew, stratified; it is measured there and in all patients, over all
 * strata and within each. O(replicates · n
 * log n).
 *
 * Source: Harrell, Lee and Mark (1996), Stat. Med. 15, 361–387; limits: Noma et al. (2021), Stat. Med. 40, 5691–5701.
 *
 * @throws {StatsInputError} as {@link coxFit}, or without replicates
 */
export function discrimination(input: DiscriminationInput, options: DiscriminationOptions): StratifiedDiscrimination {
  const {models, strata} = input;
  const {replicates, uniform} = options;
  if (!(Number.isInteger(replicates) && replicates > 0)) throw new StatsInputError(`invalid replicates: ${replicates}`);
  const n = input.time.length;
  const all = measurer(input, null);
  const apparent = models.map((_, m) => all.measure(m, all.fit(m)));
  const inSample = models.map((): (number | null)[][][] => []);
  const optimism = models.map((): (number | null)[][][] => []);
  for (let b = 0; b < replicates; ++b) {
    const sample = measurer(input, bootstrapCounts(n, uniform, strata));
    models.forEach((_, m) => {
      const beta = sample.fit(m);
      const here = sample.measure(m, beta);
      const there = all.measure(m, beta);
      inSample[m].push(here);
      optimism[m].push(here.map((part, s) => part.map((value, k) => less(value, there[s][k]))));
    });
  }
  const measures = 2 + options.times.length;
  const each = <T>(make: (k: number) => T): T[] => Array.from({length: measures}, (_, k) => make(k));
  const summary = (part: number): Discrimination => ({
    models: models.map((_, m) =>
      each((k) => {
        const excess = mean(optimism[m].map((sample) => sample[part][k]));
        const {lower, upper} = percentileInterval(inSample[m].map((sample) => sample[part][k]));
        const shift = (value: number | null) => less(value, excess);
        const own = apparent[m][part][k];
        return {apparent: own, optimism: excess, estimate: shift(own), lower: shift(lower), upper: shift(upper)};
      })
    ),
    differences: models.slice(1).map((_, m) =>
      each((k) => ({
        estimate: less(apparent[m + 1][part][k], apparent[0][part][k]),
        ...percentileInterval(inSample[m + 1].map((sample, b) => less(sample[part][k], inSample[0][b][part][k])))
      }))
    )
  });
  const codes = strata ? distinctCodes(strata) : [];
  const several = codes.length > 1 ? codes : [];
  return {...summary(0), strata: several, within: several.map((_, s) => summary(s + 1))};

  /** Fits and measures in a sample; null: in all patients. */
  function measurer({time, status}: DiscriminationInput, counts: Float64Array | null) {
    const drawn = counts === null ? null : drawnRows(counts);
    const pick = (values: ArrayLike<number>) => (drawn === null ? values : gatherRows(values, drawn.rows));
    const rows = {
      time: pick(time),
      status: pick(status),
      ...(strata && {strata: pick(strata)}),
      ...(drawn && {weights: drawn.weights})
    };
    const own = models.map((columns) => columns.map((d) => ({...d, values: pick(d.values)})));
    const ordered = sampleTimes(rows);
    return {
      fit: (m: number): Float64Array => coxFit({...rows, x: own[m]}).beta,
      measure(m: number, beta: Float64Array): (number | null)[][] {
        const score = new Float64Array(rows.time.length);
        own[m].forEach(({values}, j) => {
          for (let i = 0; i < score.length; ++i) score[i] += beta[j] * values[i];
        });
        const ranks = scoreRanks(score);
        const parts = ordered.length > 1 ? [ordered, ...ordered.map((stratum) => [stratum])] : [ordered];
        return parts.map((part) => {
          const {harrell, uno} = pairShares(part, ranks, options.horizon);
          return [harrell, uno, ...options.times.map((at) => aucOf(part, ranks, at))];
        });
      }
    };
  }
}

function less(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b;
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value): value is number => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
