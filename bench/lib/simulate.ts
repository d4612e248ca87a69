import type {Covariate} from "../../src/stats/coxInput.js";

/** Uniform numbers in (0, 1) from a seed: the same on every machine (mulberry32, Tommy Ettinger, public domain). */
export function seededUniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    // Half a step off both ends, so that logarithms are finite.
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
}

/** Follow-up in whole days: the event, or censoring at random over 3000 days and for everybody at 2000. */
function followUp(uniform: () => number, hazard: number): {day: number; event: boolean} {
  const event = -Math.log(uniform()) / hazard;
  const censored = Math.min(3000 * uniform(), 2000);
  return {day: Math.max(1, Math.ceil(Math.min(event, censored))), event: event <= censored};
}

/** Follow-up of patients in groups; columns of one element a patient. */
export interface GroupedFollowUp {
  time: Float64Array;
  status: Uint8Array;
  group: Uint8Array;
}

/** Groups of equal size with mean survival from 900 days in steps of 200, two thirds of the events observed. */
export function simulateGroups(n: number, groups: number, seed: number): GroupedFollowUp {
  const uniform = seededUniform(seed);
  const data = {time: new Float64Array(n), status: new Uint8Array(n), group: new Uint8Array(n)};
  for (let i = 0; i < n; ++i) {
    data.group[i] = i % groups;
    const {day, event} = followUp(uniform, 1 / (900 + 200 * data.group[i]));
    data.time[i] = day;
    data.status[i] = event ? 1 : 0;
  }
  return data;
}

/** As `simulateGroups`, the event being of cause 1 or, in two of five, of cause 2. */
export function simulateCompetingRisks(n: number, groups: number, seed: number): GroupedFollowUp {
  const data = simulateGroups(n, groups, seed);
  const uniform = seededUniform(seed + 1);
  for (let i = 0; i < n; ++i) if (data.status[i] === 1 && uniform() < 0.4) data.status[i] = 2;
  return data;
}

/** Follow-up with covariates. */
export interface CovariateFollowUp {
  time: Float64Array;
  status: Uint8Array;
  x: Covariate[];
}

const LOG_HAZARD_RATIOS = [0.3, -0.2, 0.1, 0, 0.05, 0.4, -0.3, 0];

/** Eight covariates: five standard normal ones rounded to four decimals, three of 0 and 1 with a share of 0.4. */
export function simulateCovariates(n: number, seed: number): CovariateFollowUp {
  const uniform = seededUniform(seed);
  const columns = LOG_HAZARD_RATIOS.map(() => new Float64Array(n));
  const [time, status] = [new Float64Array(n), new Uint8Array(n)];
  for (let i = 0; i < n; ++i) {
    let eta = 0;
    columns.forEach((column, j) => {
      column[i] = j < 5 ? Math.round(normal(uniform) * 1e4) / 1e4 : Number(uniform() < 0.4);
      eta += LOG_HAZARD_RATIOS[j] * column[i];
    });
    const {day, event} = followUp(uniform, Math.exp(eta) / 1000);
    time[i] = day;
    status[i] = event ? 1 : 0;
  }
  return {time, status, x: columns.map((values, j) => ({name: `x${j + 1}`, values}))};
}

/** Box and Muller. */
function normal(uniform: () => number): number {
  return Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
