import type {Count, ReportCurve, RiskRow} from "../../../src/model/report.js";
import {type GatedCurves, type GateRules, noEstimate} from "./gateRules.js";
import {hideInLines} from "./hideInLines.js";
import {internalRules} from "./internalRules.js";
import {reportLines} from "./reportLines.js";

/** Thresholds of the consortium tier. */
export interface ConsortiumThresholds {
  /** Patients in a count that is shown; 0 is shown too. */
  readonly k: number;
  /** Patients in a group that has a curve. */
  readonly curve: number;
}

/**
 * Rules among partners: counts below k are hidden, and what they could be computed from, and what is made from
 * them; groups of enough patients have a curve.
 */
export function consortiumRules({k, curve: least}: ConsortiumThresholds): GateRules {
  const count = ({set, n, hidden}: Count): Count =>
    n !== null && n > 0 && n < k ? {set, n: null, hidden: "small"} : {set, n, ...(hidden !== undefined && {hidden})};
  const limitRisk = (risk: readonly RiskRow[]): RiskRow[] =>
    risk.map(({day, atRisk, events, censored}) => {
      const few = atRisk !== null && atRisk < k;
      const shown = (n: number | null) => (few || (n !== null && n > 0 && n < k) ? null : n);
      return {day, atRisk: few && atRisk > 0 ? null : atRisk, events: shown(events), censored: shown(censored)};
    });
  // A step tells of single events, as in every curve; who was counted at it is not told, nor where fewer than k are left.
  const limitCurve = (curve: ReportCurve | null): ReportCurve | null => {
    if (curve === null) return null;
    const {atRisk, lower, resolution, time, upper, value} = curve;
    const end = atRisk?.findIndex((n) => n < k) ?? -1;
    const upTo = <T>(values: readonly T[]) => (end < 0 ? values : values.slice(0, end));
    const steps = {time: upTo(time), value: upTo(value), lower: upTo(lower), upper: upTo(upper)};
    return {resolution, ...steps, ...(atRisk && {atRisk: upTo(atRisk)})};
  };
  const none = (curves: number, times: number): GatedCurves => ({
    curves: Array.from({length: curves}, () => null),
    at: Array.from({length: curves}, () => Array.from({length: times}, () => null)),
    risk: [],
    median: noEstimate,
    followUp: null
  });
  return {
    ...internalRules,
    tier: "consortium",
    count,
    inReport(blocks) {
      const further = hideInLines(reportLines(blocks, k), k);
      return (given) => {
        const own = count(given);
        return own.n !== null && further.has(own.set) ? {set: own.set, n: null, hidden: "complementary"} : own;
      };
    },
    isLarge: ({hidden, n}) => n !== null || hidden === "complementary",
    survival(block, group) {
      if ((group.n.n ?? 0) < least) return none(1, block.times.length);
      const own = internalRules.survival(block, group);
      return {...own, curves: own.curves.map(limitCurve), risk: limitRisk(group.risk)};
    },
    incidence(block, group) {
      if ((group.n.n ?? 0) < least) return none(group.causes.length, block.times.length);
      const own = internalRules.incidence(block, group);
      return {...own, curves: own.curves.map(limitCurve), risk: limitRisk(group.risk)};
    },
    leastRecords: k,
    least: {median: k, quartiles: k, line: least, level: k}
  };
}
