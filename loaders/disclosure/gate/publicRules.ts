import type {Count, Estimate, IncidenceBlock, ReportCurve, RiskRow, SurvivalBlock} from "../../../src/model/report.js";
import {DisclosureError} from "../disclosureError.js";
import type {CellRegistry} from "../public/cellRegistry.js";
import type {CurveEntry} from "../public/curveDifferences.js";
import type {CurveRegistry} from "../public/curveRegistry.js";
import {curveAtKnots, fallsTo, type KnotCurve, monthDay, roundTo, valueAt} from "../public/knots.js";
import {pairTable} from "../public/pairTable.js";
import {sizeFromCurve, withoutAnyCause} from "../public/sizeFromCurve.js";
import {type GatedCurves, type GateRules, noEstimate} from "./gateRules.js";
import {significant} from "./significant.js";

/**
 * Rules of the public tier: a count as its registry decided, a curve at its knots, medians and times read from these,
 * other estimates rounded.
 *
 * @param registry after `protectCells`
 * @param curves after `resolve`
 * @throws {DisclosureError} later, on a count whose set was not registered
 */
export function publicRules(registry: CellRegistry, curves: CurveRegistry): GateRules {
  const {policy} = registry;
  const count = ({set}: Count): Count => {
    const cell = registry.get(set);
    if (cell === undefined) throw new DisclosureError([`a count that is not in the cell registry: ${set}`]);
    // Which rule hides it would say something of it: a small count, or one that protects another.
    return cell.hidden === null
      ? {set, n: cell.n}
      : {set, n: null, hidden: cell.hidden === "policy" ? "policy" : "small"};
  };
  const isShown = (shown: Count) => count(shown).n !== null;
  // A number that is large, but would give another away; not one of which the release before has nearly the same curve.
  const isLarge = ({set}: Count) => {
    const cell = registry.get(set);
    return cell?.changed === false && ["differencing", "complementary"].includes(cell.hidden ?? "");
  };
  const entryOf = (block: SurvivalBlock | IncidenceBlock, counts: readonly Count[]): CurveEntry | undefined =>
    counts.every((d) => isShown(d) || isLarge(d)) ? curves.get(block, counts[0].set) : undefined;
  // Of a group whose numbers are hidden, its curve alone must say that it is large enough.
  const isEnough = (
    curve: Pick<ReportCurve, "time" | "value">,
    risk: readonly RiskRow[],
    {least}: CurveEntry
  ): boolean => {
    const {at_risk_base: base, group_events, group_others, patients} = policy.curves;
    const size = sizeFromCurve(curve, risk, least, base);
    return size.patients >= patients && size.events >= group_events && size.others >= group_others;
  };
  return {
    tier: "public",
    freeFilters: false,
    count,
    // The registry has decided on all tables together.
    inReport: () => count,
    isLarge: isShown,
    survival(block, {curve, events, followUp, n}) {
      const entry = entryOf(block, [n, events]);
      if (entry === undefined || curve === null) return nothing(1, block.times.length);
      const shown = curveAtKnots(curve, entry.knots ?? [], entry.own.last, 1);
      // The number at the start, though rounded, would tell a hidden one.
      const risk = atRiskOf(curve, entry, policy.curves).filter(({day}) => day > 0 || isShown(n));
      if (!(isShown(n) && isShown(events)) && !isEnough(shown.curve, risk, entry))
        return nothing(1, block.times.length);
      return {
        curves: [withTail(shown, entry)],
        at: [timesOf(shown, block.times)],
        risk,
        median: medianOf(shown.curve),
        followUp: followUp === null ? null : monthDay(Math.round((followUp * 12) / 365.25))
      };
    },
    incidence(block, {causes, n}) {
      const counts = [n, ...causes.map(({events}) => events)];
      const entry = entryOf(block, counts);
      const exact = causes.flatMap(({curve}) => curve ?? []);
      if (entry === undefined || exact.length < causes.length) return nothing(causes.length, block.times.length);
      const shown = exact.map((curve) => curveAtKnots(curve, entry.knots ?? [], entry.own.last, 0));
      const risk = atRiskOf(exact[0], entry, policy.curves).filter(({day}) => day > 0 || isShown(n));
      const together = withoutAnyCause(shown.map(({curve}) => curve));
      if (!counts.every(isShown) && !isEnough(together, risk, entry)) return nothing(causes.length, block.times.length);
      return {
        ...nothing(causes.length, block.times.length),
        curves: shown.map((curve) => withTail(curve, entry)),
        at: shown.map((curve) => timesOf(curve, block.times)),
        risk
      };
    },
    pair({both, tested}) {
      const of = registry.get(tested.set);
      const table = of && pairTable(both.set, registry.context)?.counts(of.bits);
      return table !== undefined && table.every((n) => n >= policy.k.plain);
    },
    leastRecords: 0,
    facts: (block) => policy.facts.includes(block),
    least: {
      median: policy.values.median,
      quartiles: policy.values.quartiles,
      line: policy.lines.patients,
      level: policy.models.patients_per_level
    },
    eventsPerParameter: policy.models.events_per_parameter,
    round: (value) => (Math.abs(value) < 0.1 ? significant(value, 2) : roundTo(value, 2)),
    roundValue: (value) => significant(value, 2),
    curveWords: `Curves are given at whole months between which at least ${policy.curves.events} events lie (${policy.curves.sensitive_events} where a source or an outcome is named), rounded to 0.01, with straight lines between; a flat end has fewer further events than that. Numbers at risk are rounded to ${policy.curves.at_risk_base}.`,
    // Without the number, which the gate would take for one of patients.
    curveEnd: "a curve ends before too few are at risk"
  };
}

