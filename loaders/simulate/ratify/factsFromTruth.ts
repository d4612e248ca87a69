import type {RatifyTruth, Stratum, TrialPatient} from "./ratifyTruth.js";
import {trialGenes, type TrialFacts, type TrialGene} from "./trialFacts.js";

/** Codes of the strata in the harmonised model. */
export const stratumCodes: Readonly<Record<Stratum, string>> = {
  TKD: "FLT3-TKD",
  ITD_low: "FLT3-ITD low",
  ITD_high: "FLT3-ITD high"
};

/** The facts of every patient as the truth holds them, before any defect. */
export function factsFromTruth({patients}: RatifyTruth): TrialFacts[] {
  return patients.map((patient): TrialFacts => {
    const {course} = patient;
    const {osDays, dead, remissionDay, relapseDay, transplant} = course;
    return {
      arm: patient.arm,
      stratum: stratumCodes[patient.stratum],
      sex: patient.sex,
      ageYears: patient.ageYears,
      risk: patient.missing.includes("risk") ? null : patient.risk,
      genes: genesOf(patient),
      remitted: remissionDay !== null,
      os: {time: osDays, status: dead ? 1 : 0},
      efs: {time: course.efsDays, status: course.efsEvent === null ? 0 : 1},
      relapse:
        remissionDay === null
          ? null
          : {time: (relapseDay ?? osDays) - remissionDay, status: relapseDay !== null ? 1 : dead ? 2 : 0},
      transplantDay: transplant?.day ?? null,
      transplantedInFirstRemission: transplant?.inFirstRemission ?? false
    };
  });
}

function genesOf({isSequenced, features}: TrialPatient): TrialFacts["genes"] {
  const entries = trialGenes.map((gene) => [gene, isSequenced ? features.includes(gene) : null] as const);
  return Object.fromEntries(entries) as Record<TrialGene, boolean | null>;
}
