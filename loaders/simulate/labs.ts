import type {ClassBaseline} from "./calibration.js";
import {labNames, type LabName, type RegistryParameters} from "./parameters.js";
import type {Random} from "./random.js";
import {stratifiedSample} from "./stratifiedUniforms.js";

/** Into how many parts of a unit each value is coded. */
const scales: Readonly<Record<LabName, number>> = {
  wbc: 10,
  haemoglobin: 10,
  platelets: 1,
  ldh: 1,
  bmBlasts: 1,
  pbBlasts: 1
};

/**
 * Blood values and blasts of all patients. Inside each class the values of one variable are drawn from its marginal
 * (lognormal, normal, or beta for percentages) and dealt out in the order of correlated normals: exact marginals with a
 * Gaussian copula (Iman and Conover 1982).
 */
export function drawLabs(
  classes: readonly string[],
  byClass: Readonly<Record<string, ClassBaseline>>,
  parameters: RegistryParameters,
  random: Random
): Record<LabName, number>[] {
  const factor = choleskyFactor(parameters.labs.correlation);
  const scores = classes.map(() => {
    const z = labNames.map(() => random.normal());
    return factor.map((row) => row.reduce((sum, value, k) => sum + value * z[k], 0));
  });
  const result = classes.map(() => ({}) as Record<LabName, number>);
  for (const name of Object.keys(byClass)) {
    const members = classes.flatMap((value, i) => (value === name ? [i] : []));
    labNames.forEach((lab, column) => {
      const draw = (): number => drawValue(lab, byClass[name], parameters, random);
      const values = stratifiedSample(members.length, draw, random);
      const order = [...members].sort((a, b) => scores[a][column] - scores[b][column]);
      order.forEach((patient, rank) => {
        result[patient][lab] = values[rank];
      });
    });
  }
  return result;
}

function drawValue(lab: LabName, b: ClassBaseline, parameters: RegistryParameters, random: Random): number {
  const [low, high] = parameters.labs.limits[lab];
  const scale = scales[lab];
  for (;;) {
    const value = Math.round(scale * drawExact(lab, b, random)) / scale;
    if (value >= low && value <= high) return value;
  }
}

function drawExact(lab: LabName, b: ClassBaseline, random: Random): number {
  switch (lab) {
    case "wbc":
      return random.lognormal(b.wbcLM, b.wbcLS);
    case "platelets":
      return random.lognormal(b.pltLM, b.pltLS);
    case "ldh":
      return random.lognormal(b.ldhLM, b.ldhLS);
    case "haemoglobin":
      return random.normal(b.hbM, b.hbSD);
    case "bmBlasts":
      return 100 * betaOf(b.bmM / 100, b.bmSD / 100, random);
    case "pbBlasts":
      return 100 * betaOf(b.pbM / 100, b.pbSD / 100, random);
  }
}

function betaOf(mean: number, sd: number, random: Random): number {
  const concentration = (mean * (1 - mean)) / (sd * sd) - 1;
  return random.beta(mean * concentration, (1 - mean) * concentration);
}

/** Lower-triangular factor of the correlation matrix in the order of {@link labNames}. */
function choleskyFactor(pairs: RegistryParameters["labs"]["correlation"]): number[][] {
  const n = labNames.length;
  const r = labNames.map((_, i) => labNames.map((__, j): number => (i === j ? 1 : 0)));
  for (const [a, b, value] of pairs) {
    r[labNames.indexOf(a)][labNames.indexOf(b)] = value;
    r[labNames.indexOf(b)][labNames.indexOf(a)] = value;
  }
  const factor = Array.from({length: n}, () => new Array<number>(n).fill(0));
  for (let i = 0; i < n; ++i) {
    for (let j = 0; j <= i; ++j) {
      let sum = r[i][j];
      for (let k = 0; k < j; ++k) sum -= factor[i][k] * factor[j][k];
      if (i === j && sum <= 0) throw new RangeError("invalid correlations: not positive definite");
      factor[i][j] = i === j ? Math.sqrt(sum) : sum / factor[j][j];
    }
  }
  return factor;
}
