import type {TrialArm, TrialCurve, TrialEndpoint, TrialEstimate} from "../../../src/model/siteTrial.js";
import {kaplanMeierByGroup} from "../../../src/stats/kaplanMeier.js";
import {reverseKaplanMeier} from "../../../src/stats/reverseKaplanMeier.js";
import {survivalAt} from "../../../src/stats/survivalAt.js";
import type {SurvivalCurve} from "../../../src/stats/survivalCurve.js";
import {medianSurvival} from "../../../src/stats/survivalQuantiles.js";
import {daysPerYear} from "./trialTime.js";
import type {TrialCohort} from "./trialCohort.js";
import {trialContrast} from "./trialContrast.js";
import {trialTimes} from "./trialTimes.js";

/** Years at which survival is read off. */
export const years = [1, 3, 4, 5] as const;

/** A survival endpoint as it was rebuilt from events. */
export interface EndpointChoice {
  readonly endpoint: string;
  readonly definition: string;
  readonly landmarkDay: number | null;
  /** Where the disease pack declares it. */
  readonly label?: string;
  readonly words?: string;
}

/** Curves by arm (Kaplan–Meier, limits on the log–log scale), medians, survival at whole years, and the contrast of two arms. */
export function trialEndpoint(cohort: TrialCohort, choice: EndpointChoice): TrialEndpoint {
  const {endpoint, definition} = choice;
  const times = trialTimes(cohort, endpoint, definition);
  const curves = kaplanMeierByGroup({...times, group: times.arm}, {confType: "log-log"}, cohort.arms.length);
  return {
    ...choice,
    years,
    arms: curves.map((curve, a) => armOf(curve, followup(times, a))),
    missing: times.missing,
    contrast: cohort.arms.length === 2 ? trialContrast(times, curves) : null
  };
}

function armOf(curve: SurvivalCurve, followupDays: number | null): TrialArm {
  const last = curve.time.at(-1) ?? 0;
  const {time, lower, upper} = medianSurvival(curve);
  const points = survivalAt(
    curve,
    years.map((year) => year * daysPerYear)
  );
  return {
    curve: plainCurve(curve),
    median: {estimate: time, lower, upper},
    at: points.map((d): TrialEstimate | null =>
      d.time <= last ? {estimate: d.survival, lower: d.lower, upper: d.upper} : null
    ),
    followup: followupDays
  };
}

function followup({time, status, arm}: ReturnType<typeof trialTimes>, wanted: number): number | null {
  const own = [...arm.keys()].filter((i) => arm[i] === wanted);
  return medianSurvival(reverseKaplanMeier({time: own.map((i) => time[i]), status: own.map((i) => status[i])})).time;
}

/** A curve as JSON can hold it. */
function plainCurve(curve: SurvivalCurve): TrialCurve {
  const limits = (values: Float64Array) => Array.from(values, (d) => (Number.isNaN(d) ? null : d));
  const {n, events, time, atRisk, event, censored, survival, lower, upper} = curve;
  return {
    n,
    events,
    time: [...time],
    atRisk: [...atRisk],
    event: [...event],
    censored: [...censored],
    survival: [...survival],
    lower: limits(lower),
    upper: limits(upper)
  };
}
