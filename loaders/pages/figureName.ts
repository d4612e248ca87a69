import {cytogeneticFlags} from "../../src/model/cytogeneticFlags.js";

/** Names that the comparison has from the simulators, in words. */
const words: Readonly<Record<string, string>> = {
  wbc: "white blood cells",
  platelets: "platelets",
  haemoglobin: "haemoglobin",
  ldh: "LDH",
  bmBlasts: "bone-marrow blasts",
  pbBlasts: "peripheral-blood blasts",
  ecog: "ECOG",
  kmt2aPtd: "KMT2A-PTD",
  cebpa: "CEBPA",
  risk: "reported risk",
  remissionBelow60: "remission below 60 years",
  remissionFrom60: "remission from 60 years",
  inductionDeath: "death in induction",
  deathBy60Days: "death by day 60",
  deathBy60DaysBelow60: "death by day 60, below 60 years",
  deathBy60DaysFrom60: "death by day 60, from 60 years",
  alloHct: "allogeneic transplant",
  alloHctFirstRemission: "allogeneic transplant in first remission",
  autoHct: "autologous transplant",
  firstEventRelapse: "first event: relapse",
  firstEventRefractory: "first event: refractory disease",
  firstEventDeathInRemission: "first event: death in remission",
  followUp: "follow-up",
  afterRelapse: "after relapse",
  normalOrSexChromosomeLoss: "normal, or loss of a sex chromosome",
  monosomal: "monosomal karyotype",
  normal: "normal karyotype",
  chromatin_spliceosome: "chromatin–spliceosome",
  p53_aneuploidy: "TP53–aneuploidy",
  t15_17: "t(15;17)",
  t8_21: "t(8;21)",
  t_MLL: "KMT2A fusion",
  inv3_t6_9: "inv(3) or t(6;9)",
  IDH2_p172: "IDH2-R172",
  Ambiguous_classification: "two or more classes",
  No_class: "no class",
  No_drivers: "no driver",
  CEBPA_bi: "CEBPA biallelic",
  CEBPA_mono: "CEBPA monoallelic",
  AMLHD98A: "trial AMLHD98A",
  AMLHD98B: "trial AMLHD98B",
  AMLSG0704: "trial AMLSG 07-04",
  ...Object.fromEntries(cytogeneticFlags.map(({name, label}) => [name, label]))
};

/** The name of a compared figure as a reader sees it: the simulators' names in it replaced by words. */
export function figureName(quantity: string): string {
  return quantity
    .split(/( |,)/)
    .map((part) => (Object.hasOwn(words, part) ? words[part] : part.replaceAll("_", "-")))
    .join("");
}
