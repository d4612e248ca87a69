import type {MutationTruth} from "../patientTruth.js";
import type {Random} from "../random.js";
import type {TrialParameters} from "./trialParameters.js";
import type {FollowedMutation, ResidualTruth, TrialCourseTruth} from "./trialTruth.js";

const dtaGenes = ["DNMT3A", "TET2", "ASXL1"];

/** Whether persistence of a gene’s mutation may be clonal haematopoiesis. */
export function isDta(gene: string): boolean {
  return dtaGenes.includes(gene);
}

/**
 * Which mutations a remission would leave behind, and in which share of reads; drawn alike whether or not it comes. At
 * diagnosis the laboratory gives two decimals.
 */
export function followMutations(
  mutations: readonly MutationTruth[],
  {residual}: TrialParameters,
  random: Random
): FollowedMutation[] {
  return mutations.map((mutation) => {
    const persists = random.chance(residual.persistence[mutation.gene] ?? residual.persistenceOther);
    const {median, sigma} = residual.left[isDta(mutation.gene) ? "dta" : "other"];
    const left = random.lognormal(Math.log(median), sigma);
    const vaf = Math.round(Math.max(0.02, mutation.vaf ?? 0) * 100) / 100;
    const residualVaf = Math.round(Math.max(residual.limitOfDetection, vaf * Math.min(1, left)) * 10000) / 10000;
    return {...mutation, vaf, residualVaf: persists ? residualVaf : null};
  });
}

/** What would be left in a remission: a mutation outside DNMT3A, TET2 and ASXL1, only one in these, or none. */
export function residualKind(mutations: readonly FollowedMutation[]): "other" | "dtaOnly" | "none" {
  const left = mutations.filter(({residualVaf}) => residualVaf !== null);
  if (left.length === 0) return "none";
  return left.every(({gene}) => isDta(gene)) ? "dtaOnly" : "other";
}

/** The sample of a remission after cycle 2, if one was taken, and its flow cytometry. */
export function drawResidual(
  course: TrialCourseTruth,
  mutations: readonly FollowedMutation[],
  {residual}: TrialParameters,
  random: Random
): ResidualTruth | null {
  const {flow} = residual;
  const isSampled = random.chance(residual.sampled);
  const hasFlow = random.chance(flow.done);
  const isPositive = random.chance(
    residualKind(mutations) === "other" ? flow.positiveIfPersistent : flow.positiveOtherwise
  );
  const above = random.lognormal(Math.log(flow.limitOfDetection * 4), 1);
  const below = random.uniform() * flow.limitOfDetection;
  const marrow = course.responses.find(({cycle}) => cycle === 2);
  if (!isSampled || !marrow || (marrow.response !== "CR" && marrow.response !== "CRi")) return null;
  const percent = isPositive ? Math.max(flow.limitOfDetection, above) : Math.max(0, below - 0.005);
  return {day: marrow.day, flowPercent: hasFlow ? Math.round(Math.min(percent, 60) * 100) / 100 : null};
}
