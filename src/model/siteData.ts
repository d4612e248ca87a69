import type {Alteration} from "./alterations.js";
import type {AlterationCount, HistogramBin, LevelCount, NumericSummary, SurvivalEndpoint} from "./cohortResults.js";
import type {PrespecifiedAnalysis} from "./prespecified.js";
import type {ReleaseDisclosure, ReleaseManifest, Tier} from "./release.js";

/** What pages of a release that was made from an exact one must keep to. */
export type DisclosureRule = Pick<ReleaseDisclosure, "k" | "minCurve">;

/** One partner as the pages present it. */
export interface SiteSource {
  readonly id: string;
  readonly name: string;
  readonly patients: number;
  readonly simulated: boolean;
  /** Code of the vocabulary `indexEvent`: what day 0 stands for. */
  readonly indexEvent: string;
  /** Median follow-up by the reverse Kaplan–Meier estimate over OS, in months of 30.4375 days; null if not reached. */
  readonly followupMedianMonths: number | null;
  readonly version: string;
  readonly citation: string | null;
  readonly licence: string | null;
}

/** One level of a categorical variable, in vocabulary order. */
export interface FacetLevel {
  readonly code: string;
  readonly label: string;
  readonly n: number;
}

/** A categorical variable of the cohort extract. */
export interface Facet {
  /** Column of the cohort extract. */
  readonly variable: string;
  readonly label: string;
  /** Codes that occur in the release, in the order of their vocabulary. */
  readonly levels: readonly FacetLevel[];
  /** Patients whose value is not known. */
  readonly nUnknown: number;
}

/** A numeric variable of the cohort extract, over all patients. */
export interface NumericRange {
  readonly variable: string;
  readonly label: string;
  /** UCUM unit; null for a plain number. */
  readonly unit: string | null;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly n: number;
  readonly nUnknown: number;
}

/** A recurrent chromosomal abnormality as the pages offer it. */
export interface SiteCytogeneticFlag {
  /** Column of the cohort extract: `cyto_` and the flag's name. */
  readonly column: string;
  readonly label: string;
  readonly nPresent: number;
  /** Patients whose karyotype could be evaluated for it. */
  readonly nTested: number;
}

/** A finding of the quality rules. */
export interface SiteFinding {
  readonly source: string;
  readonly file: string | null;
  readonly rule: string;
  /** Code of the vocabulary `severity`. */
  readonly severity: string;
  readonly n: number;
  readonly nChecked: number;
  readonly description: string;
}

/** A survival endpoint as the pages offer it. */
export interface SiteEndpoint {
  /** Columns `<key>_days` and `<key>_status` of the cohort extract. */
  readonly key: SurvivalEndpoint;
  /** Code of the vocabulary `endpoint`. */
  readonly endpoint: string;
  /** Code of the vocabulary `endpointDefinition`. */
  readonly definition: string;
  /** The reader's words for the endpoint and its rule, where the disease pack declares it. */
  readonly label?: string;
  readonly words?: string;
  /** By source; empty if the release does not say. */
  readonly support: readonly {
    readonly source: string;
    /** Code of the vocabulary `support`. */
    readonly support: string;
    /** What is missing or assumed, in words. */
    readonly reason: string | null;
    /** Day of the landmark; null for a definition without one. */
    readonly landmarkDay: number | null;
  }[];
}

/** Counts by distinct day over all patients, and by source where these have different index events; plain arrays for JSON. */
export interface SurvivalSummary {
  readonly endpoint: SurvivalEndpoint;
  readonly time: readonly number[];
  readonly events: readonly number[];
  readonly censored: readonly number[];
  /** Position of the source in the facet `source_id`; absent where all sources start time at one event. */
  readonly source?: readonly number[];
}

/** The figures a page shows before any database is open: the release's summary tables, over all patients. */
export interface SiteSummaries {
  /** By variable; `group` is null throughout. */
  readonly levels: Readonly<Record<string, readonly LevelCount[]>>;
  readonly bins: Readonly<Record<string, readonly HistogramBin[]>>;
  readonly values: Readonly<Record<string, NumericSummary>>;
  /** `group` is the source; null = all sources. */
  readonly alterations: readonly AlterationCount[];
  readonly survival: readonly SurvivalSummary[];
}

/** Everything about a release that pages show without its patient rows. */
export interface SiteData {
  readonly releaseId: string;
  readonly tier: Tier;
  readonly study: ReleaseManifest["study"];
  readonly simulated: boolean;
  readonly simulatedNotice: string | null;
  readonly sources: readonly SiteSource[];
  readonly versions: ReleaseManifest["versions"] & {readonly schema: string};
  readonly counts: {readonly patients: number; readonly rejects: number; readonly findings: number};
  /** In the order of the disease pack. */
  readonly alterations: readonly Alteration[];
  /** Patients by state of each alteration, every source counted; the rest were not tested. */
  readonly alterationStates: Readonly<Record<string, {readonly mutated: number; readonly wildType: number}>>;
  readonly cytogenetics: readonly SiteCytogeneticFlag[];
  readonly facets: readonly Facet[];
  readonly numbers: readonly NumericRange[];
  /** Columns of the cohort extract that hold a day from the index event. */
  readonly days: readonly string[];
  /** Overall survival first. */
  readonly endpoints: readonly SiteEndpoint[];
  readonly summaries: SiteSummaries;
  readonly findings: readonly SiteFinding[];
  /** Not given in an exact release, of which everything may be shown. */
  readonly disclosure?: DisclosureRule;
  /** Analyses that the study file declares; empty if none, or the release does not say. */
  readonly analyses: readonly PrespecifiedAnalysis[];
}
