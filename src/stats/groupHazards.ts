import {choleskyInverse, quadraticForm} from "./cholesky.js";
import {addInformation, type CoxDerivatives, unpack} from "./coxLikelihood.js";
import {maximise} from "./coxNewton.js";
import {connectedGroups} from "./connectedGroups.js";
import {emptyTieSums, tieSums} from "./coxRiskSets.js";
import {chiSquaredTest, type CoxCoefficient, coefficientTable, type CoxTest, waldTest} from "./coxTable.js";
import {type CoxWarning, warningsOf} from "./coxWarnings.js";
import {type FollowUpTable, groupTotals} from "./followUpTable.js";
import {groupProportionality} from "./groupProportionality.js";
import {forEachTime} from "./groupRiskSets.js";

/** How the hazards of groups are compared. */
export interface GroupHazardsOptions {
  /** Two-sided confidence level, 0.95 unless given. */
  readonly confLevel?: number;
  /** Whether proportional hazards are tested: half of the cost. True unless given. */
  readonly proportionality?: boolean;
}

/** A Cox model of group membership. */
export interface GroupHazards {
  readonly n: number;
  readonly events: number;
  /** Group 1 against group 0, group 2 against group 0 …, named by the group's number. */
  readonly coefficients: readonly CoxCoefficient[];
  readonly likelihoodRatio: CoxTest;
  readonly wald: CoxTest;
  readonly score: CoxTest;
  readonly converged: boolean;
  readonly warnings: readonly CoxWarning[];
  /** Test of proportional hazards of all groups together; null where it cannot be computed, or was not asked for. */
  readonly proportionality: CoxTest | null;
}

/**
 * Hazard ratios of groups against group 0 from counted follow-up: Cox's model with Efron's ties, stratified by the
 * table's strata, with delayed entry where it has entries. Equals R `coxph(Surv(entry, time, status) ~ factor(group) +
 * strata(stratum))` and, for `proportionality`, `cox.zph(fit)`; the same as `coxFit` on single rows, but the cost is that
 * of the distinct times, not of the patients.
 */
export function groupHazards(
  table: FollowUpTable,
  {confLevel = 0.95, proportionality = true}: GroupHazardsOptions = {}
): GroupHazards {
  const p = table.groups - 1;
  const n = table.totals.reduce((sum, d) => sum + d, 0);
  const names = Array.from({length: p}, (_, j) => ({name: String(j + 1), values: [], term: "group"}));
  const eps = 1e-9;
  const newton = maximise(p, (beta) => derivatives(table, beta), {eps, maxIterations: 20});
  const {atZero, atBeta, factorAtZero, factor, beta, converged} = newton;
  const aliased = names.map((_, j) => factorAtZero.ld[j * p + j] === 0);
  const events = eventsOf(table);
  const warnings = warningsOf(names, {events, newton, aliased, eps, span: (j) => Math.abs(beta[j])});
  const vcov = choleskyInverse(factor);
  const estimates = {beta, vcov, naiveVcov: vcov, robust: false, aliased, warnings, confLevel};
  const coefficients = coefficientTable(names, estimates);
  const df = factorAtZero.rank;
  const connected = connectedGroups(table.groups, table.strata.length, (g, s) => groupTotals(table, g, s).n > 0, 0);
  return {
    n,
    events,
    // R takes such a group against another one that it has left out, which is no contrast with group 0.
    coefficients: coefficients.map((d, j) => (connected[j + 1] ? d : notCompared(d))),
    likelihoodRatio: chiSquaredTest(2 * (atBeta.loglik - atZero.loglik), df),
    wald: waldTest(beta, vcov, aliased),
    score: chiSquaredTest(quadraticForm(factorAtZero, atZero.score), df),
    converged,
    warnings,
    proportionality: proportionality ? groupProportionality(table, beta, coefficients) : null
  };
}

function notCompared({name, term}: CoxCoefficient): CoxCoefficient {
  const none = {estimate: null, stdErr: null, robustStdErr: null, z: null, p: null};
  return {name, term, status: "aliased", ...none, hazardRatio: null, lower: null, upper: null};
}

function eventsOf({strata}: FollowUpTable): number {
  let events = 0;
  for (const {exits} of strata) for (let i = 1; i < exits.length; i += 2) events += exits[i];
  return events;
}

function derivatives(table: FollowUpTable, beta: Float64Array): CoxDerivatives {
  const p = table.groups - 1;
  const score = new Float64Array(p);
  const packed = new Float64Array((p * (p + 1)) / 2);
  const sums = emptyTieSums();
  let loglik = 0;
  forEachTime(table, beta, (set, deaths) => {
    tieSums(set, "efron", sums);
    loglik -= sums.log;
    for (let j = 0; j < p; ++j) {
      loglik += deaths[j + 1] * beta[j];
      score[j] += deaths[j + 1] - (set.s1[j] * sums.h - set.d1[j] * sums.fh);
    }
    addInformation(set, sums, 1, p, packed);
  });
  return {loglik, score, information: unpack(packed, p)};
}
