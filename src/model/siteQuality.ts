import type {FigureRelease} from "./figureRelease.js";
import type {SiteFinding} from "./siteData.js";

/** One step from the rows received to the patients analysed. */
export interface FlowStep {
  readonly source: string;
  /** Code of the vocabulary `flowStage`. */
  readonly stage: string;
  /** Why records left at this step; null where they stayed. */
  readonly reason: string | null;
  readonly n: number;
}

/** Why one source does not know a variable: rows by code of the vocabulary `nullReason`; reasons without rows left out. */
export interface MissingCounts {
  readonly source: string;
  readonly reasons: Readonly<Record<string, number>>;
}

/** A table about patients: what is missing in which variable. */
export interface MissingTable {
  readonly table: string;
  readonly grain: string | null;
  /** Rows of each source, in the order of the sources. */
  readonly rows: readonly {readonly source: string; readonly rows: number}[];
  readonly variables: readonly {
    readonly name: string;
    readonly label: string;
    /** One per source of `rows`, in that order. */
    readonly missing: readonly MissingCounts[];
  }[];
}

/** What one assay of a source says about an alteration. */
export interface CoverageCell {
  readonly source: string;
  readonly assay: string;
  /** Code of the vocabulary `assayType`. */
  readonly assayType: string;
  readonly panel: string | null;
  readonly alteration: string;
  readonly gene: string;
  /** Code of the vocabulary `panelCoverage`. */
  readonly coverage: string;
  readonly assayed: number;
  readonly failed: number;
  readonly tested: number;
  readonly mutated: number;
  /** Calls made although the panel does not cover the gene: never counted. */
  readonly offPanel: number;
  readonly byDesign: boolean;
}

/** A finding of the quality rules, with the kind of check. */
export interface QualityFinding extends SiteFinding {
  /** Code of the vocabulary `qualityCategory`. */
  readonly category: string;
}

/** What was derived against what the source supplied. */
export interface AgreementRow {
  readonly source: string;
  readonly fact: string;
  readonly supplied: string;
  readonly derived: string;
  readonly n: number;
  readonly agree: number;
  readonly onlySupplied: number | null;
  readonly onlyDerived: number | null;
  /** Cohen's kappa; null where it is not defined. */
  readonly kappa: number | null;
}

/** How completely the mapping reads one column of a raw file. */
export interface MappingColumn {
  readonly source: string;
  readonly file: string;
  readonly column: string;
  readonly mapped: boolean;
  readonly cells: number;
  readonly values: number;
  readonly missing: number;
  readonly refused: number;
  /** Tokens that could not be read, each counted once; the tokens themselves stay in the release. */
  readonly unreadTokens: number;
}

/** Whether the events of a source suffice for an endpoint. */
export interface EndpointSupport {
  readonly source: string;
  readonly endpoint: string;
  readonly definition: string;
  /** The reader's words for the endpoint and its rule, where the disease pack declares it. */
  readonly label?: string;
  readonly words?: string;
  /** Code of the vocabulary `support`. */
  readonly support: string;
  readonly reason: string | null;
  /** True for the definition by which the source's endpoint is shown elsewhere on the site. */
  readonly isDefault: boolean;
  readonly n: number;
  readonly events: number;
  readonly competing: number;
}

/** Patients found in two sources. */
export interface SourceOverlap {
  readonly a: string;
  readonly b: string;
  readonly key: string;
  /** True if the study declares the key and the overlap was resolved; false if it is only suspected. */
  readonly declared: boolean;
  readonly n: number;
}

/** Everything the data-quality page shows. */
export interface QualityData extends FigureRelease {
  readonly counts: {readonly patients: number; readonly rejects: number};
  readonly flow: readonly FlowStep[];
  readonly missingness: readonly MissingTable[];
  readonly coverage: readonly CoverageCell[];
  readonly findings: readonly QualityFinding[];
  readonly agreement: readonly AgreementRow[];
  readonly mapping: readonly MappingColumn[];
  readonly endpoints: readonly EndpointSupport[];
  readonly overlap: readonly SourceOverlap[];
}
