import type {Count, ReportBlock, ReportCurve, RiskRow} from "../../../src/model/report.js";
import {monthDay} from "../public/knots.js";
import type {PublicPolicy} from "../public/policy.js";
import {type LeastSize, sizeFromCurve, withoutAnyCause} from "../public/sizeFromCurve.js";
import {namesAny} from "../public/setClauses.js";

/** One group with the curves of all its causes. */
interface DrawnGroup {
  /** True for survival, which falls; an incidence of each cause rises. */
  readonly survives: boolean;
  readonly label: string;
  readonly n: Count;
  readonly events: readonly Count[];
  readonly curves: readonly (ReportCurve | null)[];
  readonly risk: readonly RiskRow[];
}

/** What the curves of a block say that the public rules do not allow, one line each. */
export function curveBreaches(block: ReportBlock, policy: PublicPolicy): string[] {
  if (block.kind !== "survival" && block.kind !== "incidence") return [];
  const groups: DrawnGroup[] =
    block.kind === "survival"
      ? block.groups.map((group) => ({...group, survives: true, events: [group.events], curves: [group.curve]}))
      : block.groups.map(({causes, label, n, risk}) => ({
          survives: false,
          label,
          n,
          risk,
          events: causes.map(({events}) => events),
          curves: causes.map(({curve}) => curve)
        }));
  return groups.flatMap((group) =>
    groupBreaches(group, policy).map((line) => `block ${block.id}, group ${group.label}: ${line}`)
  );
}

function groupBreaches(group: DrawnGroup, policy: PublicPolicy): string[] {
  const {curves: rules, sensitive} = policy;
  const curves = group.curves.flatMap((curve) => curve ?? []);
  const breaches = group.risk.flatMap(({atRisk, censored, day, events}) => [
    ...(atRisk !== null && (atRisk % rules.at_risk_base !== 0 || atRisk < rules.at_risk)
      ? [`${atRisk} at risk on day ${day}, expected a multiple of ${rules.at_risk_base} from ${rules.at_risk}`]
      : []),
    ...(events !== null || censored !== null ? [`events or censored patients by time on day ${day}`] : [])
  ]);
  if (curves.length === 0) return breaches;
  const least = namesAny(group.n.set, sensitive) ? rules.sensitive_events : rules.events;
  const {events, others, patients} = sizeOf(group, least, rules.at_risk_base);
  if (patients < rules.patients) breaches.push(`a curve of ${patients} patients, expected at least ${rules.patients}`);
  if (events < rules.group_events)
    breaches.push(`a curve of ${events} events, expected at least ${rules.group_events}`);
  if (others < rules.group_others)
    breaches.push(`a curve with ${others} patients without the event, expected at least ${rules.group_others}`);
  return [...breaches, ...curves.flatMap(formBreaches), ...narrowKnots(curves, group, least, rules.at_risk_base)];
}

/** Patients, events and others of a group; at least so many where the release hides its numbers. */
function sizeOf({curves, events: counts, n, risk, survives}: DrawnGroup, least: number, base: number): LeastSize {
  const events = counts.reduce((sum, count) => sum + (count.n ?? NaN), 0);
  if (n.n !== null && !Number.isNaN(events)) return {patients: n.n, events, others: n.n - events};
  const drawn = curves.flatMap((curve) => curve ?? []);
  if (drawn.length < curves.length) return {patients: n.n ?? 0, events: 0, others: 0};
  const size = sizeFromCurve(survives ? drawn[0] : withoutAnyCause(drawn), risk, least, base);
  return {...size, patients: n.n ?? size.patients, events: Number.isNaN(events) ? size.events : events};
}

/** What a curve of knots may not have, whatever the group. */
function formBreaches({atRisk, censored, event, eventsOf, resolution, time, value}: ReportCurve): string[] {
  if (resolution !== "knots" || atRisk || event || eventsOf || censored) return ["a curve with a step at every event"];
  const odd = time.find((day) => day > 1 && !isMonth(day));
  const fine = value.find((shown) => Math.abs(shown * 100 - Math.round(shown * 100)) > 1e-9);
  return [
    ...(odd === undefined ? [] : [`a knot on day ${odd}, expected whole months`]),
    ...(fine === undefined ? [] : [`the value ${fine}, expected two decimals`])
  ];
}

function isMonth(day: number): boolean {
  return monthDay(Math.round((day * 12) / 365.25)) === day;
}

/**
 * Knots between which fewer events can lie than the rule asks: patients at risk at the last tick before, at most, times the fall of the
 * curve over its height, each as wide as its rounding allows. A flat end says less than that by design.
 */
function narrowKnots(
  curves: readonly ReportCurve[],
  {n, risk, survives}: DrawnGroup,
  least: number,
  base: number
): string[] {
  const [first] = curves;
  const survival = first.time.map((_, i) =>
    survives ? first.value[i] : 1 - curves.reduce((sum, curve) => sum + curve.value[i], 0)
  );
  const slack = 0.01 * curves.length;
  // Patients who enter later are at risk between ticks, too.
  const atRisk = risk.flatMap((row) => row.atRisk ?? []);
  const isDelayed = atRisk.some((patients, i) => i > 0 && patients > atRisk[i - 1]);
  for (let i = 1; i < first.time.length; ++i) {
    const fall = survival[i - 1] - survival[i];
    if (fall <= slack) continue;
    const tick = risk.findLast(({atRisk, day}) => atRisk !== null && day <= first.time[i - 1]);
    const most = Math.min(n.n ?? Infinity, tick?.atRisk == null || isDelayed ? Infinity : tick.atRisk + base);
    const events = (most * (fall + slack)) / Math.max(0.01, survival[i - 1] - slack);
    if (events < least)
      return [
        `at most ${Math.floor(events)} events between days ${first.time[i - 1]} and ${first.time[i]}, expected at least ${least}`
      ];
  }
  return [];
}
