import type {LinesBlock} from "../../../src/model/report.js";
import {localRegression} from "../../../src/stats/localRegression.js";
import {quantiles} from "../../../src/stats/quantile.js";
import {estimateOf} from "./estimates.js";

/** Points at which the smooth curve is drawn, between the 5th and the 95th percentile of the predictions. */
const pointsDrawn = 21;

/** Observations smoothed over predictions (local linear regression); none where all predictions are the same. */
export function smoothed(predicted: Float64Array, observed: Float64Array): LinesBlock["lines"][number]["points"] {
  const kept = [...predicted.keys()].filter((i) => !Number.isNaN(predicted[i]));
  const x = kept.map((i) => predicted[i]);
  const [from, to] = quantiles(x, [0.05, 0.95]);
  if (from === null || to === null || !(to > from)) return [];
  const points = Array.from({length: pointsDrawn}, (_, i) => from + ((to - from) * i) / (pointsDrawn - 1));
  const y = kept.map((i) => observed[i]);
  return localRegression(x, y, points).map((d) => ({x: d.x, ...estimateOf(d.estimate, d.lower, d.upper)}));
}
