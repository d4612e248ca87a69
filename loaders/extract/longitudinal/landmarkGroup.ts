import type {EstimateAt, EstimateSteps, LandmarkGroup, MrdGroupCode} from "../../../src/model/siteLongitudinal.js";
import {
  cumulativeIncidence,
  type GroupIncidence,
  incidenceAt,
  type IncidenceCurve
} from "../../../src/stats/cumulativeIncidence.js";
import {kaplanMeier} from "../../../src/stats/kaplanMeier.js";
import {survivalAt} from "../../../src/stats/survivalAt.js";
import {medianSurvival} from "../../../src/stats/survivalQuantiles.js";
import type {LandmarkPatient} from "./landmarkPatients.js";

/** Status of a relapse and of a death without relapse. */
export const relapseCause = 1;
export const deathCause = 2;

const daysPerYear = 365.25;
/** Years after the landmark at which curves are read off. */
const horizons = [1, 2, 4];

/** Incidence and survival of one group from the landmark. */
export function landmarkGroup(code: MrdGroupCode, patients: readonly LandmarkPatient[]): LandmarkGroup {
  const [curves] = cumulativeIncidence(
    {time: patients.map(({time}) => time), status: patients.map(({status}) => status)},
    {confType: "log-log"}
  );
  const known = patients.flatMap(({overall}) => overall ?? []);
  const survival = kaplanMeier(
    {time: known.map(({time}) => time), status: known.map(({status}) => status)},
    {confType: "log-log"}
  );
  const median = medianSurvival(survival);
  const last = survival.time.at(-1) ?? 0;
  const points = survivalAt(
    survival,
    horizons.map((years) => years * daysPerYear)
  );
  const count = (cause: number) => patients.filter(({status}) => status === cause).length;
  const [relapse, death] = [relapseCause, deathCause].map((cause) => causeOf(curves, cause));
  return {
    code,
    n: patients.length,
    relapses: count(relapseCause),
    deathsWithoutRelapse: count(deathCause),
    incidence: {
      time: [...curves.time],
      atRisk: [...curves.atRisk],
      censored: [...curves.censored],
      relapses: [...relapse.events],
      deaths: [...death.events],
      relapse: stepsOf(relapse.estimate, relapse),
      death: stepsOf(death.estimate, death),
      relapseAt: incidenceRead(curves, relapse),
      deathAt: incidenceRead(curves, death)
    },
    survival: {
      n: survival.n,
      events: survival.events,
      time: [...survival.time],
      atRisk: [...survival.atRisk],
      event: [...survival.event],
      censored: [...survival.censored],
      curve: stepsOf(survival.survival, survival),
      median: {time: median.time, lower: median.lower, upper: median.upper},
      at: points.map(({time, survival: estimate, lower, upper}) =>
        time > last ? nothingAt(time) : {days: time, estimate, lower, upper}
      )
    }
  };
}

/** The curve of a cause; flat at 0 where nobody of the group had it. */
function causeOf({causes, time}: GroupIncidence, cause: number): IncidenceCurve {
  const zeros = () => new Float64Array(time.length);
  const unknown = () => zeros().fill(NaN);
  return (
    causes.find((curve) => curve.cause === cause) ?? {
      cause,
      events: zeros(),
      estimate: zeros(),
      variance: zeros(),
      lower: unknown(),
      upper: unknown()
    }
  );
}

function stepsOf(estimate: Float64Array, {lower, upper}: {lower: Float64Array; upper: Float64Array}): EstimateSteps {
  return {estimate: [...estimate], lower: Array.from(lower, finite), upper: Array.from(upper, finite)};
}

function incidenceRead(curves: GroupIncidence, curve: IncidenceCurve): EstimateAt[] {
  const times = horizons.map((years) => years * daysPerYear);
  return incidenceAt(curves, curve, times).map((point, i) =>
    point === null
      ? nothingAt(times[i])
      : {days: times[i], estimate: point.estimate, lower: finite(point.lower), upper: finite(point.upper)}
  );
}

function nothingAt(days: number): EstimateAt {
  return {days, estimate: null, lower: null, upper: null};
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
