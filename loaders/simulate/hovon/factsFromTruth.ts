import {flagNames} from "../features.js";
import {deliveredLabs} from "./deliveredLabs.js";
import type {HovonAlteration, HovonFacts, HovonKaryotype} from "./hovonFacts.js";
import {residualKind} from "./residualDisease.js";
import type {TrialDefects} from "./trialDefects.js";
import type {TrialPatientTruth, TrialTruth} from "./trialTruth.js";

const types: Readonly<Record<string, string>> = {AML: "de_novo", sAML: "secondary", tAML: "therapy_related"};
const features: Readonly<Record<HovonAlteration, readonly string[]>> = {
  NPM1: ["NPM1"],
  "FLT3-ITD": ["FLT3_ITD"],
  "FLT3-TKD": ["FLT3_TKD"],
  DNMT3A: ["DNMT3A"],
  IDH1: ["IDH1"],
  IDH2: ["IDH2_R140", "IDH2_R172"],
  TET2: ["TET2"],
  RUNX1: ["RUNX1"],
  "CEBPA-biallelic": ["CEBPA_bi"]
};
const none: TrialDefects = {
  aliveAfterDeath: [],
  outOfRange: [],
  lostZeros: [],
  partialRelapse: [],
  partialRemission: []
};

/** The facts of all patients as the partner knows them. */
export function factsFromTruth({patients}: Pick<TrialTruth, "patients">): HovonFacts[] {
  return patients.map((patient) => {
    const {missing, course, residual} = patient;
    const isSequenced = !missing.includes("sequencing");
    const kind = residualKind(patient.mutations);
    const status = (name: HovonAlteration): boolean | null =>
      isSequenced || name === "FLT3-ITD" ? features[name].some((feature) => patient.features.includes(feature)) : null;
    return {
      ageYears: patient.ageYears,
      sex: patient.sex,
      ecog: missing.includes("ecog") ? null : patient.ecog,
      amlType: types[patient.amlType],
      wbc: deliveredLabs(patient, none).wbc.value,
      alterations: Object.fromEntries(
        Object.keys(features).map((name) => [name, status(name as HovonAlteration)])
      ) as Record<HovonAlteration, boolean | null>,
      karyotype: karyotypeOf(patient),
      remissionDay: course.remissionDay,
      relapseDay: course.relapseDay,
      followUpDays: course.osDays,
      dead: course.dead,
      residual: residual && {
        day: residual.day,
        followed: patient.mutations.length > 0,
        persistent: kind !== "none",
        nonDta: kind === "other"
      }
    };
  });
}

function karyotypeOf({karyotype, features: found}: TrialPatientTruth): HovonKaryotype | null {
  if (karyotype.status !== "normal" && karyotype.status !== "abnormal") return null;
  const flags = found.filter((name) => flagNames.includes(name));
  const isCoreBinding = flags.includes("t_8_21") || flags.includes("inv16");
  return {
    t_8_21: flags.includes("t_8_21"),
    inv16: flags.includes("inv16"),
    normalOrSexChromosomeLoss: flags.every((name) => name === "minusY"),
    monosomal: !isCoreBinding && isMonosomal(karyotype.text)
  };
}

/** Two autosomes lost, or one and a structural abnormality (Breems et al., J Clin Oncol 2008). */
function isMonosomal(text: string): boolean {
  const lost = new Set(Array.from(text.matchAll(/-(\d{1,2})(?=[,[/]|$)/gu), ([, chromosome]) => chromosome));
  return lost.size >= 2 || (lost.size === 1 && /[a-z]\(\d|mar/u.test(text));
}
