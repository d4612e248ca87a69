import {z} from "zod";
import {daysPerYear} from "../../../src/charts/format.js";
import type {LinesBlock} from "../../../src/model/report.js";
import {baselineHazard} from "../../../src/stats/coxBaseline.js";
import {coxFit} from "../../../src/stats/coxFit.js";
import type {Covariate} from "../../../src/stats/coxInput.js";
import {pseudoObservations} from "../../../src/stats/pseudoObservations.js";
import {Random} from "../../simulate/random.js";
import {integer, number, text} from "../../study/scalars.js";
import {blockCohort, blockFrame} from "../blocks/blockFrame.js";
import {blockBase, type BlockKind} from "../blocks/blockKind.js";
import {smoothed} from "./calibrationCurve.js";
import {endpointLabel} from "./endpointWords.js";
import {chosen, type FollowUp} from "./followUp.js";
import {riskVersions, versionsSchema} from "./riskVersions.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("calibration"),
  ...versionsSchema,
  years: z.array(number).min(1),
  folds: integer,
  /** Numeric variables that the predictions use besides the class; who lacks one is left out. */
  covariates: z.array(text).default([])
});

type Declared = z.output<typeof schema>;

/**
 * Calibration of survival as a Cox model of risk group and further variables predicts it: every patient is predicted by
 * a model fitted without their tenth of the patients, and pseudo-observations of survival are smoothed over the
 * predictions. One block for each year, ids ending in the year.
 */
export const calibration: BlockKind<Declared> = {
  kind: "calibration",
  schema,
  compute(context, declared) {
    const cohort = blockCohort(context, declared);
    const known = context.within(cohort.set, ...declared.covariates.map((column) => `${column}=known`));
    const all = riskVersions(context, known, declared);
    if (all === null || all.follow.row.length < 10 * declared.folds) return [];
    const further = declared.covariates.map((name): Covariate => {
      const values = context.rows.number(name);
      return {name, values: Float64Array.from(all.follow.row, (i) => values[i])};
    });
    const fold = foldsOf(all.follow.row.length, declared);
    const horizons = declared.years.map((year) => year * daysPerYear);
    const predicted = all.versions.map(({columns}) =>
      crossValidated(all.follow, [...columns, ...further], all.strata, fold, horizons)
    );
    const words = declared.covariates
      .map((column) => context.catalogue.numbers.get(column)?.label ?? column)
      .join(", ");
    return declared.years.map((year, h): LinesBlock => {
      const observed = pseudoBySource(all.follow, all.strata, horizons[h]);
      const label = `${year} ${year === 1 ? "year" : "years"}`;
      return {
        ...blockFrame(
          context,
          {...declared, id: `${declared.id}-${year}`, title: `${declared.title}, ${label}`},
          cohort,
          {
            subtitle: `${endpointLabel(context, declared.endpoint)} at ${label}: observed over predicted`,
            caption: `On the diagonal, prediction and observation agree. Loess of pseudo-observations, band: 95 % limits.`,
            methods: [
              `Predictions come from Cox models of risk group${words === "" ? "" : ` and ${words.toLowerCase()}`}${all.strata ? ", stratified by source" : ""}, each patient predicted by a model fitted without their own part (cross-validation in ${declared.folds} random parts).`,
              "Observed survival is the local linear regression (span 0.75) of jackknife pseudo-observations on the predictions."
            ],
            page: null
          },
          context.count(all.follow.set)
        ),
        kind: "lines",
        xLabel: `Predicted survival at ${label}`,
        yLabel: `Observed survival at ${label}`,
        diagonal: true,
        lines: all.versions.map((version, m) => ({
          label: version.label,
          code: version.column,
          n: context.count(all.follow.set),
          points: smoothed(predicted[m][h], observed)
        }))
      };
    });
  }
};

/** A random part for each patient, all of one size but for the rest. */
function foldsOf(n: number, {seed, id, folds}: Declared): Uint8Array {
  const random = new Random(seed, id);
  const part = Uint8Array.from({length: n}, (_, i) => i % folds);
  for (let i = n - 1; i > 0; --i) {
    const j = random.integer(0, i);
    [part[i], part[j]] = [part[j], part[i]];
  }
  return part;
}

/** For each horizon the survival predicted for each patient; NaN where a stratum has no baseline in the other parts. */
function crossValidated(
  {time, status}: FollowUp,
  x: readonly Covariate[],
  strata: Float64Array | undefined,
  fold: Uint8Array,
  horizons: readonly number[]
): Float64Array[] {
  const predicted = horizons.map(() => new Float64Array(time.length).fill(NaN));
  for (const part of new Set(fold)) {
    const train = [...fold.keys()].filter((i) => fold[i] !== part);
    const pick = (values: ArrayLike<number>) => Float64Array.from(train, (i) => values[i]);
    const fit = coxFit({
      time: pick(time),
      status: pick(status),
      x: x.map((d) => ({...d, values: pick(d.values)})),
      ...(strata && {strata: pick(strata)})
    });
    if (fit.coefficients.some((d) => d.status === "infinite" || d.status === "not-converged")) continue;
    const baselines = new Map(baselineHazard(fit).map((d) => [d.stratum, d]));
    horizons.forEach((horizon, h) => {
      for (let i = 0; i < time.length; ++i) {
        const baseline = fold[i] === part ? baselines.get(strata ? strata[i] : 0) : undefined;
        if (baseline === undefined) continue;
        const last = baseline.time.findLastIndex((t) => t <= horizon);
        const hazard = last < 0 ? 0 : baseline.hazard[last];
        predicted[h][i] = Math.exp(
          -hazard * Math.exp(x.reduce((sum, {values}, j) => sum + fit.beta[j] * values[i], 0))
        );
      }
    });
  }
  return predicted;
}

/** Pseudo-observations within each source. */
function pseudoBySource(all: FollowUp, strata: Float64Array | undefined, horizon: number): Float64Array {
  const observed = new Float64Array(all.row.length);
  for (const source of strata ? new Set(strata) : [0]) {
    const own = [...all.row.keys()].filter((k) => !strata || strata[k] === source);
    const {time, status} = chosen(all, (k) => !strata || strata[k] === source);
    pseudoObservations({time, status}, horizon).forEach((value, j) => (observed[own[j]] = value));
  }
  return observed;
}
