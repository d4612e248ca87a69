/**
 * Distribution functions in both tails and on the log scale. The special functions come from stdlib (Cephes and Boost
 * algorithms), which keeps 12 digits in the tails, but for the incomplete gamma function of a large shape: that, and the
 * logarithm of any probability that underflows, is the series or continued fraction of the tail itself. No tail is computed
 * as one minus the other where that would cancel, so that a p-value of 1e-150 is right to 12 digits; with parameters up to
 * 10⁷, to 10. A NaN argument gives NaN: callers check theirs.
 */
export {betaLogLower, betaLogUpper, betaLower, betaQuantile, betaUpper, betaUpperQuantile} from "./betaDistribution.js";
export {fLogLower, fLogUpper, fLower, fQuantile, fUpper, fUpperQuantile} from "./fDistribution.js";
export {
  chiSquaredLogLower,
  chiSquaredLogQuantile,
  chiSquaredLogUpper,
  chiSquaredLogUpperQuantile,
  chiSquaredLower,
  chiSquaredQuantile,
  chiSquaredUpper,
  chiSquaredUpperQuantile,
  poissonLogLower,
  poissonLogUpper,
  poissonLower,
  poissonUpper
} from "./gammaDistribution.js";
export {
  hypergeometricDensity,
  hypergeometricLogLower,
  hypergeometricLogUpper,
  hypergeometricLower,
  hypergeometricUpper
} from "./hypergeometric.js";
export {
  normalLogLower,
  normalLogQuantile,
  normalLogUpper,
  normalLower,
  normalQuantile,
  normalTwoSided,
  normalUpper
} from "./normalDistribution.js";
export {
  studentTLogLower,
  studentTLogUpper,
  studentTLower,
  studentTQuantile,
  studentTTwoSided,
  studentTUpper
} from "./studentT.js";
