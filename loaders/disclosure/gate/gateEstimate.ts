import type {BlockFrame, Estimate, ReportBlock, SurvivalBlock, TestResult} from "../../../src/model/report.js";
import {type GateRules, noEstimate} from "./gateRules.js";

/** What a block has besides its frame. */
export type Body<T extends ReportBlock> = Omit<T, keyof BlockFrame>;

/** An estimate with its limits, rounded, if it may be shown. */
export function gateEstimate({estimate, lower, upper}: Estimate, open: boolean, rules: GateRules): Estimate {
  if (!open) return noEstimate;
  const round = (value: number | null) => (value === null ? null : rules.round(value));
  return {estimate: round(estimate), lower: round(lower), upper: round(upper)};
}

/** A test, rounded; if it may not be shown its name and why it is withheld. */
export function gateTest(
  {method, statistic, letter, df, p, oneSided, withheld, q, family}: TestResult,
  open: boolean,
  rules: GateRules
): TestResult {
  const round = (value: number | null) => (open && value !== null ? rules.round(value) : null);
  const reason = open ? withheld : (withheld ?? "a group is too small");
  return {
    method,
    statistic: round(statistic),
    ...(letter !== undefined && {letter}),
    df: open ? df : null,
    p: round(p),
    ...(oneSided !== undefined && {oneSided: round(oneSided)}),
    ...(reason !== undefined && {withheld: reason}),
    ...(q !== undefined && {q: round(q)}),
    ...(family !== undefined && {family})
  };
}

/** Difference and test beside a row of a table. */
export function gateBeside(
  {smd, test}: {smd?: number | null; test?: TestResult},
  open: boolean,
  rules: GateRules
): {smd?: number | null; test?: TestResult} {
  return {
    ...(smd !== undefined && {smd: open && smd !== null ? rules.round(smd) : null}),
    ...(test !== undefined && {test: gateTest(test, open, rules)})
  };
}

/** Whether every group has patients and events enough for an estimate. */
export function enoughEvents(
  groups: readonly Pick<SurvivalBlock["groups"][number], "n" | "events">[],
  {eventsPerParameter, least}: GateRules
): boolean {
  return groups.every(({n, events}) => (n.n ?? 0) >= least.level && (events.n ?? 0) >= eventsPerParameter);
}

/** Whether a gated count is shown. */
export function isShown({n}: {readonly n: number | null}): boolean {
  return n !== null;
}
