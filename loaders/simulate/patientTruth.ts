import type {GenomicClass} from "./genomicClass.js";
import type {LabName} from "./parameters.js";

/** Baseline facts of a simulated patient, before anything is lost. */
export interface BaselineTruth {
  readonly genomicClass: GenomicClass;
  readonly ageYears: number;
  readonly sex: "female" | "male";
  readonly trial: string;
  /** Type of AML in the partner's words: AML, sAML, tAML, oAML. */
  readonly amlType: string;
  readonly ecog: number;
  readonly splenomegaly: boolean;
  readonly labs: Readonly<Record<LabName, number>>;
}

/** A transplant as it happened. */
export interface TransplantTruth {
  readonly day: number;
  /** Donor in the partner's words: ALLO, FREMD, HAPLO, AUTO or unknown. */
  readonly type: string;
  /** State of the disease: CR1, CR2, RD1, Rez1. */
  readonly phase: string;
}

/** The course of a simulated patient, in days from diagnosis, as observed until the end of follow-up. */
export interface CourseTruth {
  /** Death or last contact. */
  readonly osDays: number;
  readonly dead: boolean;
  readonly remissionDay: number | null;
  readonly relapseDay: number | null;
  /** First assessment that found the disease refractory, also where remission came later. */
  readonly refractoryDay: number | null;
  readonly inductionDeath: boolean;
  /** Result after induction: CR, PR, RD, ED. */
  readonly response: string;
  readonly transplant: TransplantTruth | null;
  readonly efsDays: number;
  /** First event in the partner's words, null if none. */
  readonly efsEvent: string | null;
}

/** One mutation call. */
export interface MutationTruth {
  /** Current HGNC symbol. */
  readonly gene: string;
  /** Feature of the class model from which it came. */
  readonly feature: string;
  /** Sub, I, D, ID, ITD, PTD. */
  readonly variantType: string;
  readonly consequence: string;
  readonly chromosome: string;
  /** First and last base (GRCh37); null for duplications. */
  readonly start: number | null;
  readonly end: number | null;
  readonly ref: string | null;
  readonly alt: string | null;
  readonly cdna: string | null;
  readonly protein: string | null;
  /** 0 to 1; null where not measured. */
  readonly vaf: number | null;
  readonly depth: number | null;
  readonly oncogenic: "ONCOGENIC" | "POSSIBLE";
  /** Doubted by the source; counts for nothing. */
  readonly isQuestionable: boolean;
}

/** What the dedicated caller of FLT3 internal tandem duplications saw. */
export interface ItdCallTruth {
  readonly count: number;
  readonly reads: number | null;
  readonly coverage: number;
  readonly length: number | null;
  readonly position: number | null;
}

/** The karyotype as written, and whether flags were coded from it. */
export interface KaryotypeTruth {
  readonly status: "normal" | "abnormal" | "failed" | "not_done" | "missing" | "narrative";
  readonly text: string;
  /** The abnormalities as written, in the order of the chromosomes; none where no karyotype could be told. */
  readonly abnormalities: readonly string[];
}

/** All there is to know of a simulated patient; `missing` names what the partner does not deliver. */
export interface PatientTruth extends BaselineTruth {
  readonly id: string;
  readonly features: readonly string[];
  readonly mutations: readonly MutationTruth[];
  readonly itdCall: ItdCallTruth;
  readonly karyotype: KaryotypeTruth;
  readonly riskEln2010: string | null;
  readonly course: CourseTruth;
  readonly missing: readonly string[];
}
