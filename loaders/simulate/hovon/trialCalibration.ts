import {bisect} from "../bisect.js";
import type {Calibration, ClassBaseline, ClassCourse, CuredWeibull} from "../calibration.js";
import type {TrialParameters} from "./trialParameters.js";

/**
 * The calibration as it holds in the trials: ages, white blood cells, types of disease and gene frequencies of the
 * classes moved to the published marginals, and a course with more remissions (see `shifts` in `data/demo/hovon.yaml`).
 */
export function trialCalibration(calibration: Calibration, {common, shifts}: TrialParameters): Calibration {
  const weights = calibration.classWeights[common.source];
  const meanAge = Object.entries(weights).reduce(
    (sum, [name, w]) => sum + w * calibration.clinicalByClass[name].ageM,
    0
  );
  return {
    ...calibration,
    clinicalByClass: mapValues(calibration.clinicalByClass, (baseline): ClassBaseline => {
      const {age, wbcLogMean, femaleLogit, secondaryLogit} = shifts;
      return {
        ...baseline,
        ageM: age.mean + age.spread * (baseline.ageM - meanAge),
        ageSD: age.sd,
        wbcLM: baseline.wbcLM + wbcLogMean,
        fem: moved(baseline.fem, femaleLogit),
        sec: moved(baseline.sec, secondaryLogit)
      };
    }),
    // Promyelocytic leukaemia is treated in trials of its own.
    cytoByClass: mapValues(calibration.cytoByClass, (flags) => ({...flags, t_15_17: 0})),
    geneByClass: withMarginals(calibration.geneByClass, weights, shifts.marginals),
    postRelapse: {
      A: afterRelapse(calibration.postRelapse.A, shifts),
      B: afterRelapse(calibration.postRelapse.B, shifts),
      C: afterRelapse(calibration.postRelapse.C, shifts),
      D: afterRelapse(calibration.postRelapse.D, shifts)
    },
    multistate: mapValues(calibration.multistate, (course): ClassCourse => {
      const {remission, relapse, nonRelapse} = shifts;
      return {
        ...course,
        pCR: moved(course.pCR, remission.logit),
        tCR_median_d: course.tCR_median_d * remission.time,
        relapse: {...course.relapse, cure: moved(course.relapse.cure, relapse.cureLogit)},
        nrm_per_year: {...course.nrm_per_year, y0_2: course.nrm_per_year.y0_2 * nonRelapse.factor}
      };
    })
  };
}

function afterRelapse(time: CuredWeibull, shifts: TrialParameters["shifts"]): CuredWeibull {
  return {...time, cure: moved(time.cure, shifts.afterRelapse.cureLogit)};
}

/** Moves the log-odds of each gene by the same amount in every class, so that its frequency over all classes is the wanted one. */
function withMarginals(
  geneByClass: Calibration["geneByClass"],
  weights: Readonly<Record<string, number>>,
  marginals: Readonly<Record<string, number>>
): Calibration["geneByClass"] {
  const result = mapValues(geneByClass, (genes) => ({...genes}));
  const total = Object.values(weights).reduce((sum, w) => sum + w, 0);
  for (const [gene, wanted] of Object.entries(marginals)) {
    const excess = (shift: number): number => {
      let sum = 0;
      for (const [name, w] of Object.entries(weights)) sum += w * moved(geneByClass[name][gene], shift);
      return sum / total - wanted;
    };
    const shift = bisect(excess, -6, 6);
    for (const genes of Object.values(result)) genes[gene] = moved(genes[gene], shift);
  }
  return result;
}

/** A probability whose log-odds are moved; 0 and 1 stay. */
function moved(p: number, logit: number): number {
  return p <= 0 || p >= 1 ? p : 1 / (1 + ((1 - p) / p) * Math.exp(-logit));
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
