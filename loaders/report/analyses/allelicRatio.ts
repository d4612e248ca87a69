import {z} from "zod";
import type {LinesBlock} from "../../../src/model/report.js";
import {labelOf, vocabularies} from "../../../src/model/vocabulary.js";
import {coxContrast, coxWaldTest} from "../../../src/stats/coxContrast.js";
import {coxFit} from "../../../src/stats/coxFit.js";
import {splineBasis, splineColumns, splineKnots} from "../../../src/stats/cubicSpline.js";
import {quantiles} from "../../../src/stats/quantile.js";
import {columnOf} from "../../release/columnOf.js";
import {text} from "../../study/scalars.js";
import {blockCohort, blockFrame} from "../blocks/blockFrame.js";
import {blockBase, type BlockKind} from "../blocks/blockKind.js";
import {definedSet} from "../blocks/definedSet.js";
import {adjustmentClauses, adjustmentColumns, adjustmentSchema, adjustmentWords, knownTerms} from "./adjustment.js";
import {cohortPatientRows} from "./cohortPatients.js";
import {endpointLabel} from "./endpointWords.js";
import {estimateOf} from "./estimates.js";
import {followUp, maskOf, sourceStrata} from "./followUp.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("allelic-ratio"),
  endpoint: text,
  adjust: adjustmentSchema
});

/** Points at which the curve is drawn, between the 5th and the 95th percentile. */
const pointsDrawn = 25;

/** Patients with events per coefficient, at least. */
const eventsPerParameter = 10;

/**
 * Hazard over the FLT3-ITD allelic ratio as a restricted cubic spline (knots at the 10th, 50th and 90th percentile), of
 * those with an ITD, against the median: one block for each method by which it was measured, ids ending in the method;
 * ratios by different methods are never pooled.
 */
export const allelicRatio: BlockKind<z.output<typeof schema>> = {
  kind: "allelic-ratio",
  schema,
  compute(context, declared) {
    const cohort = blockCohort(context, declared);
    const {endpoint} = declared;
    const {catalogue} = context;
    if (!catalogue.alterations.has("FLT3-ITD") || !catalogue.endpoints.has(endpoint)) return [];
    const patients = context.release.table("patients");
    if (patients.getChild("flt3_itd_allelic_ratio") === null) return [];
    const rows = cohortPatientRows(context);
    const ratio = columnOf(patients, "flt3_itd_allelic_ratio");
    const methodCells = columnOf(patients, "flt3_itd_ar_method");
    const adjust = knownTerms(context, declared.adjust);
    const base = context.within(cohort.set, "FLT3-ITD=mutated", `${endpoint}:followed`, ...adjustmentClauses(adjust));
    const methods = vocabularies.itdRatioMethod.map(({code}) => code);
    return methods.flatMap((method): LinesBlock[] => {
      const measured = [...rows.keys()].filter((i) => methodCells[rows[i]] === method && typeof ratio[rows[i]] === "number"); // prettier-ignore
      if (measured.length === 0) return [];
      const used = context.within(base, definedSet(context, maskOf(context, measured)));
      const {row, time, status} = followUp(context, used, endpoint);
      const values = Float64Array.from(row, (i) => Number(ratio[rows[i]]));
      const knots = splineKnots(values, 3);
      const events = status.reduce((sum, d) => sum + Number(d === 1), 0);
      const others = adjustmentColumns(context, adjust, row);
      if (knots.length === 0 || events < eventsPerParameter * (2 + others.length)) return [];
      const columns = splineColumns("ratio", values, knots);
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
      const label = labelOf("itdRatioMethod", method);
      return [
        {
          ...blockFrame(
            context,
            {...declared, id: `${declared.id}-${method.toLowerCase().replaceAll(/[^a-z0-9]+/gu, "-")}`, title: `${declared.title}: ${label}`}, // prettier-ignore
            cohort,
            {
              subtitle: `${endpointLabel(context, endpoint)}: hazard ratio against the median ratio of ${median.toFixed(2)}`,
              caption: "Patients with an FLT3-ITD whose ratio was measured by this method; band: 95 % limits.",
              methods: [
                `The allelic ratio enters a Cox model as a restricted cubic spline with knots at the 10th, 50th and 90th percentile (${knots.map((d) => d.toFixed(2)).join(", ")})${adjust.length > 0 ? `, adjusted for ${adjustmentWords(context, adjust)}` : ""}${strata ? ", stratified by source" : ""}; each method by itself.`,
                ...(overall?.p != null && curved?.p != null
                  ? [`Wald test of the ratio: χ² = ${overall.chisq.toFixed(1)}, 2 df, p = ${overall.p.toPrecision(2)}; of its curvature: p = ${curved.p.toPrecision(2)}.`] // prettier-ignore
                  : [])
              ],
              page: null
            },
            context.count(used)
          ),
          kind: "lines",
          xLabel: "FLT3-ITD allelic ratio",
          yLabel: "Hazard ratio",
          diagonal: false,
          lines: [{label, code: null, n: context.count(used), points}]
        }
      ];
    });
  }
};
