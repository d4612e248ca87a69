import type {LinesBlock} from "../../../src/model/report.js";
import {coxContrast, coxWaldTest} from "../../../src/stats/coxContrast.js";
import {coxFit} from "../../../src/stats/coxFit.js";
import {splineBasis, splineColumns, splineKnots} from "../../../src/stats/cubicSpline.js";
import {quantiles} from "../../../src/stats/quantile.js";
import {blockFrame} from "../blocks/blockFrame.js";
import type {BlockDeclaration} from "../blocks/blockKind.js";
import {definedSet} from "../blocks/definedSet.js";
import type {PatientSet} from "../patientSets.js";
import type {ReportCohort, ReportContext} from "../reportContext.js";
import {adjustmentColumns, adjustmentWords, type Adjustment} from "./adjustment.js";
import {endpointLabel} from "./endpointWords.js";
import {estimateOf} from "./estimates.js";
import {followUp, maskOf, sourceStrata} from "./followUp.js";

/** Points at which the curve is drawn, between the 5th and the 95th percentile. */
const pointsDrawn = 25;

/** Patients with events per coefficient, at least. */
const eventsPerParameter = 10;

/** A number measured in some patients, whose association with the hazard is drawn as a curve. */
export interface Dose {
  /** NaN where not measured; one element for each patient of the release. */
  readonly values: Float64Array;
  /** In a sentence, without article: "allelic ratio". */
  readonly name: string;
  /** Of the x axis, with the unit. */
  readonly axis: string;
  /** Of the line. */
  readonly label: string;
  /** A value in words. */
  readonly format: (value: number) => string;
  readonly caption: string;
  readonly notes?: readonly string[];
  /** Ends the methods sentence: "each method by itself"; empty if there is nothing to say. */
  readonly apart: string;
}

/**
 * Hazard over a number as a restricted cubic spline (knots at the 10th, 50th and 90th percentile) against its median, in
 * those of a set in whom it was measured: Cox model with ties after Efron, stratified by source where several have it.
 * Null where the values do not give three knots or there are fewer than ten events for each coefficient.
 *
 * @param base patients followed for the endpoint in whom every term of `adjust` is known
 */
export function splineDose(
  context: ReportContext,
  declared: BlockDeclaration & {readonly endpoint: string},
  cohort: ReportCohort,
  base: PatientSet,
  adjust: Adjustment,
  dose: Dose
): LinesBlock | null {
  const measured = [...dose.values.keys()].filter((i) => !Number.isNaN(dose.values[i]));
  if (measured.length === 0) return null;
  const used = context.within(base, definedSet(context, maskOf(context, measured)));
  const {row, time, status} = followUp(context, used, declared.endpoint);
  const values = Float64Array.from(row, (i) => dose.values[i]);
  const knots = splineKnots(values, 3);
  const events = status.reduce((sum, d) => sum + Number(d === 1), 0);
  const others = adjustmentColumns(context, adjust, row);
  if (knots.length === 0 || events < eventsPerParameter * (2 + others.length)) return null;
  const columns = splineColumns("dose", values, knots);
  const strata = sourceStrata(context, row);
  const fit = coxFit({time, status, x: [...columns, ...others], ...(strata && {strata})});
  const [from, median, to] = quantiles(values, [0.05, 0.5, 0.95]).map(Number);
  const centre = splineBasis(median, knots);
  const points = Array.from({length: pointsDrawn}, (_, k) => {
    const x = from + ((to - from) * k) / (pointsDrawn - 1);
    const weights = [...splineBasis(x, knots).map((d, j) => d - centre[j]), ...others.map(() => 0)];
    const contrast = coxContrast(fit, weights);
    return {x, ...estimateOf(contrast?.hazardRatio, contrast?.lower, contrast?.upper)};
  });
  const [overall, curved] = [columns, columns.slice(1)].map((d) => coxWaldTest(fit, d.map(({name}) => name))); // prettier-ignore
  const adjusted = adjust.length > 0 ? `, adjusted for ${adjustmentWords(context, adjust)}` : "";
  const frame = blockFrame(
    context,
    declared,
    cohort,
    {
      subtitle: `${endpointLabel(context, declared.endpoint)}: hazard ratio against the median ${dose.name} of ${dose.format(median)}`,
      caption: dose.caption,
      notes: dose.notes,
      methods: [
        `The ${dose.name} enters a Cox model as a restricted cubic spline with knots at the 10th, 50th and 90th percentile (${knots.map(dose.format).join(", ")})${adjusted}${strata ? ", stratified by source" : ""}${dose.apart === "" ? "" : `; ${dose.apart}`}.`,
        ...(overall?.p != null && curved?.p != null
          ? [`Wald test of the ${dose.name}: χ² = ${overall.chisq.toFixed(1)}, 2 df, p = ${overall.p.toPrecision(2)}; of its curvature: p = ${curved.p.toPrecision(2)}.`] // prettier-ignore
          : [])
      ],
      page: null
    },
    context.count(used)
  );
  return {
    ...frame,
    kind: "lines",
    xLabel: dose.axis,
    yLabel: "Hazard ratio",
    diagonal: false,
    lines: [{label: dose.label, code: null, n: context.count(used), points}]
  };
}
