import type {CoxFit, CoxOptions} from "./coxFit.js";
import {coxFit} from "./coxFit.js";
import type {CoxInput} from "./coxInput.js";
import {StatsInputError} from "./errors.js";

/**
 * Cause-specific hazard regression: a Cox model for one cause, events of every other cause censored at their time. Equals
 * `coxph(Surv(time, status == cause) ~ …)`.
 *
 * @param input as for {@link coxFit}, but `status` 0 censored, 1 … K the cause.
 * @throws {StatsInputError} on a cause below 1 or a status that is not a whole number ≥ 0; as {@link coxFit}.
 */
export function causeSpecificCox(input: CoxInput, cause: number, options: CoxOptions = {}): CoxFit {
  if (!(Number.isInteger(cause) && cause > 0)) throw new StatsInputError(`invalid cause: ${cause}`);
  const {status} = input;
  for (let i = 0; i < status.length; ++i) {
    if (!(status[i] >= 0 && Number.isInteger(status[i]))) {
      throw new StatsInputError(`invalid status at row ${i}: ${status[i]}`, i);
    }
  }
  return coxFit({...input, status: Uint8Array.from(status, (s) => Number(s === cause))}, options);
}
