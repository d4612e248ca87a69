import type {ReportBlock, ReportCurve, RiskRow, SetKey} from "../../../src/model/report.js";
import {ReportError} from "../../report/reportError.js";
import type {ReportContext} from "../../report/reportContext.js";
import type {PublicPolicy} from "../public/policy.js";
import {clausesOf, namesAny} from "../public/setClauses.js";
import {withoutAnyCause} from "../public/sizeFromCurve.js";

/** Rows that anybody can have, as an attacker reads them. */
export interface KnownRows extends Pick<ReportContext, "decides" | "rows"> {
  /** 1 for each of their patients who is in a set. */
  readonly members: (key: SetKey) => Uint8Array;
}

/** One group of a figure, with what is needed to bound its events. */
interface TimedGroup {
  readonly label: string;
  readonly n: SetKey;
  readonly patients: number;
  readonly events: readonly SetKey[];
  /** The probability of no event yet. */
  readonly curve: ReportCurve;
  readonly curves: number;
  readonly risk: readonly RiskRow[];
}

/**
 * Groups of a figure of which an attacker, subtracting the events of rows that anybody can have, is sure that some events of
 * the others lie between two knots, but fewer than the rule asks: one line each. A group that those rows do not decide, or
 * whose time begins with another event than its endpoint's, is one that he cannot subtract.
 */
export function curveComplements(block: ReportBlock, known: KnownRows, policy: PublicPolicy): string[] {
  return groupsOf(block).flatMap((group) => {
    if (!known.decides(clausesOf(group.n))) return [];
    const members = known.members(group.n);
    const inside = members.reduce((sum, d) => sum + d, 0);
    const days = inside === 0 || inside === group.patients ? null : eventDays(group, members, known);
    return days === null
      ? []
      : fewLeft(group, days, policy).map((line) => `block ${block.id}, group ${group.label}: ${line}`);
  });
}

function groupsOf(block: ReportBlock): TimedGroup[] {
  if (block.kind === "survival" && block.endpoint.definition !== "")
    return block.groups.flatMap(
      ({curve, events, label, n, risk}) =>
      curve === null || n.n === null ? [] : [{label, n: n.set, patients: n.n, events: [events.set], curve, curves: 1, risk}] // prettier-ignore
    );
  if (block.kind !== "incidence") return [];
  return block.groups.flatMap(({causes, label, n, risk}) => {
    const drawn = causes.flatMap(({curve}) => curve ?? []);
    if (n.n === null || drawn.length === 0 || drawn.length < causes.length) return [];
    const curve = {...drawn[0], ...withoutAnyCause(drawn)};
    const events = causes.map((cause) => cause.events.set);
    return [{label, n: n.set, patients: n.n, events, curve, curves: drawn.length, risk}];
  });
}

/** Days of the known patients' events; null where the sets do not say of which endpoint. */
function eventDays({events, n}: TimedGroup, members: Uint8Array, {rows}: KnownRows): number[] | null {
  const own = clausesOf(n);
  const found: number[] = [];
  for (const set of events) {
    const [, key, what] = /^(.+):(event|competing)$/u.exec(clausesOf(set).find((d) => !own.includes(d)) ?? "") ?? [];
    const endpoint = key === undefined ? null : endpointOf(rows, key);
    if (endpoint === null) return null;
    const status = what === "event" ? 1 : 2;
    members.forEach((member, i) => {
      if (member === 1 && endpoint.status[i] === status && !Number.isNaN(endpoint.days[i]))
        found.push(endpoint.days[i]);
    });
  }
  return found;
}

function endpointOf(rows: KnownRows["rows"], key: string): ReturnType<KnownRows["rows"]["endpoint"]> | null {
  try {
    return rows.endpoint(key);
  } catch (error) {
    if (error instanceof ReportError || error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * Between two knots: events of the whole group at most, as many at risk as at the last tick before times the fall, and at
 * least, as many as at the first tick after; each as wide as rounding allows; less the known events.
 */
function fewLeft(
  {curve: {time, value}, curves, n, patients, risk}: TimedGroup,
  days: readonly number[],
  policy: PublicPolicy
): string[] {
  const {at_risk_base: base, events: plain, sensitive_events: sensitive} = policy.curves;
  const least = namesAny(n, policy.sensitive) ? sensitive : plain;
  const slack = 0.01 * curves;
  for (let i = 1; i < time.length; ++i) {
    const fall = value[i - 1] - value[i];
    if (fall <= slack) continue;
    const before = risk.findLast(({atRisk, day}) => atRisk !== null && day <= time[i - 1])?.atRisk ?? patients;
    const after = risk.find(({day}) => day >= time[i])?.atRisk ?? 0;
    const most = (Math.min(patients, before + base) * (fall + slack)) / Math.max(0.01, value[i - 1] - slack);
    const fewest = (Math.max(0, after - base) * (fall - slack)) / (value[i - 1] + slack);
    const known = days.filter((day) => day <= time[i] && (day > time[i - 1] || (i === 1 && day >= 0))).length;
    if (fewest - known > 0 && most - known < least)
      return [`from ${Math.ceil(fewest - known)} to ${Math.floor(most - known)} events of patients whose rows are not public between days ${time[i - 1]} and ${time[i]}, expected none or at least ${least}`]; // prettier-ignore
  }
  return [];
}
