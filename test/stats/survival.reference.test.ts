import {describe, expect, it} from "vitest";
import {kaplanMeierByGroup, kaplanMeierFromCounts} from "../../src/stats/kaplanMeier.js";
import {restrictedMean} from "../../src/stats/restrictedMean.js";
import {reverseKaplanMeier} from "../../src/stats/reverseKaplanMeier.js";
import {survivalAt} from "../../src/stats/survivalAt.js";
import type {ConfidenceType} from "../../src/stats/survivalCurve.js";
import {medianSurvival, survivalQuantiles} from "../../src/stats/survivalQuantiles.js";
import {Agreement} from "./agreement.js";
import {codes, type Column, levelsOf, numbers, readReference} from "./referenceCases.js";

type Limits = Record<ConfidenceType, {lower: (number | null)[]; upper: (number | null)[]}>;

interface Stratum {
  name: string;
  n: number;
  events: number;
  curve: Record<
    "time" | "n_risk" | "n_event" | "n_censor" | "surv" | "std_err_log" | "std_err_surv" | "cumhaz" | "std_chaz",
    (number | string | null)[]
  >;
  ci: Limits;
  quantiles: Record<
    ConfidenceType,
    {p: number[]; q: (number | null)[]; lower: (number | null)[]; upper: (number | null)[]}
  >;
  summary_at: {
    times: number[];
    n_risk: number[];
    n_event: number[];
    n_censor: number[];
    surv: number[];
    std_err: (number | null)[];
    ci: Limits;
  };
  rmean: {tau: number; rmean: number; se: number}[];
  reverse_km_median_followup: {median: number | null; lower: number | null; upper: number | null};
}

interface Case {
  id: string;
  input: {time: Column; status: Column; entry?: Column; group?: Column};
  factor_levels?: {group?: string[]};
  expected: {conf_int: number; na_removed: number; strata: Stratum[]};
}

const {cases} = readReference("statistics", "kaplan-meier.json") as {cases: Case[]};
const types: ConfidenceType[] = ["plain", "log", "log-log"];

/** Complete rows of a case, grouped; R drops rows with anything missing. */
function complete({input, factor_levels}: Case) {
  const names = factor_levels?.group ?? (input.group ? levelsOf(input.group) : ["all"]);
  const columns = {
    time: numbers(input.time),
    status: numbers(input.status),
    entry: input.entry && numbers(input.entry),
    group: input.group ? codes(input.group, names) : new Float64Array(input.time.length)
  };
  const rows = Array.from(columns.time, (_, i) => i).filter((i) =>
    Object.values(columns).every((column) => column === undefined || !Number.isNaN(column[i]))
  );
  const pick = (column: Float64Array) => Float64Array.from(rows, (i) => column[i]);
  return {
    names,
    removed: columns.time.length - rows.length,
    data: {
      time: pick(columns.time),
      status: pick(columns.status),
      group: pick(columns.group),
      ...(columns.entry && {entry: pick(columns.entry)})
    }
  };
}

/** JSON writes Infinity as a string. */
const infinite = (values: (number | string | null)[]) => values.map((d) => (d === "Infinity" ? Infinity : d));

describe("survival curves against R survfit", () => {
  it("agree in every case and field: curve, limits, quantiles, values at times, restricted means, follow-up", () => {
    const agreement = new Agreement("kaplan-meier");
    for (const reference of cases) {
      const {id, expected} = reference;
      const {names, data, removed} = complete(reference);
      agreement.compare(id, "na_removed", removed, expected.na_removed);
      for (const confType of types) {
        const curves = kaplanMeierByGroup(data, {confType, confLevel: expected.conf_int}, names.length);
        for (const stratum of expected.strata) {
          const g = names.indexOf(stratum.name);
          const curve = curves[g];
          const compare = (field: string, actual: unknown, value: unknown) =>
            agreement.compare(id, `${stratum.name} ${confType} ${field}`, actual, value);
          compare("n", curve.n, stratum.n);
          compare("events", curve.events, stratum.events);
          compare("time", curve.time, stratum.curve.time);
          compare("n_risk", curve.atRisk, stratum.curve.n_risk);
          compare("n_event", curve.event, stratum.curve.n_event);
          compare("n_censor", curve.censored, stratum.curve.n_censor);
          compare("surv", curve.survival, stratum.curve.surv);
          compare("std_err_log", curve.stdErrLog, infinite(stratum.curve.std_err_log));
          compare("std_err_surv", curve.stdErr, stratum.curve.std_err_surv);
          compare("cumhaz", curve.cumulativeHazard, stratum.curve.cumhaz);
          compare("std_chaz", curve.stdErrCumulativeHazard, stratum.curve.std_chaz);
          compare("lower", curve.lower, stratum.ci[confType].lower);
          compare("upper", curve.upper, stratum.ci[confType].upper);
          const {p, q, lower, upper} = stratum.quantiles[confType];
          const quantiles = survivalQuantiles(curve, p);
          compare(
            "quantile",
            quantiles.map((d) => d.time),
            q
          );
          compare(
            "quantile lower",
            quantiles.map((d) => d.lower),
            lower
          );
          compare(
            "quantile upper",
            quantiles.map((d) => d.upper),
            upper
          );
          const at = stratum.summary_at;
          const points = survivalAt(curve, at.times);
          compare(
            "at n_risk",
            points.map((d) => d.atRisk),
            at.n_risk
          );
          compare(
            "at n_event",
            points.map((d) => d.events),
            at.n_event
          );
          compare(
            "at n_censor",
            points.map((d) => d.censored),
            at.n_censor
          );
          compare(
            "at surv",
            points.map((d) => d.survival),
            at.surv
          );
          compare(
            "at std_err",
            points.map((d) => d.stdErr),
            at.std_err
          );
          compare(
            "at lower",
            points.map((d) => d.lower),
            at.ci[confType].lower
          );
          compare(
            "at upper",
            points.map((d) => d.upper),
            at.ci[confType].upper
          );
          for (const {tau, rmean, se} of stratum.rmean) {
            const mean = restrictedMean(curve, tau);
            compare(`rmean ${tau}`, [mean.mean, mean.stdErr], [rmean, se]);
          }
          if (confType === "log" && data.entry === undefined) {
            const rows = Array.from(data.group, (_, i) => i).filter((i) => data.group[i] === g);
            const follow = medianSurvival(
              reverseKaplanMeier(
                {time: rows.map((i) => data.time[i]), status: rows.map((i) => data.status[i])},
                {confLevel: expected.conf_int}
              )
            );
            const {median, lower: low, upper: high} = stratum.reverse_km_median_followup;
            compare("follow-up", [follow.time, follow.lower, follow.upper], [median, low, high]);
          }
        }
      }
    }
    agreement.settle(18);
  });

  it("are the same from counts by day as from patients", () => {
    for (const reference of cases.filter((d) => d.input.entry === undefined && d.id !== "edge_timefix")) {
      const {data, names} = complete(reference);
      for (const curve of kaplanMeierByGroup(data, {}, names.length)) {
        const fromCounts = kaplanMeierFromCounts({time: curve.time, events: curve.event, censored: curve.censored});
        expect(fromCounts).toEqual(curve);
      }
    }
  });
});
