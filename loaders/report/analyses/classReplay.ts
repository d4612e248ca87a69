import {z} from "zod";
import {daysPerYear} from "../../../src/charts/format.js";
import {groupingOf} from "../../../src/cohort/catalogue.js";
import type {ForestBlock} from "../../../src/model/report.js";
import type {Covariate} from "../../../src/stats/coxInput.js";
import {factorColumns} from "../../../src/stats/designMatrix.js";
import {observedLessPredicted, transport} from "../../../src/stats/transport.js";
import {integer, number, text} from "../../study/scalars.js";
import {blockCohort, blockFrame} from "../blocks/blockFrame.js";
import {blockBase, type BlockKind} from "../blocks/blockKind.js";
import type {PatientSet} from "../patientSets.js";
import type {ReportContext} from "../reportContext.js";
import {endpointLabel} from "./endpointWords.js";
import {inPoints} from "./estimates.js";
import {type FollowUp, followUp, levelCodes, sourceStrata} from "./followUp.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("class-replay"),
  /** Column of the classification, and the class that is looked at. */
  system: text,
  class: text,
  endpoint: text,
  /** Years at which survival is predicted. */
  years: z.array(number).min(1),
  /** Numeric variables that the predictions use besides the class; who lacks one is left out. */
  covariates: z.array(text).default([]),
  /** Fewest events of a class among the sources that a model is fitted to; patients of other classes are left out. */
  events: integer,
  /** Fewest patients of the class in the source left out. */
  patients: integer
});

type Declared = z.output<typeof schema>;

/** A source left out in turn: its patients with their classes, and what the model of the others predicts for each. */
interface Replay {
  readonly source: string;
  readonly follow: FollowUp;
  readonly predicted: readonly Float64Array[];
}

const known = new WeakMap<ReportContext, Map<string, readonly Replay[]>>();

/**
 * A model of all classes and further variables fitted to all sources but one and replayed in that one, for each source in
 * turn: of the patients of one class, observed survival less the mean prediction.
 */
export const classReplay: BlockKind<Declared> = {
  kind: "class-replay",
  schema,
  compute(context, declared) {
    const {system, endpoint, years} = declared;
    const cohort = blockCohort(context, declared);
    const {catalogue} = context;
    if (!catalogue.groupings.some(({key}) => key === system) || !catalogue.endpoints.has(endpoint)) return [];
    const grouping = groupingOf(catalogue, system);
    const label = grouping.levels.find(({code}) => code === declared.class)?.label ?? declared.class;
    const all = context.within(
      cohort.set,
      `${system}=known`,
      ...declared.covariates.map((column) => `${column}=known`)
    );
    const own = context.within(all, `${system}=${declared.class}`, `${endpoint}:followed`);
    const rows = replaysOf(context, all, declared).flatMap(({source, follow, predicted}) => {
      const set = context.within(own, `source_id=${source}`);
      const places = [...follow.row.keys()].filter((k) => set.members[follow.row[k]] === 1);
      if (places.length < declared.patients) return [];
      const take = (values: ArrayLike<number>) => Float64Array.from(places, (k) => values[k]);
      const data = {time: take(follow.time), status: take(follow.status).map((d) => Number(d === 1))};
      const differences = observedLessPredicted(
        data,
        predicted.map(take),
        years.map((year) => year * daysPerYear)
      );
      return differences.map((difference, h) => ({source, set, year: years[h], difference}));
    });
    if (rows.length === 0) return [];
    const words = declared.covariates.map((d) => (catalogue.numbers.get(d)?.label ?? d).toLowerCase());
    const block: ForestBlock = {
      ...blockFrame(
        context,
        declared,
        cohort,
        {
          subtitle: `${label}, ${endpointLabel(context, endpoint)}: observed less predicted in the source left out`,
          caption: `Kaplan–Meier estimate of the patients of the class in the source left out less the mean of what a model of the other sources predicts for them; above 0: they live longer than predicted. Limits are those of the estimate (log–log); the prediction counts as fixed. Shown are sources by their number of patients of the class, ${declared.patients} or more; used are classes by their number of events among the other sources, ${declared.events} or more.`,
          notes: [
            "Sources differ in when time begins, in era, eligibility and care. A difference between prediction and observation is not one of the classification alone."
          ],
          methods: [
            `A Cox model of ${["class", ...words].join(" and ")} is fitted to all sources but one; its coefficients and baseline survival predict the patients of the source left out, of whom nothing was used. Where several sources are left, one baseline is fitted to them together.`
          ],
          page: null
        },
        context.count(own)
      ),
      kind: "forest",
      measure: "Difference in survival, percentage points",
      scale: "linear",
      none: 0,
      rows: years.flatMap((year) =>
        rows
          .filter((d) => d.year === year)
          .map(({source, set, difference}) => ({
            label: `in ${source}`,
            heading: `${year} ${year === 1 ? "year" : "years"}`,
            n: context.count(set),
            events: context.count(set, `${endpoint}:event`),
            effect: inPoints(difference)
          }))
      ),
      heterogeneity: null,
      tests: [],
      fit: null
    };
    return [block];
  }
};

/** The predictions, which the reports on all classes share. */
function replaysOf(context: ReportContext, all: PatientSet, declared: Declared): readonly Replay[] {
  const own = known.get(context) ?? new Map<string, readonly Replay[]>();
  known.set(context, own);
  const {system, endpoint, years, covariates, events} = declared;
  const key = JSON.stringify([all.key, system, endpoint, years, covariates, events]);
  const found = own.get(key) ?? predictedReplays(context, all, declared);
  own.set(key, found);
  return found;
}

function predictedReplays(context: ReportContext, all: PatientSet, declared: Declared): Replay[] {
  const {system, endpoint, years, covariates, events} = declared;
  const every = followUp(context, all, endpoint);
  const strata = sourceStrata(context, every.row);
  if (strata === undefined) return [];
  const sources = groupingOf(context.catalogue, "source_id").levels.map(({code}) => code);
  return [...new Set(strata)]
    .sort((a, b) => a - b)
    .flatMap((code): Replay[] => {
      const outside = (k: number) => strata[k] !== code;
      const {codes, levels} = levelCodes(context, system, every.row);
      const counted = levels.map((_, level) =>
        every.status.reduce((sum, d, k) => sum + Number(d === 1 && codes[k] === level && outside(k)), 0)
      );
      const used = levels.filter((_, level) => counted[level] >= events);
      if (used.length < 2) return [];
      const places = [...every.row.keys()].filter((k) => used.includes(levels[codes[k]]));
      const row = Int32Array.from(places, (k) => every.row[k]);
      const take = (values: ArrayLike<number>) => Float64Array.from(places, (k) => values[k]);
      const [time, status] = [take(every.time), take(every.status)];
      const x: Covariate[] = [
        ...factorColumns(system, levelCodes(context, system, row, used).codes, used),
        ...covariates.map((name) => {
          const values = context.rows.number(name);
          return {name, values: Float64Array.from(row, (i) => values[i])};
        })
      ];
      const inside = Uint8Array.from(places, (k) => Number(!outside(k)));
      const result = transport(
        {time, status, x, inside},
        years.map((year) => year * daysPerYear)
      );
      if (result === null) return [];
      const left = places.filter((_, i) => inside[i] === 1);
      const follow = {
        set: every.set,
        row: Int32Array.from(left, (k) => every.row[k]),
        time: Float64Array.from(left, (k) => every.time[k]),
        status: Uint8Array.from(left, (k) => every.status[k])
      };
      return [{source: sources[code], follow, predicted: result.predicted}];
    });
}
