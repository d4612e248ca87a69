import type {HistogramBin} from "../../model/cohortResults.js";

/** Steps of a handle within one bin. */
const stepsPerBin = 5;

/** Places of a handle along a histogram whose bars are equally wide, whatever their bins hold. */
export interface RangeScale {
  readonly minimum: number;
  readonly maximum: number;
  /** Last place; the first is 0. */
  readonly last: number;
  /** The value at a place, to the digits that a reader can use. */
  value(place: number): number;
  /** The place that is nearest to a value. */
  place(value: number): number;
}

/**
 * The scale of a variable over its bins.
 *
 * @param bins that are drawn, ascending
 * @param decimals digits after the point
 */
export function rangeScale(
  bins: readonly HistogramBin[],
  [minimum, maximum]: readonly [number, number],
  decimals: number
): RangeScale {
  const last = bins.length * stepsPerBin;
  const factor = 10 ** decimals;
  const value = (place: number): number => {
    if (place <= 0) return minimum;
    if (place >= last) return maximum;
    const {lower, upper} = bins[Math.floor(place / stepsPerBin)];
    const exact = lower + ((place % stepsPerBin) / stepsPerBin) * (upper - lower);
    return Math.min(maximum, Math.max(minimum, Math.round(exact * factor) / factor));
  };
  return {
    minimum,
    maximum,
    last,
    value,
    place(wanted) {
      if (wanted <= minimum) return 0;
      if (wanted >= maximum) return last;
      const bin = bins.findIndex(({lower, upper}) => wanted >= lower && wanted < upper);
      if (bin < 0) return last;
      const {lower, upper} = bins[bin];
      return Math.round((bin + (wanted - lower) / (upper - lower)) * stepsPerBin);
    }
  };
}
