import type {Calibration, ClassCourse, CuredWeibull} from "./calibration.js";
import type {RegistryParameters} from "./parameters.js";

/** Remission, relapse and death of one genomic class. */
export interface ClassCurves extends ClassCourse {
  readonly afterRelapse: CuredWeibull;
  readonly refractory: CuredWeibull;
}

/** The calibrated curves of a class, corrected as the parameters of the partner say (`courses`: all, then the class). */
export function classCurves(name: string, calibration: Calibration, {courses}: RegistryParameters): ClassCurves {
  const course = calibration.multistate[name];
  const {tier} = course;
  const curves = {...course, afterRelapse: calibration.postRelapse[tier], refractory: calibration.neverCR[tier]};
  return corrected(corrected(curves, courses.all ?? {}), courses[name] ?? {});
}

function corrected(curves: ClassCurves, correction: RegistryParameters["courses"][string]): ClassCurves {
  const {remissionLogit = 0, relapseCureLogit = 0, relapseTime = 1, relapseSpread = 1, nonRelapse = 1} = correction;
  const {afterRelapseCureLogit = 0, afterRelapseTime = 1, refractoryCure = 0, refractoryTime = 1} = correction;
  const {relapse, nrm_per_year: nrm, afterRelapse, refractory} = curves;
  return {
    ...curves,
    pCR: moved(curves.pCR, remissionLogit),
    relapse: {
      cure: moved(relapse.cure, relapseCureLogit),
      median_d: relapse.median_d * relapseTime,
      sigma: relapse.sigma * relapseSpread
    },
    nrm_per_year: {...nrm, y0_2: nrm.y0_2 * nonRelapse},
    afterRelapse: {
      ...afterRelapse,
      cure: moved(afterRelapse.cure, afterRelapseCureLogit),
      scale_d: afterRelapse.scale_d * afterRelapseTime
    },
    refractory: {
      ...refractory,
      cure: refractory.cure + refractoryCure,
      scale_d: refractory.scale_d * refractoryTime
    }
  };
}

/** A probability whose log-odds are moved; 0 and 1 stay. */
export function moved(p: number, logit: number): number {
  return p <= 0 || p >= 1 ? p : 1 / (1 + ((1 - p) / p) * Math.exp(-logit));
}
