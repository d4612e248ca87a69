import type {FigureRelease} from "./figureRelease.js";
import type {ClassificationClass} from "./siteClassifications.js";

/** A mutation in one patient that was found at diagnosis and looked for again; frequencies 0–1. */
export interface FollowedPair {
  /** Variant allele frequency at diagnosis, the largest of the gene's calls; null where not known. */
  readonly before: number | null;
  /** The same after induction; null where not found, or found without a frequency. */
  readonly after: number | null;
  readonly found: boolean;
}

/** One gene: who had it mutated at diagnosis and a sample after induction, and in whom it was still found. */
export interface PersistentGene {
  readonly gene: string;
  /** DNMT3A, TET2 or ASXL1, whose persistence may be clonal haematopoiesis. */
  readonly isDta: boolean;
  /** Patients with the mutation at diagnosis and a sequenced sample after induction. */
  readonly patients: number;
  /** Those in whom the test gave a result. */
  readonly tested: number;
  readonly found: number;
  /** Wilson's interval of found / tested; null if nobody was tested. */
  readonly share: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** One per patient tested. */
  readonly pairs: readonly FollowedPair[];
}

/** A share with its 95 % interval. */
export interface LongitudinalShare {
  readonly code: "any" | "non_dta" | "dta_only";
  readonly found: number;
  readonly tested: number;
  readonly share: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** Persistence of mutations after induction. */
export interface PersistenceData {
  /** Patients with a sequenced sample after induction. */
  readonly sampled: number;
  /** Those with a followed mutation of known persistence: the denominator of `overall`. */
  readonly told: number;
  readonly overall: readonly LongitudinalShare[];
  /** DTA genes first, then by how often the gene is mutated. */
  readonly genes: readonly PersistentGene[];
  /** Targets followed in a sample without the gene's mutation at diagnosis in the release; not counted. */
  readonly withoutDiagnosis: number;
  /** Smallest and largest limit of detection, as allele frequency; null where not said. */
  readonly detection: {readonly lowest: number; readonly highest: number} | null;
}

/** By what persisted: a mutation outside of DNMT3A, TET2 and ASXL1; one of these only; none. */
export type MrdGroupCode = "non_dta" | "dta_only" | "none";

/** A curve's numbers, one element per distinct time; null where a limit does not exist. */
export interface EstimateSteps {
  readonly estimate: readonly number[];
  readonly lower: readonly (number | null)[];
  readonly upper: readonly (number | null)[];
}

/** An estimate at a time after the landmark; null beyond the group's follow-up. */
export interface EstimateAt {
  readonly days: number;
  readonly estimate: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** A group of the landmark analysis; days are counted from the landmark. */
export interface LandmarkGroup {
  readonly code: MrdGroupCode;
  readonly n: number;
  readonly relapses: number;
  readonly deathsWithoutRelapse: number;
  readonly incidence: {
    readonly time: readonly number[];
    readonly atRisk: readonly number[];
    readonly censored: readonly number[];
    readonly relapses: readonly number[];
    readonly deaths: readonly number[];
    readonly relapse: EstimateSteps;
    readonly death: EstimateSteps;
    readonly relapseAt: readonly EstimateAt[];
    readonly deathAt: readonly EstimateAt[];
  };
  readonly survival: {
    readonly n: number;
    readonly events: number;
    readonly time: readonly number[];
    readonly atRisk: readonly number[];
    readonly event: readonly number[];
    readonly censored: readonly number[];
    readonly curve: EstimateSteps;
    /** Days; null = not reached. */
    readonly median: {readonly time: number | null; readonly lower: number | null; readonly upper: number | null};
    readonly at: readonly EstimateAt[];
  };
}

/** A hazard ratio against the reference group. */
export interface LandmarkHazard {
  readonly code: MrdGroupCode;
  /** Null where it cannot be estimated. */
  readonly ratio: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly p: number | null;
}

/** A chi-squared test; null where it cannot be made. */
export interface LandmarkTest {
  readonly chisq: number | null;
  readonly df: number;
  readonly p: number | null;
}

/** Why a patient with a sample after induction is not in the landmark analysis; in the order in which they are asked. */
export type LandmarkExclusion =
  "no_sample_day" | "no_remission" | "relapsed" | "died" | "censored" | "nothing_followed" | "group_unknown";

/** Relapse and survival from the day of the sample by what persisted. */
export interface LandmarkData {
  /** Patients with a sequenced sample after induction. */
  readonly sampled: number;
  readonly excluded: readonly {readonly reason: LandmarkExclusion; readonly n: number}[];
  /** Patients analysed. */
  readonly n: number;
  /** Median and range of the sample's day, of those analysed; null for nobody. */
  readonly sampleDay: {readonly median: number; readonly lowest: number; readonly highest: number} | null;
  readonly groups: readonly LandmarkGroup[];
  readonly gray: {readonly relapse: LandmarkTest; readonly death: LandmarkTest};
  /** Cause-specific hazard of relapse, against no persisting mutation. */
  readonly hazards: readonly LandmarkHazard[];
  /** Score test of proportional hazards; p null where it cannot be made. */
  readonly proportional: LandmarkTest;
  readonly logRank: LandmarkTest;
}

/** A classification by which patients are put side by side. */
export interface LongitudinalSystem {
  readonly id: string;
  readonly title: string;
  /** In the order of the rule table. */
  readonly classes: readonly ClassificationClass[];
}

/** Expression measured in one source; its columns of the matrix stand side by side. */
export interface ExpressionData {
  /** First column of the source in the matrix. */
  readonly start: number;
  /** Samples, one a patient. */
  readonly n: number;
  /** Code of the vocabulary `expressionUnit`. */
  readonly unit: string;
  readonly platform: string | null;
  /** In the order of the matrix's rows. */
  readonly genes: readonly string[];
  readonly batches: readonly string[];
  /** By sample: index into `batches`; null where not known. */
  readonly batch: readonly (number | null)[];
  /** By system and sample: index into its classes; null where the class cannot be told. */
  readonly classes: Readonly<Record<string, readonly (number | null)[]>>;
  /** The gene shown first and its values by sample; null where not measured. */
  readonly first: {readonly gene: string; readonly values: readonly (number | null)[]};
}

/** Copy number along the genome in one group of patients; one element per bin. */
export interface CopyNumberGroup {
  /** Null: patients whose class cannot be told; `other`: classes with too few patients, together. */
  readonly code: string | null;
  readonly label: string;
  readonly n: number;
  readonly tested: readonly number[];
  readonly gain: readonly number[];
  readonly loss: readonly number[];
}

/** What array and karyotype say of the same abnormality. */
export interface CopyNumberAgreement {
  /** Column of the table `cytogenetics`. */
  readonly flag: string;
  readonly label: string;
  /** What counts as found in the copy numbers, in words. */
  readonly rule: string;
  readonly both: number;
  readonly karyotypeOnly: number;
  readonly copyNumberOnly: number;
  readonly neither: number;
  /** Patients with copy numbers whose karyotype could not be evaluated for it. */
  readonly notEvaluable: number;
  readonly kappa: number | null;
}

/** Copy number of one source. */
export interface CopyNumberData {
  /** Patients with copy numbers. */
  readonly n: number;
  readonly platform: string | null;
  readonly bins: readonly {readonly chrom: string; readonly start: number; readonly end: number}[];
  /** By system. */
  readonly groups: Readonly<Record<string, readonly CopyNumberGroup[]>>;
  readonly all: CopyNumberGroup;
  readonly agreement: readonly CopyNumberAgreement[];
}

/** One source with samples after induction, expression or copy number; null where it has none. */
export interface LongitudinalSource {
  readonly id: string;
  readonly systems: readonly LongitudinalSystem[];
  readonly persistence: PersistenceData | null;
  readonly landmark: LandmarkData | null;
  readonly expression: ExpressionData | null;
  readonly copyNumber: CopyNumberData | null;
}

/** What the page of longitudinal and genome-wide data shows. */
export interface LongitudinalSite extends FigureRelease {
  /** Sources with something to show. */
  readonly longitudinal: readonly LongitudinalSource[];
}

/** Classes with fewer patients than this are drawn together. */
export const fewestInClass = 5;

/** Log2 ratios from which a segment counts as gained, and down to which as lost. */
export const copyNumberLimits = {gain: 0.2, loss: -0.2} as const;

/** Length of a bin of the genome in bases. */
export const binLength = 5_000_000;