function nothing(curves: number, times: number): GatedCurves {
  return {
    curves: Array.from({length: curves}, () => null),
    at: Array.from({length: curves}, () => Array.from({length: times}, () => null)),
    risk: [],
    median: noEstimate,
    followUp: null
  };
}

/** A curve that says where its flat end begins, if it has one. */
function withTail({curve, tailFrom}: KnotCurve, {least}: CurveEntry): ReportCurve {
  const last = curve.time[curve.time.length - 1] ?? 0;
  return last > tailFrom ? {...curve, tail: {from: tailFrom, fewerThan: least}} : curve;
}

/** Estimates at the times up to the last knot: after it the flat end says less than a table seems to. */
function timesOf({curve, tailFrom}: KnotCurve, times: readonly number[]): (Estimate | null)[] {
  return times.map((day) => {
    const estimate = day > tailFrom ? null : valueAt(curve, curve.value, day);
    if (estimate === null) return null;
    const [lower, upper] = [curve.lower, curve.upper].map((band) => valueAt(curve, band, day));
    const round = (value: number | null) => (value === null ? null : roundTo(value, 2));
    return {estimate: roundTo(estimate, 2), lower: round(lower), upper: round(upper)};
  });
}

function medianOf(curve: ReportCurve): Estimate {
  const [estimate, lower, upper] = [curve.value, curve.lower, curve.upper].map((band) => fallsTo(curve, band, 0.5));
  return {estimate, lower, upper};
}

/** At risk at whole years, rounded; null where fewer than shown. */
function atRiskOf(
  {time, atRisk = []}: ReportCurve,
  {own}: CurveEntry,
  {at_risk: least, at_risk_base: base}: {at_risk: number; at_risk_base: number}
): RiskRow[] {
  return Array.from({length: Math.floor(own.last / 12) + 1}, (_, year) => {
    const day = monthDay(12 * year);
    const next = time.findIndex((t) => t >= day);
    const n = next < 0 ? 0 : atRisk[next];
    return {day, atRisk: n < least ? null : Math.round(n / base) * base, events: null, censored: null};
  });
}
