import type {BaselineTruth, MutationTruth} from "../patientTruth.js";

/** Arms of the trial. */
export const arms = ["midostaurin", "placebo"] as const;
export type Arm = (typeof arms)[number];

/** Strata of the randomisation, as calibration.json names them. */
export const strata = ["TKD", "ITD_low", "ITD_high"] as const;
export type Stratum = (typeof strata)[number];

/** Genetic risk by the European LeukemiaNet 2017. */
export type Risk2017 = "favourable" | "intermediate" | "adverse";

/** The course of a patient of the trial as observed until the end of follow-up, in days from randomisation. */
export interface TrialCourse {
  /** Death or last contact. */
  readonly osDays: number;
  readonly dead: boolean;
  /** Remission by the landmark; null without. */
  readonly remissionDay: number | null;
  readonly relapseDay: number | null;
  readonly transplant: TrialTransplant | null;
  readonly efsDays: number;
  /** What ended event-free survival; null if nothing did. */
  readonly efsEvent: "failure" | "relapse" | "death" | null;
}

/** The first allogeneic transplant. */
export interface TrialTransplant {
  readonly day: number;
  readonly inFirstRemission: boolean;
}

/** What of a patient is not delivered. */
export type MissingName = "wbc" | "haemoglobin" | "platelets" | "ldh" | "bmBlasts" | "pbBlasts" | "risk";

/** All there is to know of a simulated patient of the trial. */
export interface TrialPatient extends Omit<BaselineTruth, "trial"> {
  /** The partner’s id: `CPKC412A2301-0101-00012`. */
  readonly id: string;
  /** Index of the site. */
  readonly site: number;
  /** Days from the first randomisation of the trial. */
  readonly randomisedOn: number;
  readonly stratum: Stratum;
  readonly arm: Arm;
  readonly isTreated: boolean;
  /** Mutated to wild-type FLT3 by fragment analysis; null without a duplication. */
  readonly allelicRatio: number | null;
  readonly features: readonly string[];
  readonly risk: Risk2017;
  readonly isSequenced: boolean;
  /** Calls of the sequencing; none if not sequenced. Duplications are not among them. */
  readonly mutations: readonly MutationTruth[];
  readonly course: TrialCourse;
  readonly missing: readonly MissingName[];
}

/** A site and the units in which it reports. */
export interface TrialSite {
  /** `0101`: country and number. */
  readonly code: string;
  readonly wbcUnit: string;
  readonly haemoglobinInGramsPerLitre: boolean;
  /** Lactate dehydrogenase as multiples of the upper limit of normal, which nobody can convert. */
  readonly ldhInMultiples: boolean;
  readonly blastsAsFraction: boolean;
}

/** The truth behind the simulated trial; patients in the order of randomisation. */
export interface RatifyTruth {
  readonly source: string;
  readonly seed: number;
  readonly sites: readonly TrialSite[];
  readonly patients: readonly TrialPatient[];
}
