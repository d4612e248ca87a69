/**
 * Misuse of a statistic: a value outside its domain, unequal lengths, an unknown code. `index` is the 0-based row of
 * the first offending value, or undefined when the fault is not a row's (an unknown option).
 */
export class StatsInputError extends RangeError {
  override readonly name = "StatsInputError";
  constructor(
    message: string,
    readonly index?: number
  ) {
    super(message);
  }
}
