import {z} from "zod";
import type {ForestBlock} from "../../../src/model/report.js";
import {adjustP} from "../../../src/stats/adjustP.js";
import {integer, text} from "../../study/scalars.js";
import type {ReportCohort, ReportContext} from "../reportContext.js";
import {blockCohort, blockFrame} from "./blockFrame.js";
import {blockBase, type BlockKind} from "./blockKind.js";
import {countedFor, fixedNotes} from "./countedSources.js";
import {hazardRatio} from "./survivalResult.js";
import {usualTimes} from "./usualTimes.js";
import {clockEndpoint, type SurvivalRun, survivalRun} from "./survivalRun.js";
import {endpointOf, withheldWords} from "./survivalWords.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("alteration-hazards"),
  endpoint: text,
  /** All that were found in enough patients, if not given. */
  alterations: z.array(text).optional(),
  /** Patients with the alteration among those followed, at least. */
  patients: integer.default(20)
});

interface Contrast {
  readonly name: string;
  readonly run: SurvivalRun;
  readonly cohort: ReportCohort;
}

/** Hazard ratios of patients with an alteration against those without, among the patients tested, one model for each, stratified by source. */
export const alterationHazards: BlockKind<z.output<typeof schema>> = {
  kind: "alteration-hazards",
  schema,
  compute(context, declared) {
    const cohort = blockCohort(context, declared);
    const endpoint = clockEndpoint(context, declared.endpoint);
    if (endpoint === null) return [];
    const names = [...context.catalogue.alterations.keys()].filter((d) => declared.alterations?.includes(d) ?? true);
    const made = names.flatMap((name): Contrast[] => {
      const counted = {...cohort, set: countedFor(context, cohort.set, [name])};
      if (context.within(counted.set, `${name}=mutated`, `${endpoint}:followed`).n < declared.patients) return [];
      const groups = {by: name, reference: "wild_type"};
      const run = survivalRun(context, counted, {
        name: declared.id,
        endpoint: declared.endpoint,
        groups,
        times: usualTimes,
        choices: {}
      });
      return run?.analysis.answer.comparison == null ? [] : [{name, run, cohort: counted}];
    });
    if (made.length === 0) return [];
    const coefficients = made.map(({run}) => run.analysis.answer.comparison!.hazards.coefficients[0]);
    const withheld = made.map(({run}) => withheldWords({events: run.analysis.answer.events, parameters: 1}));
    const p = coefficients.map((d, i) => (withheld[i] === undefined ? d.p : null));
    const q = adjustP(p, "BH");
    const [first] = made;
    const {start, label} = endpointOf(context, first.run.analysis, context.site.sources.map(({id}) => id)); // prettier-ignore
    const order = made
      .map((_, i) => i)
      .sort((a, b) => (coefficients[b].estimate ?? 0) - (coefficients[a].estimate ?? 0));
    const stratified = made.some(({run}) => run.analysis.answer.table.strata.length > 1);
    const block: ForestBlock = {
      ...blockFrame(context, declared, cohort, {
        subtitle: `${label}, from ${start}; mutated against wild type among the patients tested`,
        caption: `One Cox model for each alteration${stratified ? ", stratified by source" : ""}, not adjusted for the others. q after Benjamini and Hochberg over all rows.`,
        notes: fixedNotes(context, cohort.set, made.map(({name}) => name)), // prettier-ignore
        methods: [
          `Each alteration has a Cox model of its own (Efron’s ties${stratified ? ", stratified by source" : ""}); q-values after Benjamini and Hochberg within the family “${declared.title}”.`
        ],
        page: {page: "mutations"}
      }),
      kind: "forest",
      measure: "Hazard ratio",
      scale: "log",
      none: 1,
      rows: order.map((i) =>
        rowOf(context, made[i], hazardRatio(coefficients[i]), {
          method: "Wald test, Cox model",
          statistic: withheld[i] === undefined ? coefficients[i].z : null,
          letter: "z",
          df: 1,
          p: p[i],
          q: q[i],
          family: declared.title,
          ...(withheld[i] !== undefined && {withheld: withheld[i]})
        })
      ),
      heterogeneity: null,
      tests: [],
      fit: null
    };
    return [block];
  }
};

function rowOf(
  context: ReportContext,
  {name, run}: Contrast,
  effect: ForestBlock["rows"][number]["effect"],
  test: NonNullable<ForestBlock["rows"][number]["test"]>
): ForestBlock["rows"][number] {
  const {groups} = run.analysis.answer;
  const g = groups.findIndex(({code}) => code === "mutated");
  const set = run.sets[g];
  return {
    label: name,
    n: context.count(set),
    events: context.count(run.events[g].event),
    effect,
    test
  };
}
