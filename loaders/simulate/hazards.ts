import {bisect} from "./bisect.js";
import type {ClassCourse, CuredWeibull} from "./calibration.js";
import {normalCdf, normalQuantile} from "./normalDistribution.js";

/** A cumulative hazard over days and its inverse; the inverse is Infinity where the hazard never gets so far. */
export interface Hazard {
  readonly at: (days: number) => number;
  readonly inverse: (hazard: number) => number;
}

/** Hazard of a lognormal time of which the share `cure` never comes. */
export function curedLognormal({cure, median_d: median, sigma}: ClassCourse["relapse"]): Hazard {
  return {
    at: (days) => (days <= 0 ? 0 : -Math.log(cure + (1 - cure) * normalCdf(-Math.log(days / median) / sigma))),
    inverse: (hazard) => {
      const share = (1 - Math.exp(-hazard)) / (1 - cure);
      return share >= 1 ? Infinity : median * Math.exp(sigma * normalQuantile(share));
    }
  };
}

/** Hazard of a Weibull time of which the share `cure` never comes. */
export function curedWeibull({cure, shape, scale_d: scale}: CuredWeibull): Hazard {
  const power = (x: number, exponent: number): number => (x <= 0 ? 0 : Math.exp(exponent * Math.log(x)));
  return {
    at: (days) => -Math.log(cure + (1 - cure) * Math.exp(-power(days / scale, shape))),
    inverse: (hazard) => {
      const rest = (Math.exp(-hazard) - cure) / (1 - cure);
      return rest <= 0 ? Infinity : scale * power(-Math.log(rest), 1 / shape);
    }
  };
}

/** Hazard of a constant rate for two years and another after them, both per year. */
export function twoRates({y0_2: first, after}: ClassCourse["nrm_per_year"]): Hazard {
  const change = 730.5;
  const [early, late] = [first / 365.25, after / 365.25];
  return {
    at: (days) => early * Math.min(days, change) + late * Math.max(0, days - change),
    inverse: (hazard) => (hazard <= early * change ? hazard / early : change + (hazard - early * change) / late)
  };
}

/**
 * Rates that hold one after the other.
 *
 * @param rates per year
 * @param until years from the start at which each but the last ends
 */
export function piecewiseRates(rates: readonly number[], until: readonly number[]): Hazard {
  const daily = rates.map((rate) => rate / 365.25);
  const ends = [...until.map((years) => years * 365.25), Infinity];
  const at = (days: number): number =>
    daily.reduce((sum, rate, i) => sum + rate * Math.max(0, Math.min(days, ends[i]) - (i === 0 ? 0 : ends[i - 1])), 0);
  return {
    at,
    inverse: (hazard) => {
      let start = 0;
      let passed = 0;
      for (let i = 0; i < daily.length - 1; ++i) {
        const next = passed + daily[i] * (ends[i] - start);
        if (hazard <= next) return start + (hazard - passed) / daily[i];
        [start, passed] = [ends[i], next];
      }
      return start + (hazard - passed) / daily[daily.length - 1];
    }
  };
}

/** One individual's share in a hazard: a factor from the start, and another from the day of transplantation on. */
export interface Risk {
  readonly factor: number;
  /** Days from the start of the hazard; Infinity without a transplant. */
  readonly transplantDay: number;
  readonly transplantFactor: number;
}

/** Cumulative hazard of one individual. */
export function hazardOf(hazard: Hazard, {factor, transplantDay, transplantFactor}: Risk, days: number): number {
  const before = hazard.at(Math.min(days, transplantDay));
  return factor * (before + (days > transplantDay ? transplantFactor * (hazard.at(days) - before) : 0));
}

/** Day on which the cumulative hazard of one individual reaches `level`, an exponential draw. */
export function timeToEvent(hazard: Hazard, {factor, transplantDay, transplantFactor}: Risk, level: number): number {
  const wanted = level / factor;
  const before = transplantDay === Infinity ? Infinity : hazard.at(transplantDay);
  return hazard.inverse(wanted <= before ? wanted : before + (wanted - before) / transplantFactor);
}

/**
 * The common factor by which the risks of a class are multiplied so that the mean survival of its members on day
 * `horizon` is the one the hazard was calibrated to: covariates spread the members, they do not move the class.
 */
export function centringFactor(hazard: Hazard, risks: readonly Risk[], horizon: number): number {
  if (risks.length === 0) return 1;
  const wanted = Math.exp(-hazard.at(horizon));
  const individual = risks.map((risk) => hazardOf(hazard, risk, horizon));
  const excess = (logFactor: number): number => {
    const factor = Math.exp(logFactor);
    return wanted - individual.reduce((sum, h) => sum + Math.exp(-factor * h), 0) / individual.length;
  };
  return Math.exp(bisect(excess, -4, 4));
}
