import {z} from "zod";
import {daysPerYear} from "../../../src/charts/format.js";
import {groupingOf} from "../../../src/cohort/catalogue.js";
import type {Estimate, ForestBlock, LinesBlock, ReportBlock} from "../../../src/model/report.js";
import type {Pooled} from "../../../src/stats/poolEstimates.js";
import {poolEstimates} from "../../../src/stats/poolEstimates.js";
import type {Covariate} from "../../../src/stats/coxInput.js";
import {type Transport, transport} from "../../../src/stats/transport.js";
import {integer, number, text} from "../../study/scalars.js";
import {blockCohort, blockFrame} from "../blocks/blockFrame.js";
import {blockBase, type BlockKind} from "../blocks/blockKind.js";
import {heterogeneityTest} from "../blocks/hazards.js";
import type {PatientSet} from "../patientSets.js";
import type {ReportContext} from "../reportContext.js";
import {smoothed} from "./calibrationCurve.js";
import {endpointLabel} from "./endpointWords.js";
import {estimateOf, inPoints} from "./estimates.js";
import {riskVersions, versionsSchema} from "./riskVersions.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("replay"),
  versions: versionsSchema.versions,
  levels: versionsSchema.levels,
  endpoint: versionsSchema.endpoint,
  /** Years at which survival is predicted. */
  years: z.array(number).min(1),
  /** Numeric variables that the predictions use besides the class; who lacks one is left out. */
  covariates: z.array(text).default([]),
  /** Fewest events of a source that is left out in turn, and of the others together. */
  events: integer
});

type Declared = z.output<typeof schema>;
type Row = ForestBlock["rows"][number];

/** A source left out in turn: its patients, and how the model of the others does in it. */
interface Replay {
  readonly source: string;
  readonly version: string;
  readonly set: PatientSet;
  readonly result: Transport;
}

/**
 * A model of risk group and further variables fitted to all sources but one and replayed in that one, for each source in
 * turn: calibration curves, one block for each year (ids ending in it); and in ids ending in `-slope`, `-difference` and
 * `-concordance` the calibration slope, observed less predicted survival, and Harrell's C, with the heterogeneity of the
 * slope between sources.
 */
