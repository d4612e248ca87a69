import {countsAt} from "../../../src/charts/riskTable.js";
import {daysPerMonth, daysPerYear} from "../../../src/charts/format.js";
import {restrictedMeans} from "../../../src/components/survival/restrictedMeans.js";
import type {GroupAnswer} from "../../../src/components/survival/groupAnswers.js";
import type {
  Contrast,
  Estimate,
  ReportCurve,
  RiskRow,
  SurvivalBlock,
  SurvivalGroupResult,
  TestResult
} from "../../../src/model/report.js";
import type {CoxCoefficient} from "../../../src/stats/coxTable.js";
import {restrictedMean} from "../../../src/stats/restrictedMean.js";
import type {SurvivalCurve} from "../../../src/stats/survivalCurve.js";
import type {ReportContext} from "../reportContext.js";
import {eventsBySource, groupEvents} from "./eventsBySource.js";
import type {SurvivalRun} from "./survivalRun.js";
import {withheldWords} from "./survivalWords.js";

/** Days between the columns of a risk table: a year, or half of one where follow-up is short. */
export function riskDays(longest: number): number[] {
  const step = longest > 3 * daysPerYear ? 12 * daysPerMonth : 6 * daysPerMonth;
  return Array.from({length: Math.floor(longest / step) + 1}, (_, i) => i * step);
}

/** Years as whole days. */
export function daysOfYears(years: readonly number[]): number[] {
  return years.map((year) => Math.round(year * daysPerYear));
}

/** An estimate of a Cox coefficient as a hazard ratio. */
export function hazardRatio({hazardRatio: estimate, lower, upper}: CoxCoefficient): Estimate {
  return {estimate, lower, upper};
}

/** One group of a figure, with the key of its set. */
export function groupResult(
  context: ReportContext,
  analysis: SurvivalRun["analysis"],
  run: Pick<SurvivalRun, "sets" | "events" | "groups">,
  g: number
): SurvivalGroupResult {
  const {groups} = analysis.answer;
  const {label, code, curve, median, at, followUp} = groups[g];
  const declared = run.groups.groupOf(code);
  const longest = Math.max(...groups.map((d) => d.curve.time.at(-1) ?? 0));
  const set = run.sets[g];
  return {
    label: declared?.label ?? label,
    code: declared?.code ?? code,
    n: {set: set.key, n: set.n},
    events: context.count(run.events[g].event),
    curve: {...reportCurve(curve), eventsOf: eventsBySource(curve.time, groupEvents(analysis, g, 1))},
    risk: riskRows(curve, riskDays(longest)),
    median: {estimate: median.time, lower: median.lower, upper: median.upper},
    at: at.map((point) => point && {estimate: point.survival, lower: point.lower, upper: point.upper}),
    followUp: followUp?.time ?? null
  };
}

/** A curve as JSON can hold it. */
export function reportCurve({time, survival, lower, upper, atRisk, event, censored}: SurvivalCurve): ReportCurve {
  const known = (values: Float64Array) => Array.from(values, (d) => (Number.isNaN(d) ? null : d));
  return {
    resolution: "exact",
    time: [...time],
    value: [...survival],
    lower: known(lower),
    upper: known(upper),
    atRisk: [...atRisk],
    event: [...event],
    censored: [...censored]
  };
}

/** The numbers of a risk table, up to the curve's last time. */
export function riskRows(curve: Parameters<typeof countsAt>[0], days: readonly number[]): RiskRow[] {
  const last = curve.time.length === 0 ? 0 : curve.time[curve.time.length - 1];
  return days.filter((day) => day <= last).map((day) => ({day, ...countsAt(curve, day)}));
}

/** The test of all groups. */
export function groupTest({answer: {comparison, groups}}: SurvivalRun["analysis"]): TestResult | null {
  if (comparison === null) return null;
  const {method, statistic, df, p, groups: tested} = comparison.test;
  const support = {
    events: tested.reduce((sum, {observed}) => sum + observed, 0),
    parameters: df,
    groups: tested.map(({expected}, g) => ({label: groups[g].label, expected}))
  };
  const withheld = df === 0 ? "the groups are never at risk together within a source" : withheldWords(support);
  return withheld === undefined ? {method, statistic, df, p} : {method, statistic, df, p: null, withheld};
}

/** Hazard ratios of all groups against the reference. */
export function groupContrasts({analysis}: SurvivalRun, groups: readonly SurvivalGroupResult[]): Contrast[] {
  const {comparison, table} = analysis.answer;
  if (comparison === null) return [];
  const adjustment = table.strata.length > 1 ? "stratified by source" : "unadjusted";
  const test = groupTest(analysis);
  return comparison.others.map((g, j): Contrast => {
    const coefficient = comparison.hazards.coefficients[j];
    return {
      label: groups[g].label,
      reference: groups[comparison.reference].label,
      adjustment,
      hazardRatio: hazardRatio(coefficient),
      n: groups[g].n,
      events: groups[g].events,
      test: {
        method: "Wald test, Cox model",
        statistic: coefficient.z,
        letter: "z",
        df: 1,
        p: test?.withheld === undefined ? coefficient.p : null,
        ...(test?.withheld !== undefined && {withheld: test.withheld})
      }
    };
  });
}

/** Test that hazards are proportional; null where it cannot be made. */
export function proportionality({answer: {comparison}}: SurvivalRun["analysis"]): TestResult | null {
  const test = comparison?.hazards.proportionality ?? null;
  if (test === null) return null;
  return {
    method: "score test of proportional hazards (Schoenfeld residuals)",
    statistic: test.chisq,
    df: test.df,
    p: test.p
  };
}

/** Restricted means, where curves cross or hazards are not proportional. */
export function restrictedMeanOf({
  answer: {comparison, groups}
}: SurvivalRun["analysis"]): SurvivalBlock["restrictedMean"] {
  if (comparison === null || !comparison.needsRestrictedMean) return null;
  const {reference, others} = comparison;
  const means = restrictedMeans(groups, reference, others);
  if (means === null) return null;
  const none: Estimate = {estimate: null, lower: null, upper: null};
  const own = (group: GroupAnswer): Estimate => {
    const {mean, lower, upper} = restrictedMean(group.curve, means.tau);
    return {estimate: mean, lower, upper};
  };
  return {
    horizon: means.tau,
    groups: groups.map(own),
    differences: groups.map((_, g) => means.differences[others.indexOf(g)] ?? none).map(({estimate, lower, upper}) => ({estimate, lower, upper})) // prettier-ignore
  };
}
