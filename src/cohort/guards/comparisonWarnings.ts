import {countText} from "../../model/hiddenCounts.js";
import {type StepCurve, crossingDay} from "./crossingCurves.js";

/** A group of a comparison, as far as a reader must be warned about it. */
export interface WarnedGroup {
  readonly label: string;
  readonly n: number;
  readonly events: number;
  readonly curve: StepCurve;
  /** Position of the clock; curves of different clocks are not drawn together. */
  readonly clock?: number;
}

/** What is compared. */
export interface WarnedComparison {
  readonly groups: readonly WarnedGroup[];
  /** False for curves of changing risk sets, which may cross for other reasons. */
  readonly crossing?: boolean;
  /** p of the test of proportional hazards; null where there is none. */
  readonly proportionalityP: number | null;
  /** True if a difference in restricted mean stands below, to be read instead. */
  readonly restrictedMean?: boolean;
  /** Days as the reader reads them, e.g. "14.2 months". */
  readonly formatTime: (days: number) => string;
}

const smallGroup = 20;
const fewEvents = 10;

/** Warnings about a comparison of survival, a sentence or two each, in the order of weight. */
export function comparisonWarnings(comparison: WarnedComparison): string[] {
  const {groups, proportionalityP} = comparison;
  const warnings: string[] = [];
  const named = (chosen: readonly WarnedGroup[], count: (d: WarnedGroup) => number) =>
    chosen.map((d) => `${d.label} (${countText(count(d))})`).join(", ");
  const small = groups.filter(({n}) => n < smallGroup);
  if (small.length > 0) {
    warnings.push(
      `Fewer than ${smallGroup} patients: ${named(small, (d) => d.n)}. One patient moves such a curve visibly.`
    );
  }
  const rare = groups.filter(({n, events}) => n >= smallGroup && events < fewEvents);
  if (rare.length > 0) {
    warnings.push(
      `Fewer than ${fewEvents} events: ${named(rare, (d) => d.events)}. Read the interval, not the estimate.`
    );
  }
  const crossings = crossingsOf(comparison);
  if (crossings !== null) warnings.push(crossings);
  if (proportionalityP !== null && proportionalityP < 0.05) {
    warnings.push(
      `Hazards are not proportional (test below 0.05): one hazard ratio averages an effect that changes with time.${comparison.restrictedMean === false ? "" : " See the difference in restricted mean."}`
    );
  }
  return warnings;
}

/** True if a restricted mean belongs beside the hazard ratio: curves cross, or hazards are not proportional. */
export function needsRestrictedMean({
  groups,
  proportionalityP
}: Pick<WarnedComparison, "groups" | "proportionalityP">): boolean {
  return (proportionalityP !== null && proportionalityP < 0.05) || pairsThatCross(groups).length > 0;
}

function pairsThatCross(groups: readonly WarnedGroup[]): {a: WarnedGroup; b: WarnedGroup; day: number}[] {
  return groups.flatMap((a, i) =>
    groups.slice(i + 1).flatMap((b) => {
      const day = a.clock === b.clock ? crossingDay(a.curve, b.curve) : null;
      return day === null ? [] : [{a, b, day}];
    })
  );
}

function crossingsOf({groups, crossing: looked = true, formatTime}: WarnedComparison): string | null {
  const crossing = looked ? pairsThatCross(groups) : [];
  if (crossing.length === 0) return null;
  const first = crossing[0];
  const where =
    crossing.length === 1
      ? `The curves of ${first.a.label} and ${first.b.label} cross at about ${formatTime(first.day)}.`
      : `${crossing.length} pairs of curves cross, first ${first.a.label} and ${first.b.label} at about ${formatTime(first.day)}.`;
  return `${where} A log-rank test can miss such a difference, and the hazard ratio does not describe it.`;
}