export const replay: BlockKind<Declared> = {
  kind: "replay",
  schema,
  compute(context, declared): readonly ReportBlock[] {
    const cohort = blockCohort(context, declared);
    const known = context.within(cohort.set, ...declared.covariates.map((column) => `${column}=known`));
    const replays = replaysOf(context, known, declared);
    if (replays === null || replays.length === 0) return [];
    const {endpoint, years} = declared;
    const population = context.count(known, `${endpoint}:followed`, ...declared.versions.map((d) => `${d}=${declared.levels.join("|")}`)); // prettier-ignore
    const words = declared.covariates.map((d) => (context.catalogue.numbers.get(d)?.label ?? d).toLowerCase());
    const methods = [
      `A Cox model of ${["risk group", ...words].join(" and ")} is fitted to all sources but one; its coefficients and baseline survival predict the patients of the source left out, of whom nothing was used. Where several sources are left, one baseline is fitted to them together.`,
      "The calibration slope is the coefficient of the linear predictor in a Cox model of the source left out: 1 if risks differ there as predicted, below 1 if they differ less. Slopes are pooled by inverse variance with random effects (REML); heterogeneity is Cochran’s Q and I²."
    ];
    const frame = (ending: string, title: string, subtitle: string, caption: string) =>
      blockFrame(
        context,
        {...declared, id: `${declared.id}-${ending}`, title: `${declared.title}${title}`},
        cohort,
        {subtitle, caption, notes: ending === String(years[0]) ? [clockNote] : [], methods, page: null},
        population
      );
    const name = endpointLabel(context, endpoint);
    const forest = {kind: "forest" as const, heterogeneity: null, tests: [], fit: null, scale: "linear" as const};
    const row = ({source, version, set}: Replay, effect: Estimate): Row => ({
      label: `in ${source}`,
      heading: version,
      n: context.count(set),
      events: context.count(set, `${endpoint}:event`),
      effect
    });
    const curves = years.map((year, h): LinesBlock => {
      const at = `${year} ${year === 1 ? "year" : "years"}`;
      return {
        ...frame(String(year), `, ${at}`, `${name} at ${at} in the source left out: observed over predicted`, "On the diagonal, prediction and observation agree. Loess of pseudo-observations, band: 95 % limits."), // prettier-ignore
        kind: "lines",
        xLabel: `Predicted survival at ${at}`,
        yLabel: `Observed survival at ${at}`,
        diagonal: true,
        lines: replays.map(({source, version, set, result}) => ({
          label: `${version}, in ${source}`,
          code: null,
          n: context.count(set),
          points: smoothed(result.predicted[h], result.observed[h])
        }))
      };
    });
    const pooled = poolSlopes(replays);
    const slopes: ForestBlock = {
      ...forest,
      ...frame("slope", ": slope", name, "1: risks differ as predicted; below 1: less than predicted."),
      measure: "Calibration slope",
      none: 1,
      rows: [...new Set(replays.map((d) => d.version))].flatMap((version) => {
        const own = replays.filter((d) => d.version === version);
        const all = pooled.get(version) ?? null;
        const random = all?.random;
        return [
          ...own.map((d) => row(d, d.result.slope)),
          ...(random === undefined || all === null
            ? []
            : [{label: `Random effects, I² ${(100 * all.iSquared).toFixed(0)} %`, heading: version, n: null, events: null, effect: estimateOf(random.estimate, random.lower, random.upper), test: heterogeneityTest(all), pooled: true}]) // prettier-ignore
        ];
      })
    };
    const differences: ForestBlock = {
      ...forest,
      ...frame("difference", ": observed less predicted", name, "Kaplan–Meier estimate in the source left out less the mean prediction; above 0: patients live longer than predicted. Limits are those of the estimate (log–log); the prediction counts as fixed."), // prettier-ignore
      measure: "Difference in survival, percentage points",
      none: 0,
      rows: years.flatMap(
        (year, h) =>
        replays.map((d) => ({...row(d, inPoints(d.result.difference[h])), heading: `${d.version}, ${year} ${year === 1 ? "year" : "years"}`})) // prettier-ignore
      )
    };
    const concordances: ForestBlock = {
      ...forest,
      ...frame("concordance", ": Harrell’s C", name, "0.5 is a coin toss, 1 a perfect ranking; limits by the infinitesimal jackknife. No correction for optimism is needed, since nothing was fitted in the source."), // prettier-ignore
      measure: "Concordance",
      none: 0.5,
      rows: replays.map((d) => row(d, d.result.concordance))
    };
    return [...curves, differences, slopes, concordances];
  }
};

const clockNote =
  "Sources differ in when time begins, in era, eligibility and care. A difference between prediction and observation is not one of the classification alone.";

/** Null where there is one source, or the release has not all versions. */
function replaysOf(context: ReportContext, known: PatientSet, declared: Declared): Replay[] | null {
  const all = riskVersions(context, known, {...declared});
  if (all?.strata === undefined) return null;
  const {follow, strata, versions} = all;
  const ids = groupingOf(context.catalogue, "source_id").levels.map(({code}) => code);
  const further = declared.covariates.map((name): Covariate => {
    const values = context.rows.number(name);
    return {name, values: Float64Array.from(follow.row, (i) => values[i])};
  });
  const total = follow.status.reduce((sum, d) => sum + Number(d === 1), 0);
  return versions.flatMap(({label, columns}) =>
    [...new Set(strata)]
      .sort((a, b) => a - b)
      .flatMap((code): Replay[] => {
        const inside = Uint8Array.from(strata, (d) => Number(d === code));
        const own = follow.status.reduce((sum, d, i) => sum + Number(d === 1 && inside[i] === 1), 0);
        if (own < declared.events || total - own < declared.events) return [];
        const {time, status} = follow;
        const result = transport(
          {time, status, x: [...columns, ...further], inside},
          declared.years.map((year) => year * daysPerYear)
        );
        const set = context.within(follow.set, `source_id=${ids[code]}`);
        return result === null ? [] : [{source: ids[code], version: label, set, result}];
      })
  );
}

function poolSlopes(replays: readonly Replay[]): Map<string, Pooled> {
  const pooled = new Map<string, Pooled>();
  for (const version of new Set(replays.map((d) => d.version))) {
    const own = replays.filter((d) => d.version === version && d.result.slopeError !== null);
    if (own.length < 2) continue;
    const made = poolEstimates(
      own.map(({result}) => result.slope.estimate!),
      own.map(({result}) => result.slopeError!)
    );
    if (made !== null) pooled.set(version, made);
  }
  return pooled;
}
