import {z} from "zod";
import {daysPerYear} from "../../../src/charts/format.js";
import {groupingOf} from "../../../src/cohort/catalogue.js";
import type {ForestBlock} from "../../../src/model/report.js";
import {discrimination as measure, type StratifiedDiscrimination} from "../../../src/stats/discrimination.js";
import {Random} from "../../simulate/random.js";
import {integer, number} from "../../study/scalars.js";
import {blockCohort, blockFrame} from "../blocks/blockFrame.js";
import {blockBase, type BlockKind} from "../blocks/blockKind.js";
import {modelFit} from "./counts.js";
import {estimateOf} from "./estimates.js";
import {endpointLabel} from "./endpointWords.js";
import {type RiskVersions, riskVersions, versionsSchema} from "./riskVersions.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("discrimination"),
  ...versionsSchema,
  /** Horizon of Uno's C, in years. */
  horizon: number,
  /** Years of the areas under the ROC curve. */
  years: z.array(number).min(1),
  replicates: integer
});

type Declared = z.output<typeof schema>;
type Row = ForestBlock["rows"][number];

/**
 * How well versions of a risk classification tell apart who dies earlier: Harrell's and Uno's C and time-dependent areas
 * under the ROC curve, corrected for optimism by the bootstrap; and, in a second block whose id ends in `-difference`, the
 * differences on paired samples. Of several sources each is measured alone and all together, patients being compared
 * within their source.
 */
export const discrimination: BlockKind<Declared> = {
  kind: "discrimination",
  schema,
  compute(context, declared) {
    const cohort = blockCohort(context, declared);
    const all = riskVersions(context, cohort.set, declared);
    if (all === null) return [];
    const measured = measuresOf(all, declared);
    if (measured === null) return [];
    // Strata are sources in the order of the catalogue.
    const ids = groupingOf(context.catalogue, "source_id").levels.map(({code}) => code);
    const parts = [
      ...measured.strata.map((code, s) => ({
        name: ids[code],
        set: context.within(all.follow.set, `source_id=${ids[code]}`),
        result: measured.within[s]
      })),
      {name: "All sources", set: all.follow.set, result: measured}
    ];
    const labels = [
      "Harrell’s C",
      `Uno’s C, ${declared.horizon} years`,
      ...declared.years.map((year) => `AUC, ${year} ${year === 1 ? "year" : "years"}`)
    ];
    const {replicates} = declared;
    const methods = [
      `Discrimination is that of Cox models with the risk groups as a factor, fitted anew in each of ${replicates} bootstrap samples; estimates are corrected for optimism (Harrell), with percentile limits moved by it.`,
      `Uno’s C counts events of the first ${declared.horizon} years, pairs weighted by the inverse squared probability of not being censored; areas under the ROC curve are cumulative/dynamic, weighted likewise.`,
      ...(parts.length > 1
        ? ["Models are fitted to all sources, stratified by source; patients are compared within their source."]
        : [])
    ];
    const several = parts.length > 1;
    const fit = modelFit(context, {
      population: context.within(cohort.set, `${declared.endpoint}:followed`),
      used: all.follow.set,
      event: `${declared.endpoint}:event`,
      parameters: declared.levels.length - 1
    });
    const row = (k: number, label: string, {name, set}: (typeof parts)[number], effect: Row["effect"]): Row => ({
      label: several ? `${label}, ${name}` : label,
      heading: labels[k],
      n: context.count(set),
      events: context.count(set, `${declared.endpoint}:event`),
      effect,
      ...(several && set === all.follow.set && {pooled: true})
    });
    const rowsOf = (make: (part: (typeof parts)[number], k: number) => Row[]) =>
      labels.flatMap((_, k) => parts.flatMap((part) => make(part, k)));
    const base = {kind: "forest" as const, heterogeneity: null, tests: [], fit, scale: "linear" as const};
    const frame = (id: string, title: string, caption: string) =>
      blockFrame(
        context,
        {...declared, id, title},
        cohort,
        {subtitle: endpointLabel(context, declared.endpoint), caption, methods, page: null},
        context.count(all.follow.set)
      );
    const measures: ForestBlock = {
      ...base,
      ...frame(declared.id, declared.title, "0.5 is a coin toss, 1 a perfect ranking; 95 % bootstrap limits."),
      measure: "Concordance",
      none: 0.5,
      rows: rowsOf((part, k) =>
        all.versions.map(({label}, m) => {
          const {estimate, lower, upper} = part.result.models[m][k];
          return row(k, label, part, estimateOf(estimate, lower, upper));
        })
      )
    };
    if (all.versions.length < 2) return [measures];
    const [first, ...others] = all.versions;
    const differences: ForestBlock = {
      ...base,
      ...frame(
        `${declared.id}-difference`,
        `${declared.title}: difference`,
        `Above 0: better than ${first.label}. Differences in the same bootstrap samples, 95 % percentile limits.`
      ),
      measure: "Difference in concordance",
      none: 0,
      rows: rowsOf((part, k) =>
        others.map(({label}, m) => {
          const {estimate, lower, upper} = part.result.differences[m][k];
          return row(k, `${label} − ${first.label}`, part, estimateOf(estimate, lower, upper));
        })
      )
    };
    return [measures, differences];
  }
};

function measuresOf({follow, versions, strata}: RiskVersions, declared: Declared): StratifiedDiscrimination | null {
  if (!follow.status.includes(1)) return null;
  const random = new Random(declared.seed, declared.id);
  return measure(
    {
      time: follow.time,
      status: follow.status,
      models: versions.map(({columns}) => columns),
      ...(strata && {strata})
    },
    {
      horizon: declared.horizon * daysPerYear,
      times: declared.years.map((year) => year * daysPerYear),
      replicates: declared.replicates,
      uniform: () => random.uniform()
    }
  );
}
