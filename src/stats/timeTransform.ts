import type {CoxDesign} from "./coxDesign.js";

/** Transforms of time offered by `cox.zph`. */
export type TimeTransformName = "km" | "identity" | "log" | "rank";

/**
 * g at each distinct time of a design, less its mean over the events.
 *
 * "km" is 1 − S(t−), S the unweighted Kaplan–Meier curve of all rows, strata pooled; "rank" the average rank of t among
 * the ends of all rows; "log" needs events after time 0 (at 0 it is −∞, and the test null).
 */
export function timeTransform(design: CoxDesign, name: TimeTransformName): Float64Array {
  const {n, times, code, status} = design;
  const g = rawTransform(design, name);
  const events = new Float64Array(times.length);
  let count = 0;
  for (let k = 0; k < n; ++k) {
    if (status[k] === 0) continue;
    ++events[code[k]];
    ++count;
  }
  let mean = 0;
  for (let t = 0; t < times.length; ++t) if (events[t] > 0) mean += (events[t] * g[t]) / count;
  return g.map((v) => v - mean);
}

function rawTransform({n, times, code, startCode, status}: CoxDesign, name: TimeTransformName): Float64Array {
  if (name === "identity") return times;
  if (name === "log") return times.map(Math.log);
  const ends = new Float64Array(times.length);
  const events = new Float64Array(times.length);
  const starts = new Float64Array(times.length);
  for (let k = 0; k < n; ++k) {
    ++ends[code[k]];
    events[code[k]] += status[k];
    if (startCode) ++starts[startCode[k]];
  }
  const g = new Float64Array(times.length);
  let before = 0;
  let atRisk = startCode ? 0 : n;
  let survival = 1;
  for (let t = 0; t < times.length; ++t) {
    if (name === "rank") g[t] = before + (ends[t] + 1) / 2;
    else g[t] = 1 - survival;
    if (events[t] > 0) survival *= (atRisk - events[t]) / atRisk;
    before += ends[t];
    atRisk += starts[t] - ends[t];
  }
  return g;
}
