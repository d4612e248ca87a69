import type {GateRules} from "./gateRules.js";

/** Rules of the secure environment: every number as computed. */
export const internalRules: GateRules = {
  tier: "internal",
  freeFilters: true,
  count: (count) => count,
  inReport: () => (count) => count,
  isLarge: ({n}) => n !== null,
  survival: (_, {at, curve, followUp, median, risk}) => ({curves: [curve], at: [at], risk, median, followUp}),
  incidence: (_, {causes, risk}) => ({
    curves: causes.map(({curve}) => curve),
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
