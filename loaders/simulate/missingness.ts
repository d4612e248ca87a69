import type {RegistryParameters} from "./parameters.js";
import {labNames} from "./parameters.js";
import type {CourseTruth} from "./patientTruth.js";
import type {Random} from "./random.js";
import {stratifiedWithin} from "./stratifiedUniforms.js";

/**
 * Names what each patient's record lacks: blood values, ECOG, spleen, karyotype (somewhat more often after early death),
 * risk, KMT2A-PTD and CEBPA.
 *
 * The calibrated frequencies of KMT2A-PTD and CEBPA count patients without the test as negative, so that only patients
 * without the alteration lack the test.
 */
export function drawMissing(
  patients: readonly {readonly features: readonly string[]; readonly course: CourseTruth}[],
  {missing}: RegistryParameters,
  random: Random
): string[][] {
  const everyone = patients.map((_, i) => i);
  const result = patients.map((): string[] => []);
  const lose = (name: string, probability: (patient: (typeof patients)[number]) => number): void => {
    const uniforms = stratifiedWithin([everyone], 2, random);
    patients.forEach((patient, i) => {
      if (uniforms[i] < probability(patient)) result[i].push(name);
    });
  };
  for (const lab of labNames) lose(lab, () => missing[lab]);
  lose("ecog", () => missing.ecog);
  lose("splenomegaly", () => missing.splenomegaly);
  lose("karyotype", ({course: {dead, osDays}}) => {
    const isEarly = dead && osDays <= 60;
    const odds = (missing.karyotype / (1 - missing.karyotype)) * Math.exp(isEarly ? missing.earlyDeath : 0);
    return odds / (1 + odds);
  });
  lose("risk", () => missing.riskOnly);
  lose("kmt2aPtd", ({features}) => (features.includes("KMT2A_PTD") ? 0 : missing.kmt2aPtd));
  lose("cebpa", ({features}) => (features.some((name) => name.startsWith("CEBPA")) ? 0 : missing.cebpa));
  return result;
}
