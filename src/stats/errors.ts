/**
 * A statistic that was asked for what it cannot give; catch this to catch every error of this folder. `index` is the
 * 0-based row of the first offending value, or undefined when the fault is not a row's (an unknown option).
 */
export class StatsError extends RangeError {
  override readonly name: string = "StatsError";
  constructor(
    message: string,
    readonly index?: number
  ) {
    super(message);
  }
}

/** Misuse of a statistic: a value outside its domain, unequal lengths, an unknown code. */
export class StatsInputError extends StatsError {
  override readonly name = "StatsInputError";
}

/** Valid input on which an exact method would take longer than its documented limit. */
export class StatsSizeError extends StatsError {
  override readonly name = "StatsSizeError";
}
