import {z} from "zod";
import type {ForestBlock} from "../../../src/model/report.js";
import {type Pooled, poolEstimates} from "../../../src/stats/poolEstimates.js";
import {wilsonInterval} from "../../../src/stats/wilsonInterval.js";
import {integer, text} from "../../study/scalars.js";
import type {PatientSet} from "../patientSets.js";
import type {ReportContext} from "../reportContext.js";
import {blockCohort, blockFrame, sourcesOf} from "./blockFrame.js";
import {blockBase, type BlockKind} from "./blockKind.js";
import {fixedNotes, fixedSources} from "./countedSources.js";
import {heterogeneityOf, heterogeneityTest} from "./hazards.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("prevalence"),
  alterations: z.array(text).min(1),
  /** Patients tested in a source, at least. */
  patients: integer.default(20)
});

type Row = ForestBlock["rows"][number];

/** How frequent alterations are in each source, and pooled: random effects on the logit scale (REML), with I². */
export const prevalence: BlockKind<z.output<typeof schema>> = {
  kind: "prevalence",
  schema,
  compute(context, declared) {
    const cohort = blockCohort(context, declared);
    const names = declared.alterations.filter((d) => context.catalogue.alterations.has(d));
    const made = names.map((name) => rowsOf(context, name, cohort.set, declared.patients));
    const rows = made.flatMap((d) => d.rows);
    if (rows.length === 0) return [];
    const only = made.length === 1 ? made[0].pooled : null;
    const block: ForestBlock = {
      ...blockFrame(context, declared, cohort, {
        subtitle: "Percentage of the patients tested, in each source and over all",
        caption:
          "Sources: Wilson’s 95 % interval. Pooled: random effects on the logit scale (REML); half a patient is added where a source has none with or without the alteration.",
        notes: fixedNotes(context, cohort.set, names),
        methods: [
          "Frequencies of the sources are pooled with random effects on the logit scale (restricted maximum likelihood), with I² (Higgins and Thompson, Stat Med 2002;21:1539); sources that chose their patients by the gene are left out."
        ],
        page: {page: "mutations", parameters: {group: "source_id"}}
      }),
      kind: "forest",
      measure: "Prevalence, %",
      scale: "linear",
      none: null,
      rows,
      heterogeneity: only === null ? null : heterogeneityOf(only),
      tests: [],
      fit: null
    };
    return [block];
  }
};

function rowsOf(
  context: ReportContext,
  name: string,
  cohort: PatientSet,
  least: number
): {readonly rows: Row[]; readonly pooled: Pooled | null} {
  const fixed = fixedSources(context, [name]);
  const sources = sourcesOf(context, cohort).flatMap((source) => {
    if (fixed.includes(source)) return [];
    const own = context.within(cohort, `source_id=${source}`);
    const [tested, mutated] = [context.within(own, `${name}=known`), context.within(own, `${name}=mutated`)];
    return tested.n < least ? [] : [{source, tested, mutated}];
  });
  const rows = sources.map(({source, tested, mutated}): Row => {
    const {estimate, lower, upper} = wilsonInterval(mutated.n, tested.n);
    return {
      label: source,
      heading: name,
      n: context.count(tested),
      events: context.count(mutated),
      effect: {estimate: 100 * estimate!, lower: 100 * lower!, upper: 100 * upper!}
    };
  });
  const pooled =
    sources.length < 2 ? null : poolLogits(sources.map(({tested, mutated}) => ({x: mutated.n, n: tested.n})));
  if (pooled === null) return {rows, pooled};
  const all = context.within(cohort, `source_id=${sources.map(({source}) => source).join("|")}`);
  const {estimate, lower, upper} = pooled.random;
  const row: Row = {
    label: `Random effects, I² ${(100 * pooled.iSquared).toFixed(0)} %`,
    heading: name,
    n: context.count(all, `${name}=known`),
    events: context.count(all, `${name}=mutated`),
    effect: {estimate: percent(estimate), lower: percent(lower), upper: percent(upper)},
    test: heterogeneityTest(pooled),
    pooled: true
  };
  return {rows: [...rows, row], pooled};
}

/** Logits log(x/(n − x)) with standard error √(1/x + 1/(n − x)), pooled; 0.5 is added to both cells of a study with an empty one. */
export function poolLogits(studies: readonly {readonly x: number; readonly n: number}[]): Pooled | null {
  const cells = studies.map(({x, n}) => (x === 0 || x === n ? [x + 0.5, n - x + 0.5] : [x, n - x]));
  return poolEstimates(
    cells.map(([a, b]) => Math.log(a / b)),
    cells.map(([a, b]) => Math.sqrt(1 / a + 1 / b))
  );
}

function percent(logit: number): number {
  return 100 / (1 + Math.exp(-logit));
}
