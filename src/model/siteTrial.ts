import type {FigureRelease} from "./figureRelease.js";

/** An estimate with its 95 % limits; null where there is nothing to estimate from. */
export interface TrialEstimate {
  readonly estimate: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** A code of the trial and the words for it. */
export interface TrialTerm {
  readonly code: string;
  readonly label: string;
}

/** Patients of one arm, or of one arm in one stratum, from randomisation on. */
export interface TrialFlow {
  readonly randomised: number;
  /** In the intention-to-treat population: all randomised but those whom the source excludes. */
  readonly itt: number;
  /** In the safety population; null if the source does not say for anybody. */
  readonly safety: number | null;
  /** Known to have received another arm than the planned one; null if the source does not say for anybody. */
  readonly otherTreatment: number | null;
  /** With follow-up for overall survival. */
  readonly followed: number;
  /** With a sequencing assay that gave a result; null if nobody has one. */
  readonly sequenced: number | null;
}

/** A number in each arm. */
export interface BaselineNumber {
  readonly kind: "number";
  readonly variable: string;
  readonly label: string;
  /** UCUM unit; null for a plain number. */
  readonly unit: string | null;
  readonly arms: readonly {
    readonly n: number;
    readonly missing: number;
    readonly median: number | null;
    readonly q1: number | null;
    readonly q3: number | null;
  }[];
  /** Standardised mean difference, first arm minus control; null unless there are two arms. */
  readonly smd: number | null;
}

/** Levels in each arm. */
export interface BaselineLevels {
  readonly kind: "levels";
  readonly variable: string;
  readonly label: string;
  readonly levels: readonly {readonly label: string; readonly n: readonly number[]}[];
  /** Patients without a value, by arm. */
  readonly missing: readonly number[];
  readonly smd: number | null;
}

/** How many of those tested have an alteration, in each arm. */
export interface BaselineAlteration {
  readonly kind: "alteration";
  readonly variable: string;
  readonly label: string;
  readonly arms: readonly {readonly mutated: number; readonly tested: number}[];
  readonly smd: number | null;
}

export type BaselineVariable = BaselineNumber | BaselineLevels | BaselineAlteration;

/** A survival curve as in `stats/survivalCurve`; null where a limit does not exist. */
export interface TrialCurve {
  readonly n: number;
  readonly events: number;
  readonly time: readonly number[];
  readonly atRisk: readonly number[];
  readonly event: readonly number[];
  readonly censored: readonly number[];
  readonly survival: readonly number[];
  readonly lower: readonly (number | null)[];
  readonly upper: readonly (number | null)[];
}

/** One arm of an endpoint. Times in days. */
export interface TrialArm {
  readonly curve: TrialCurve;
  readonly median: TrialEstimate;
  /** One per year of {@link TrialEndpoint.years}; null beyond the arm's own follow-up. */
  readonly at: readonly (TrialEstimate | null)[];
  /** Median follow-up in days, reverse Kaplan–Meier; null if not reached. */
  readonly followup: number | null;
}

/** A test of the stratified log-rank kind. */
export interface TrialTest {
  readonly method: string;
  readonly statistic: number;
  /** Two-sided. */
  readonly p: number;
  /** Against the alternative that the experimental arm has fewer events than expected. */
  readonly oneSided: number;
}

/** The experimental arm against the control. */
export interface TrialContrast {
  /** Hazard ratio, Cox model stratified by the randomisation stratum. */
  readonly hazardRatio: TrialEstimate;
  /** Test of proportional hazards (score test, Kaplan–Meier time); null where it cannot be made. */
  readonly proportionalHazards: number | null;
  readonly logRank: TrialTest | null;
  /** Patients left out of model and test because their stratum is not known. */
  readonly withoutStratum: number;
  /** Restricted mean in days up to the horizon; null if follow-up is too short. */
  readonly restrictedMean: {
    readonly horizon: number;
    readonly arms: readonly TrialEstimate[];
    readonly difference: TrialEstimate;
    readonly p: number | null;
  } | null;
}

/** A survival endpoint by arm. */
export interface TrialEndpoint {
  /** Code of the vocabulary `endpoint`. */
  readonly endpoint: string;
  /** Code of the vocabulary `endpointDefinition`. */
  readonly definition: string;
  /** The reader's words for the endpoint and its rule, where the disease pack declares it. */
  readonly label?: string;
  readonly words?: string;
  readonly landmarkDay: number | null;
  readonly years: readonly number[];
  readonly arms: readonly TrialArm[];
  /** Patients without the outcome, by arm. */
  readonly missing: readonly number[];
  readonly contrast: TrialContrast | null;
}

/** One subgroup of a forest plot. */
export interface ForestSubgroup {
  readonly label: string;
  /** One per arm. */
  readonly arms: readonly {readonly n: number; readonly events: number}[];
  readonly hazardRatio: TrialEstimate;
  /** Standard error of the log hazard ratio; null where it is not estimable. */
  readonly stdErr: number | null;
}

/** A variable of a forest plot with the test that the ratio is the same in its subgroups. */
export interface ForestVariable {
  readonly label: string;
  readonly subgroups: readonly ForestSubgroup[];
  /** Patients without a value. */
  readonly missing: number;
  /** Likelihood-ratio test of arm × variable; null where it cannot be made. */
  readonly interaction: {readonly chisq: number; readonly df: number; readonly p: number} | null;
}

/** Hazard ratios of an endpoint in subgroups. */
export interface TrialForest {
  readonly endpoint: string;
  readonly definition: string;
  readonly overall: ForestSubgroup;
  readonly variables: readonly ForestVariable[];
}

/** Remission by the landmark. */
export interface TrialResponse {
  readonly landmarkDay: number;
  /** One per arm: patients in remission on or before the landmark, of all. */
  readonly arms: readonly {readonly remissions: number; readonly n: number; readonly share: TrialEstimate}[];
  /** The same by stratum; patients of unknown stratum are in none. */
  readonly strata: readonly {
    readonly label: string;
    readonly arms: readonly {readonly remissions: number; readonly n: number}[];
    readonly difference: TrialEstimate;
  }[];
  readonly contrast: {
    /** Newcombe's interval. */
    readonly difference: TrialEstimate;
    /** Mantel–Haenszel over the strata. */
    readonly oddsRatio: TrialEstimate;
    /** Cochran–Mantel–Haenszel test, one degree of freedom, without continuity correction. */
    readonly chisq: number | null;
    readonly p: number | null;
  } | null;
}

/** Cumulative incidence of one cause in one arm; null where a limit does not exist. */
export interface TrialIncidence {
  readonly events: number;
  /** At each time of the arm. */
  readonly event: readonly number[];
  readonly estimate: readonly number[];
  readonly lower: readonly (number | null)[];
  readonly upper: readonly (number | null)[];
  /** One per year; null beyond the arm's own follow-up. */
  readonly at: readonly (TrialEstimate | null)[];
}

/** Relapse, and death without it, after remission. */
export interface TrialCompeting {
  readonly years: readonly number[];
  /** One per arm; times in days from remission. */
  readonly arms: readonly {
    readonly n: number;
    readonly time: readonly number[];
    readonly atRisk: readonly number[];
    readonly censored: readonly number[];
    /** Relapse, then death without relapse. */
    readonly causes: readonly [TrialIncidence, TrialIncidence];
  }[];
  /** Gray's test of relapse and of death without relapse, within strata if `stratified`; null where it cannot be made. */
  readonly gray: readonly [TrialGray | null, TrialGray | null];
  readonly stratified: boolean;
}

/** Gray's test of equal cumulative incidence. */
export interface TrialGray {
  readonly chisq: number;
  readonly df: number;
  readonly p: number;
}

/** The same contrast under another assumption. */
export interface TrialSensitivity {
  /** Code of the vocabulary `endpoint`. */
  readonly endpoint: string;
  readonly label: string;
  readonly n: number;
  readonly events: number;
  readonly hazardRatio: TrialEstimate;
}

/** One randomised source. */
export interface Trial {
  readonly source: string;
  readonly name: string;
  readonly simulated: boolean;
  /** Code of the vocabulary `indexEvent`. */
  readonly indexEvent: string;
  /** Experimental arms first, the control last. */
  readonly arms: readonly TrialTerm[];
  readonly strata: readonly TrialTerm[];
  /** What the strata are, as a heading. */
  readonly strataLabel: string;
  /** One per arm, then one per arm in each stratum; patients without stratum are in none of these. */
  readonly flow: {
    readonly arms: readonly TrialFlow[];
    readonly strata: readonly (readonly TrialFlow[])[];
    readonly withoutStratum: number;
  };
  readonly baseline: readonly BaselineVariable[];
  readonly endpoints: readonly TrialEndpoint[];
  readonly forests: readonly TrialForest[];
  /** Null if the release has no remissions for the source. */
  readonly response: TrialResponse | null;
  readonly competing: TrialCompeting | null;
  readonly sensitivity: readonly TrialSensitivity[];
}

/** What the page about randomised trials shows. */
export interface TrialData extends FigureRelease {
  readonly trials: readonly Trial[];
}
