import type {ForestBlock} from "../../../src/model/report.js";
import {type Body, gateEstimate, gateTest} from "./gateEstimate.js";
import type {GateRules} from "./gateRules.js";

/** Estimates of a model with enough events for its parameters, of groups that are large enough. */
export function gateForest(
  {fit, heterogeneity, kind, measure, none, rows, scale, tests}: ForestBlock,
  rules: GateRules
): Body<ForestBlock> {
  const gatedFit = fit && {
    n: rules.count(fit.n),
    events: rules.count(fit.events),
    dropped: rules.count(fit.dropped),
    parameters: fit.parameters
  };
  // How many events stand behind a model is for every reader to see.
  const fits =
    fit === null ||
    (gatedFit !== null &&
      rules.isLarge(gatedFit.events) &&
      (fit.events.n ?? 0) >= rules.eventsPerParameter * fit.parameters);
  const counts = rows.map(({n, events}) => ({n: n && rules.count(n), events: events && rules.count(events)}));
  const isOpen = (i: number) => {
    const {n, events} = rows[i];
    const known = [counts[i].n, counts[i].events].every((count) => count === null || rules.isLarge(count));
    const large = n === null || (n.n ?? 0) >= rules.least.level;
    return fits && known && large && (events === null || (events.n ?? 0) >= rules.eventsPerParameter);
  };
  const open = rows.map((_, i) => isOpen(i));
  const all = open.every((d) => d);
  return {
    kind,
    measure,
    scale,
    none,
    rows: rows.map(({label, heading, effect, test, pooled, reference}, i) => {
      // What all rows make together tells the one that is hidden.
      const may = open[i] && (pooled !== true || rows.every((row, j) => row.heading !== heading || open[j]));
      return {
        label,
        ...(heading !== undefined && {heading}),
        ...counts[i],
        effect: gateEstimate(effect, may, rules),
        ...(test !== undefined && {test: test && gateTest(test, may, rules)}),
        ...(pooled !== undefined && {pooled}),
        ...(reference !== undefined && {reference})
      };
    }),
    heterogeneity:
      heterogeneity && all
        ? {
            i2: rules.round(heterogeneity.i2),
            q: rules.round(heterogeneity.q),
            df: heterogeneity.df,
            p: rules.round(heterogeneity.p)
          }
        : null,
    tests: tests.map((test) => gateTest(test, fits, rules)),
    fit: gatedFit
  };
}
