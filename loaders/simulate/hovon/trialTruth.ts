import type {LabName} from "../parameters.js";
import type {BaselineTruth, KaryotypeTruth, MutationTruth, TransplantTruth} from "../patientTruth.js";
import type {ExpressionTruth} from "./expression.js";
import type {Segment} from "./segments.js";

export type Country = "NL" | "BE" | "CH";

/** A mutation call at diagnosis, and its allele frequency after cycle 2. */
export interface FollowedMutation extends MutationTruth {
  /** Share of reads after cycle 2 should the patient be in remission and sampled; null where it is gone. */
  readonly residualVaf: number | null;
}

/** An internal tandem duplication as fragment analysis measures it. */
export interface FragmentTruth {
  /** Base pairs. */
  readonly length: number;
  /** Mutated to wild-type allele. */
  readonly allelicRatio: number;
}

/** Response assessed after one cycle. */
export interface ResponseTruth {
  readonly cycle: 1 | 2 | 3;
  readonly day: number;
  readonly response: "CR" | "CRi" | "PR" | "NR";
}

/** The course of a simulated trial patient, in days from registration, as observed until the end of follow-up. */
export interface TrialCourseTruth {
  /** Death or last contact. */
  readonly osDays: number;
  readonly dead: boolean;
  readonly remissionDay: number | null;
  readonly relapseDay: number | null;
  readonly responses: readonly ResponseTruth[];
  readonly transplant: TransplantTruth | null;
}

/** Residual disease in a remission marrow after cycle 2. */
export interface ResidualTruth {
  readonly day: number;
  /** Result of flow cytometry in per cent of cells; null where no immunophenotype could be followed. */
  readonly flowPercent: number | null;
}

/** All there is to know of a simulated trial patient; `missing` names what the partner does not deliver. */
export interface TrialPatientTruth extends Omit<BaselineTruth, "trial"> {
  readonly id: string;
  readonly studyCode: string;
  readonly country: Country;
  /** Calendar days since 1 January 1970. */
  readonly diagnosisDay: number;
  readonly registrationDay: number;
  readonly features: readonly string[];
  /** Calls of the panel’s genes. */
  readonly mutations: readonly FollowedMutation[];
  readonly fragment: FragmentTruth | null;
  readonly karyotype: KaryotypeTruth;
  readonly course: TrialCourseTruth;
  /** Null without a sample after cycle 2. */
  readonly residual: ResidualTruth | null;
  /** Copy-number segments; null without an array. */
  readonly segments: readonly Segment[] | null;
  /** The segments contradict the karyotype, on purpose. */
  readonly isDiscordant: boolean;
  readonly missing: readonly (LabName | "ecog" | "splenomegaly" | "karyotype" | "sequencing")[];
}

/** A row of the trials’ file whose disease is not acute myeloid leukaemia. */
export type OtherDiseaseTruth = Pick<
  TrialPatientTruth,
  | "id"
  | "studyCode"
  | "country"
  | "diagnosisDay"
  | "registrationDay"
  | "ageYears"
  | "sex"
  | "amlType"
  | "ecog"
  | "splenomegaly"
  | "labs"
  | "course"
  | "missing"
>;

/** The truth behind the simulated trials. */
export interface TrialTruth {
  readonly source: string;
  readonly seed: number;
  readonly patients: readonly TrialPatientTruth[];
  readonly otherDisease: readonly OtherDiseaseTruth[];
  readonly expression: ExpressionTruth;
}
