import type {Tier} from "./release.js";
import type {Count, Estimate, Share, TestResult} from "./reportNumbers.js";
import type {ReportCurve, RiskRow} from "./reportCurve.js";

export * from "./reportNumbers.js";

/** What a reader needs to know of any block. */
export interface BlockFrame {
  /** Unique within the report; the permanent anchor of the figure. */
  readonly id: string;
  /** Question or finding. */
  readonly title: string;
  /** Endpoint, start, groups. */
  readonly subtitle: string;
  /** Method, units, what was left out and why. n, source, release and "simulated" are added when drawn. */
  readonly caption: string;
  /** The patients whom the block is about. */
  readonly population: Count;
  /** Ids of the sources whose patients are in it. */
  readonly sources: readonly string[];
  /** Sentences of warning: unequal index events, few events, crossing curves, genes not tested everywhere. */
  readonly notes: readonly string[];
  /** Patients of the cohort who are not in the analysis, by reason; absent or empty where everybody is. */
  readonly leftOut?: readonly {readonly label: string; readonly count: Count}[];
  /** Options really used, for the methods paragraph: sentences. */
  readonly methods: readonly string[];
  /** The cohort filter as the explorer's address takes it (without `?`); null where the explorer cannot show it. */
  readonly explorer: {readonly page: string; readonly query: string} | null;
}

/** Counts in rows and columns: composition, frequencies, reclassification, completeness. */
export interface CountsBlock extends BlockFrame {
  readonly kind: "counts";
  /**
   * Of `upset` a row is a set, with its code, or patients who have exactly the sets whose codes `code` joins by `+`; of
   * `pyramid` one with a code is a band of age, and the columns `female` and `male` are its sides.
   */
  readonly draw: "table" | "bars" | "dots" | "heat" | "alluvial" | "upset" | "pyramid";
  /** `code` of the level that the column is, if it is one. */
  readonly columns: readonly {readonly label: string; readonly code?: string | null; readonly set: Count}[];
  readonly rows: readonly {
    readonly label: string;
    /** The variable to which a level belongs, where rows are levels of several variables. */
    readonly heading?: string;
    /** Code of the level, for its fixed colour. */
    readonly code?: string;
    /** One per column; null = not applicable (no patient tested). */
    readonly cells: readonly (Share | null)[];
    /** Standardised mean difference over the columns, and a test, where asked for. */
    readonly smd?: number | null;
    readonly test?: TestResult;
  }[];
}

/** Numeric variables in rows, groups in columns: median and quartiles (type 7). */
export interface ValuesBlock extends BlockFrame {
  readonly kind: "values";
  /** Fractions: a box from quartile to quartile for each row of the one column, on a scale to 100 %. A table alone if not given. */
  readonly draw?: "boxes";
  readonly columns: CountsBlock["columns"];
  readonly rows: readonly {
    readonly label: string;
    /** UCUM unit; null for a plain number. */
    readonly unit: string | null;
    readonly cells: readonly {
      readonly known: Count;
      readonly missing: Count;
      readonly median: number | null;
      readonly q1: number | null;
      readonly q3: number | null;
    }[];
    readonly smd?: number | null;
    readonly test?: TestResult;
  }[];
}

export type {ReportCurve, RiskRow} from "./reportCurve.js";

/** One group of a survival figure. Times in days. */
export interface SurvivalGroupResult {
  readonly label: string;
  readonly code: string | null;
  readonly n: Count;
  readonly events: Count;
  /** Null: the group has too few for a curve; it stands in the table alone. */
  readonly curve: ReportCurve | null;
  readonly risk: readonly RiskRow[];
  readonly median: Estimate;
  /** At the block's `times`; null beyond the group's own follow-up. */
  readonly at: readonly (Estimate | null)[];
  /** Reverse Kaplan–Meier median in days; null if not reached. */
  readonly followUp: number | null;
}

/** Hazard ratio of a group against the reference. */
export interface Contrast {
  readonly label: string;
  readonly reference: string;
  /** What the model has besides: "stratified by source", "adjusted for age, sex, WBC". */
  readonly adjustment: string;
  readonly hazardRatio: Estimate;
  readonly n: Count;
  readonly events: Count;
  readonly test: TestResult | null;
}

export interface SurvivalBlock extends BlockFrame {
  readonly kind: "survival";
  readonly endpoint: {
    /** Code of the vocabulary `endpointDefinition`. */
    readonly definition: string;
    readonly label: string;
    readonly start: string;
    readonly words: string;
  };
  readonly groups: readonly SurvivalGroupResult[];
  /** Days for which estimates are given. */
  readonly times: readonly number[];
  readonly test: TestResult | null;
  readonly contrasts: readonly Contrast[];
  readonly proportionality: TestResult | null;
  readonly restrictedMean: {
    readonly horizon: number;
    readonly groups: readonly Estimate[];
    readonly differences: readonly Estimate[];
  } | null;
}

