import type {
  Count,
  IncidenceBlock,
  PairsBlock,
  ReportBlock,
  ReportCurve,
  SurvivalBlock,
  SurvivalGroupResult,
  RiskRow,
  Estimate
} from "../../../src/model/report.js";
import type {Tier} from "../../../src/model/release.js";

/** Curves of one group as they may be drawn, one per cause (of survival one), with what is read from them. */
export interface GatedCurves {
  readonly curves: readonly (ReportCurve | null)[];
  /** By curve and time of the block. */
  readonly at: readonly (readonly (Estimate | null)[])[];
  readonly risk: readonly RiskRow[];
  /** Of survival alone. */
  readonly median: Estimate;
  readonly followUp: number | null;
}

/** What a tier lets out: the gate asks it for every number of a report. */
export interface GateRules {
  readonly tier: Tier;
  /** Whether the explorer can show any cohort. */
  readonly freeFilters: boolean;
  /** The count as it may be shown. */
  readonly count: (count: Count) => Count;
  /** The same for counts of a report, where a count may be the difference of others; of all its blocks, exact. */
  readonly inReport: (blocks: readonly ReportBlock[]) => (count: Count) => Count;
  /** Whether a count, as it may be shown, is large enough for estimates: it need not be shown itself. */
  readonly isLarge: (gated: Count) => boolean;
  /** Curves of a group of a survival figure. */
  readonly survival: (block: SurvivalBlock, group: SurvivalGroupResult) => GatedCurves;
  /** Curves of all causes in a group. */
  readonly incidence: (block: IncidenceBlock, group: IncidenceBlock["groups"][number]) => GatedCurves;
  /** Whether the odds ratio of a pair gives no small count away. */
  readonly pair: (pair: PairsBlock["pairs"][number]) => boolean;
  /** Records or values from which on a table of facts gives their number; 0: all are given. */
  readonly leastRecords: number;
  /** Whether a table that counts records, `report/block`, may give its numbers. */
  readonly facts: (block: string) => boolean;
  /** Patients behind a median, behind quartiles, behind a line of predictions, and behind an estimate. */
  readonly least: {readonly median: number; readonly quartiles: number; readonly line: number; readonly level: number};
  /** Events behind each parameter of a model. */
  readonly eventsPerParameter: number;
  /** Rounds an estimate or a test's number. */
  readonly round: (value: number) => number;
  /** Rounds a median or quartile of measured values. */
  readonly roundValue: (value: number) => number;
  /** Sentence on how curves are shown; null if as computed. */
  readonly curveWords: string | null;
  /** Where curves end, for captions, if not with the last follow-up; null if there. */
  readonly curveEnd: string | null;
}

/** An estimate that is not shown. */
export const noEstimate: Estimate = {estimate: null, lower: null, upper: null};
