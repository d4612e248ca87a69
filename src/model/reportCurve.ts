/** A curve over time in days. `exact`: a step at every distinct time. `knots`: at declared times only, drawn straight. */
export interface ReportCurve {
  readonly resolution: "exact" | "knots";
  readonly time: readonly number[];
  /** Survival, or cumulative incidence. */
  readonly value: readonly number[];
  readonly lower: readonly (number | null)[];
  readonly upper: readonly (number | null)[];
  /** Of exact curves alone: just before each time, and at it. */
  readonly atRisk?: readonly number[];
  readonly event?: readonly number[];
  readonly censored?: readonly number[];
  /** Before any gate alone: the events at each time by source, which say what is left to whoever knows a source's rows. */
  readonly eventsOf?: Readonly<Record<string, readonly number[]>>;
  /** Of knots alone: from this day on the curve is flat, and fewer than so many further events follow. */
  readonly tail?: {readonly from: number; readonly fewerThan: number};
}

/** Patients under observation at a tick of the time axis; null = fewer than the tier shows. */
export interface RiskRow {
  readonly day: number;
  readonly atRisk: number | null;
  readonly events: number | null;
  readonly censored: number | null;
}