/** Competing risks: every cause of every group. */
export interface IncidenceBlock extends BlockFrame {
  readonly kind: "incidence";
  readonly endpoint: {readonly label: string; readonly start: string; readonly words: string};
  readonly causes: readonly {readonly code: string; readonly label: string}[];
  readonly groups: readonly {
    readonly label: string;
    readonly code: string | null;
    readonly n: Count;
    /** One per cause. */
    readonly causes: readonly {
      readonly events: Count;
      readonly curve: ReportCurve | null;
      readonly at: readonly (Estimate | null)[];
    }[];
    readonly risk: readonly RiskRow[];
  }[];
  readonly times: readonly number[];
  /** Gray's test for each cause. */
  readonly tests: readonly (TestResult | null)[];
}

/** A model table, a forest plot, or both: one row per estimate. */
export interface ForestBlock extends BlockFrame {
  readonly kind: "forest";
  /** "Hazard ratio", "Odds ratio", "Difference, percentage points", "Prevalence, %", "C-index". */
  readonly measure: string;
  readonly scale: "log" | "linear";
  /** Value of no effect; null where there is none (prevalence). */
  readonly none: number | null;
  readonly rows: readonly {
    readonly label: string;
    readonly heading?: string;
    readonly n: Count | null;
    readonly events: Count | null;
    readonly effect: Estimate;
    readonly test?: TestResult | null;
    /** The row that pools the others, drawn as a diamond. */
    readonly pooled?: boolean;
    readonly reference?: boolean;
  }[];
  readonly heterogeneity: {readonly i2: number; readonly q: number; readonly df: number; readonly p: number} | null;
  /** Tests of the whole: interaction, three-way likelihood ratio, proportional hazards. */
  readonly tests: readonly TestResult[];
  /** Patients and events of the fit, and those left out for a missing value. */
  readonly fit: {
    readonly n: Count;
    readonly events: Count;
    readonly dropped: Count;
    readonly parameters: number;
  } | null;
}

/** Pairs: co-mutation. */
export interface PairsBlock extends BlockFrame {
  readonly kind: "pairs";
  readonly names: readonly string[];
  readonly pairs: readonly {
    readonly a: string;
    readonly b: string;
    readonly both: Count;
    readonly tested: Count;
    readonly oddsRatio: Estimate;
    readonly test: TestResult | null;
    /** That all strata share one odds ratio; null where it cannot be tested, absent without strata. */
    readonly heterogeneity?: TestResult | null;
  }[];
}

/** Points of a line with its band: calibration, prediction over a number. */
export interface LinesBlock extends BlockFrame {
  readonly kind: "lines";
  readonly xLabel: string;
  readonly yLabel: string;
  /** Draw the diagonal of perfect agreement. */
  readonly diagonal: boolean;
  readonly lines: readonly {
    readonly label: string;
    readonly code: string | null;
    readonly n: Count;
    readonly points: readonly ({readonly x: number} & Estimate)[];
  }[];
}

/** From received to analysed. */
export interface FlowBlock extends BlockFrame {
  readonly kind: "flow";
  readonly steps: readonly {
    readonly label: string;
    readonly count: Count;
    readonly left: readonly {readonly label: string; readonly count: Count}[];
  }[];
}

/** A table of words and numbers that count no patients (data quality, published anchors, agreement). */
export interface FactsBlock extends BlockFrame {
  readonly kind: "facts";
  /** `differences`: shaded by size; `reasons`: source, reason, values as stacked bars. A table alone if not given. */
  readonly draw?: "differences" | "reasons";
  /** True where columns with `counts` count records or values, perhaps one for each patient: a tier may not show them. */
  readonly records?: boolean;
  readonly columns: readonly {readonly label: string; readonly numeric: boolean; readonly counts?: true}[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export type ReportBlock =
  | CountsBlock
  | ValuesBlock
  | SurvivalBlock
  | IncidenceBlock
  | ForestBlock
  | PairsBlock
  | LinesBlock
  | FlowBlock
  | FactsBlock;

/** A sentence that states a finding, made from the numbers, and whether this release supports it. */
export interface Claim {
  readonly id: string;
  /** The sentence with its numbers; null if a number in it may not be shown. */
  readonly text: string | null;
  /** The declared assertion, as written. */
  readonly assertion: string;
  readonly holds: boolean | null;
  /** Blocks on whose numbers it stands. */
  readonly blocks: readonly string[];
}

/** A report as computed from a release, after the gate of its tier: all that its page may say. */
export interface ReportResult {
  /** Name of the page, e.g. `eln`, `gene-npm1`. */
  readonly id: string;
  readonly title: string;
  readonly audience: "clinician" | "researcher" | "consortium";
  readonly group: "report" | "gene" | "class";
  /** The answer in two or three sentences. */
  readonly answer: readonly Claim[];
  /** In the order of reading; text between the blocks. */
  readonly sections: readonly {
    readonly heading: string;
    readonly text: readonly string[];
    readonly claims: readonly Claim[];
    readonly blocks: readonly ReportBlock[];
  }[];
  readonly limitations: readonly string[];
  readonly references: readonly string[];
  /** No conclusion on efficacy from simulated data, and the like. */
  readonly disclaimer: string | null;
  /** What this tier leaves out of the report, by reason; absent where it leaves out nothing. */
  readonly notPublished?: readonly NotPublished[];
  readonly tier: Tier;
}

/** Figures that a tier leaves out of a report. */
export interface NotPublished {
  /** The reason, as a part of a sentence. */
  readonly why: string;
  readonly titles: readonly string[];
}
