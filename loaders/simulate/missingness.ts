import type {RegistryParameters} from "./parameters.js";
import {labNames} from "./parameters.js";
import type {CourseTruth} from "./patientTruth.js";
import type {Random} from "./random.js";

/**
 * Names what a patient's record lacks: blood values, ECOG, spleen, karyotype (somewhat more often after early death),
 * risk, KMT2A-PTD and CEBPA.
 *
 * The calibrated frequencies of KMT2A-PTD and CEBPA count patients without the test as negative, so that only patients
 * without the alteration lack the test.
 */
export function drawMissing(
  features: readonly string[],
  {dead, osDays}: CourseTruth,
  {missing}: RegistryParameters,
  random: Random
): string[] {
  const absent = (name: string, probability: number): string[] => (random.chance(probability) ? [name] : []);
  const isEarly = dead && osDays <= 60;
  const karyotypeOdds = (missing.karyotype / (1 - missing.karyotype)) * Math.exp(isEarly ? missing.earlyDeath : 0);
  const ptd = absent("kmt2aPtd", missing.kmt2aPtd);
  const cebpa = absent("cebpa", missing.cebpa);
  return [
    ...labNames.flatMap((lab) => absent(lab, missing[lab])),
    ...absent("ecog", missing.ecog),
    ...absent("splenomegaly", missing.splenomegaly),
    ...absent("karyotype", karyotypeOdds / (1 + karyotypeOdds)),
    ...absent("risk", missing.riskOnly),
    ...(features.includes("KMT2A_PTD") ? [] : ptd),
    ...(features.some((name) => name.startsWith("CEBPA")) ? [] : cebpa)
  ];
}
