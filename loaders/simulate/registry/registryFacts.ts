import type {LabName} from "../parameters.js";

/**
 * What the comparison with published figures needs to know of one patient of the AMLSG-like registry. The truth has it, and
 * a release's tables can tell it as well.
 */
export interface RegistryFacts {
  readonly sex: "female" | "male" | null;
  readonly trial: string | null;
  /** Type of AML in the partner's words: AML, sAML, tAML, oAML. */
  readonly amlType: string | null;
  readonly ageYears: number;
  readonly riskEln2010: string | null;
  /** Names of what the partner does not deliver. */
  readonly missing: readonly string[];
  /** NaN where missing. */
  readonly labs: Readonly<Record<LabName, number>>;
  readonly karyotype: {readonly status: string};
  /** Alterations and cytogenetic flags found, by the names of the class model. */
  readonly features: readonly string[];
  /** Class of NEJM 2016, by the names of the class model. */
  readonly genomicClass: string;
  readonly mutations: readonly {readonly gene: string; readonly vaf: number | null}[];
  readonly itdCall: {readonly length: number | null};
  readonly course: RegistryCourse;
}

/** The course of a patient, in days from diagnosis. */
export interface RegistryCourse {
  /** Death or last contact. */
  readonly osDays: number;
  readonly dead: boolean;
  readonly remissionDay: number | null;
  readonly relapseDay: number | null;
  /** Result after induction; `ED` is an early death. */
  readonly response: string;
  readonly transplant: {readonly type: string; readonly phase: string} | null;
  readonly efsDays: number;
  /** First event in the partner's words, null if none. */
  readonly efsEvent: string | null;
}
