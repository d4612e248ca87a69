import type {ReportCurve} from "../../../src/model/report.js";
import type {GateRules} from "./gateRules.js";

/** Rules of the secure environment: every number as computed. */
export const internalRules: GateRules = {
  tier: "internal",
  freeFilters: true,
  count: (count) => count,
  inReport: () => (count) => count,
  isLarge: ({n}) => n !== null,
  survival: (_, {at, curve, followUp, median, risk}) => ({
    curves: [shownCurve(curve)],
    at: [at],
    risk,
    median,
    followUp
  }),
  incidence: (_, {causes, risk}) => ({
    curves: causes.map(({curve}) => shownCurve(curve)),
    at: causes.map(({at}) => at),
    risk,
    median: {estimate: null, lower: null, upper: null},
    followUp: null
  }),
  pair: () => true,
  leastRecords: 0,
  facts: () => true,
  least: {median: 0, quartiles: 0, line: 0, level: 0},
  eventsPerParameter: 0,
  round: (value) => value,
  roundValue: (value) => value,
  curveWords: null,
  curveEnd: null
};

/** A curve without what only gates need to know of it. */
function shownCurve(curve: ReportCurve | null): ReportCurve | null {
  if (curve === null) return null;
  const {resolution, time, value, lower, upper, atRisk, event, censored, tail} = curve;
  const further = {...(atRisk && {atRisk}), ...(event && {event}), ...(censored && {censored}), ...(tail && {tail})};
  return {resolution, time, value, lower, upper, ...further};
}
