import {z} from "zod";
import {endpointName} from "../../../src/components/survival/endpointWords.js";
import type {Estimate, ForestBlock} from "../../../src/model/report.js";
import {kaplanMeier} from "../../../src/stats/kaplanMeier.js";
import {survivalLimits, type SurvivalCurve} from "../../../src/stats/survivalCurve.js";
import {normalQuantile} from "../../../src/stats/distributions.js";
import {survivalAt} from "../../../src/stats/survivalAt.js";
import {integer, number, text} from "../../study/scalars.js";
import {groupsSchema, reportGroups} from "../groups.js";
import type {PatientSet} from "../patientSets.js";
import type {ReportContext} from "../reportContext.js";
import {blockCohort, blockFrame, sourcesOf} from "./blockFrame.js";
import {blockBase, type BlockKind} from "./blockKind.js";
import {inSentence} from "../../../src/components/trial/trialWords.js";
import {definedSet} from "./definedSet.js";
import {daysOfYears} from "./survivalResult.js";
import {usualYears} from "./usualTimes.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("standardised"),
  endpoint: text,
  /** What the sources are made alike in. */
  strata: z.array(groupsSchema).min(1),
  years: z.array(number).default([...usualYears]),
  /** Patients of every source in a stratum that is used, at least. */
  patients: integer.default(10)
});

type Standardised = z.output<typeof schema>;

/** A combination of the strata with its share of the standard population. */
interface Cell {
  readonly clauses: readonly string[];
  readonly weight: number;
}

/**
 * Survival of each source as it is, and directly standardised: the mean of the source's Kaplan–Meier estimates by stratum,
 * weighted by the strata of all patients together, over the strata in which every source has patients (Breslow and Day, IARC
 * 1987, chapter 2). Variance is that of a weighted sum of independent estimates; limits on the log–log scale.
 */
export const standardised: BlockKind<Standardised> = {
  kind: "standardised",
  schema,
  compute(context, declared) {
    const {catalogue, site} = context;
    const endpoint = catalogue.endpoints.get(declared.endpoint);
    const cohort = blockCohort(context, declared);
    const sources = sourcesOf(context, cohort.set);
    if (endpoint === undefined || sources.length < 2) return [];
    const followed = context.within(cohort.set, `${declared.endpoint}:followed`);
    const groups = declared.strata.map((d) => reportGroups(context, d, cohort.set));
    if (groups.includes(null)) return [];
    const cells = cellsOf(context, followed, sources, groups.map((d) => d!.groups.map(({clauses}) => clauses)), declared.patients); // prettier-ignore
    if (cells.length === 0) return [];
    const outside = followed.members.slice();
    for (const {clauses} of cells)
      context.within(followed, ...clauses).members.forEach((d, i) => (outside[i] &= 1 - d));
    const names = groups.map((d) => inSentence(d!.label)).join(", ");
    const times = daysOfYears(declared.years);
    const rows = declared.years.flatMap((year, t) =>
      [false, true].flatMap((adjusted) =>
        sources.map((source): Row => {
          const own = context.within(followed, `source_id=${source}`);
          const sets = cells.map(({clauses, weight}) => ({set: context.within(own, ...clauses), weight}));
          const at = adjusted ? weightedAt(context, declared.endpoint, sets, times[t]) : plainAt(context, declared.endpoint, own, times[t]); // prettier-ignore
          return {
            label: source,
            heading: `${year} ${year === 1 ? "year" : "years"}, ${adjusted ? "standardised" : "unadjusted"}`,
            n: context.count(own),
            events: context.count(own, `${declared.endpoint}:event`),
            effect: at
          };
        })
      )
    );
    const block: ForestBlock = {
      ...blockFrame(context, declared, cohort, {
        subtitle: `${endpointName(endpoint, site)} of each source, as it is and standardised by ${names}`,
        caption: `Directly standardised to the patients of all sources together in the strata in which every source has at least ${declared.patients} patients. A source has no standardised estimate beyond the follow-up of one of its strata.`,
        notes: [
          "These differences are not comparisons of treatments: sources differ in whom they include, when time begins, in era and in care."
        ],
        methods: [
          `Survival of the sources is standardised directly by ${names}: Kaplan–Meier estimates of the strata are averaged with the weights of all patients together; limits are on the log–log scale from the weighted Greenwood variances.`
        ],
        page: {page: "survival", parameters: {endpoint: declared.endpoint, group: "source_id"}}
      }),
      leftOut: outside.includes(1)
        ? [
            {
              label: "in no stratum that is used; not in the standardised estimates",
              count: context.count(followed, definedSet(context, outside))
            }
          ]
        : [],
      kind: "forest",
      measure: `${endpointName(endpoint, site)}, %`,
      scale: "linear",
      none: null,
      rows,
      heterogeneity: null,
      tests: [],
      fit: null
    };
    return [block];
  }
};

type Row = ForestBlock["rows"][number];

/** The combinations in which every source has enough patients. */
function cellsOf(
  context: ReportContext,
  followed: PatientSet,
  sources: readonly string[],
  strata: readonly (readonly (readonly string[])[])[],
  least: number
): Cell[] {
  const combined = strata.reduce<readonly (readonly string[])[]>(
    (cells, groups) => cells.flatMap((cell) => groups.map((clauses) => [...cell, ...clauses])),
    [[]]
  );
  const kept = combined.filter((clauses) =>
    sources.every((source) => context.within(followed, ...clauses, `source_id=${source}`).n >= least)
  );
  const sizes = kept.map((clauses) => context.within(followed, ...clauses).n);
  const total = sizes.reduce((sum, d) => sum + d, 0);
  return kept.map((clauses, i) => ({clauses, weight: sizes[i] / total}));
}

const none: Estimate = {estimate: null, lower: null, upper: null};

function plainAt(context: ReportContext, endpoint: string, set: PatientSet, day: number): Estimate {
  const curve = curveOf(context, endpoint, set);
  if (!reaches(curve, day)) return none;
  const [{survival, lower, upper}] = survivalAt(curve, [day]);
  return {estimate: 100 * survival, lower: percent(lower), upper: percent(upper)};
}

function weightedAt(
  context: ReportContext,
  endpoint: string,
  cells: readonly {readonly set: PatientSet; readonly weight: number}[],
  day: number
): Estimate {
  let [mean, variance] = [0, 0];
  for (const {set, weight} of cells) {
    const curve = curveOf(context, endpoint, set);
    if (!reaches(curve, day)) return none;
    const [{survival, stdErr}] = survivalAt(curve, [day]);
    mean += weight * survival;
    // Nobody left alive: survival of the stratum is 0, and nothing says how sure that is.
    variance += (weight * (stdErr ?? 0)) ** 2;
  }
  if (!(mean > 0)) return none;
  const {lower, upper} = survivalLimits(mean, Math.sqrt(variance) / mean, normalQuantile(0.975), "log-log");
  return {estimate: 100 * mean, lower: percent(lower), upper: percent(upper)};
}

function curveOf(context: ReportContext, endpoint: string, set: PatientSet): SurvivalCurve {
  const {days, status} = context.rowsOf(set).endpoint(endpoint);
  return kaplanMeier({time: days, status: status.map((d) => Number(d === 1))}, {confType: "log-log"});
}

/** True if a curve is known at a time: within follow-up, or after everybody has had the event. */
function reaches({time, survival}: SurvivalCurve, day: number): boolean {
  return (time.at(-1) ?? 0) >= day || survival.at(-1) === 0;
}

function percent(value: number | null): number | null {
  return value === null || Number.isNaN(value) ? null : 100 * value;
}
