import type {EffectPoint} from "../../charts/effectCurve.js";
import {coxContrast} from "../../stats/coxContrast.js";
import type {FittedModel} from "./fitModel.js";
import type {DesignTerm} from "./modelDesign.js";
import {columnsAt} from "./subgroupEffects.js";

const steps = 60;

/** Hazard ratios along a spline between the smallest and the largest value used, each against the median. */
export function modelCurve({fit, values, chosen}: FittedModel, term: DesignTerm): EffectPoint[] {
  if (fit === null || term.quartiles === null) return [];
  const [, median] = term.quartiles;
  const column = values.find(({variable}) => variable === term.variable)!.values;
  let [least, most] = [Infinity, -Infinity];
  for (const k of chosen) {
    least = Math.min(least, column[k]);
    most = Math.max(most, column[k]);
  }
  const reference = columnsAt(term, median);
  return Array.from({length: steps + 1}, (_, i) => least + ((most - least) * i) / steps).flatMap((value) => {
    const change = columnsAt(term, value).map((d, j) => d - reference[j]);
    const weights = fit.input.x.map(({name}) => {
      const j = term.columns.findIndex((d) => d.name === name);
      return j < 0 ? 0 : change[j];
    });
    const contrast = coxContrast(fit, weights);
    return contrast === null
      ? []
      : [{value, ratio: contrast.hazardRatio, lower: contrast.lower, upper: contrast.upper}];
  });
}
