import type {CoxFit} from "./coxFit.js";
import type {CoxTest} from "./coxTable.js";
import {chiSquaredTest} from "./coxTable.js";
import {StatsInputError} from "./errors.js";

/**
 * Likelihood-ratio test of a Cox model against a larger one which contains it, as R's `anova(reduced, full)`: twice the
 * gain in log partial likelihood, on the difference of the numbers of estimable coefficients.
 *
 * Both must be fitted to the same rows: a covariate only the larger model has may drop rows as missing, so leave those
 * out of both.
 *
 * @throws {StatsInputError} if the rows, their ends or the treatment of ties differ, a fit has robust variance (its
 * likelihood ratio has no chi-squared distribution), or either did not converge.
 */
export function compareNested(reduced: CoxFit, full: CoxFit): CoxTest {
  if (reduced.robust || full.robust) throw new StatsInputError("unsupported comparison: robust variance");
  if (reduced.ties !== full.ties) throw new StatsInputError(`invalid ties: ${reduced.ties} and ${full.ties}`);
  if (reduced.n !== full.n) throw new StatsInputError(`invalid rows: ${reduced.n} and ${full.n}`);
  const [a, b] = [reduced.design, full.design];
  const used = [Int32Array.from(a.row).sort(), Int32Array.from(b.row).sort()];
  for (let k = 0; k < a.n; ++k) {
    const [i, j] = [used[0][k], used[1][k]];
    const same =
      i === j &&
      reduced.input.time[i] === full.input.time[j] &&
      reduced.input.status[i] === full.input.status[j] &&
      reduced.input.start?.[i] === full.input.start?.[j] &&
      reduced.input.strata?.[i] === full.input.strata?.[j] &&
      reduced.input.weights?.[i] === full.input.weights?.[j];
    if (!same) throw new StatsInputError(`invalid rows: the models differ at row ${i}`, i);
  }
  if (!reduced.converged || !full.converged)
    throw new StatsInputError("unsupported comparison: a fit did not converge");
  return chiSquaredTest(2 * (full.loglik[1] - reduced.loglik[1]), full.likelihoodRatio.df - reduced.likelihoodRatio.df);
}
