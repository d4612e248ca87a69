import {z} from "zod";
import {groupingOf} from "../../../src/cohort/catalogue.js";
import {inSentence} from "../../../src/components/trial/trialWords.js";
import type {CountsBlock, Estimate, ForestBlock, ReportBlock} from "../../../src/model/report.js";
import {coxConcordance} from "../../../src/stats/coxConcordance.js";
import {coxFit, type CoxFit} from "../../../src/stats/coxFit.js";
import {factorColumns} from "../../../src/stats/designMatrix.js";
import {text} from "../../study/scalars.js";
import {blockCohort, blockFrame} from "../blocks/blockFrame.js";
import {blockBase, type BlockKind} from "../blocks/blockKind.js";
import {definedSet} from "../blocks/definedSet.js";
import type {PatientSet} from "../patientSets.js";
import type {ReportContext} from "../reportContext.js";
import {definedCount} from "./counts.js";
import {endpointLabel} from "./endpointWords.js";
import {estimateOf, noEstimate, ratioOf} from "./estimates.js";
import {followUp, maskOf, sourceStrata} from "./followUp.js";
import {variantClasses, variantSchema} from "./variantClasses.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("class-variants"),
  /** Rule table. */
  system: text,
  /** Levels that are compared, the reference first. */
  levels: z.array(text).min(2),
  endpoint: text,
  /** Readings beside the one of the release, which comes first. */
  variants: z.array(variantSchema).min(1)
});

type Declared = z.output<typeof schema>;

interface Reading {
  readonly label: string;
  /** Class of each patient of the cohort extract. */
  readonly value: readonly (string | null)[];
}

/**
 * A risk classification read otherwise: who is in which group, in ids ending in `-ratio` the hazard ratios, and in
 * `-concordance` Harrell's C of the groups (infinitesimal jackknife), each by Cox models stratified by source.
 */
export const classVariants: BlockKind<Declared> = {
  kind: "class-variants",
  schema,
  compute(context, declared): readonly ReportBlock[] {
    const {system, levels, endpoint, variants} = declared;
    const cohort = blockCohort(context, declared);
    const {catalogue} = context;
    if (!catalogue.groupings.some(({key}) => key === system) || !catalogue.endpoints.has(endpoint)) return [];
    const made = variantClasses(context, system, variants);
    if (made === null || cohort.set.n === 0) return [];
    const grouping = groupingOf(catalogue, system);
    const readings: Reading[] = [{label: "As classified", value: made.base}, ...made.variants];
    const labelOf = (code: string) => grouping.levels.find((d) => d.code === code)?.label ?? code;
    const words = {
      methods: [
        `Under other readings the rule table of ${grouping.label} is applied anew to the same patients; whom it cannot place then is in no group.`,
        "Hazard ratios of the readings are those of Cox models stratified by source (ties after Efron); Harrell’s C compares patients within their source and has limits by the infinitesimal jackknife, without correction for optimism."
      ],
      page: null
    };
    const frame = (ending: string, title: string, subtitle: string, caption: string) =>
      blockFrame(context, {...declared, id: `${declared.id}${ending}`, title: `${declared.title}${title}`}, cohort, {
        ...words,
        subtitle,
        caption
      });
    const fits = readings.map((reading) => fitOf(context, cohort.set, reading, declared));
    const rest = {kind: "forest" as const, heterogeneity: null, tests: [], fit: null};
    const row = (r: number, effect: Estimate, heading?: string): ForestBlock["rows"][number] => ({
      label: readings[r].label,
      ...(heading !== undefined && {heading}),
      n: context.count(fits[r].set),
      events: context.count(fits[r].set, `${endpoint}:event`),
      effect
    });
    const name = endpointLabel(context, endpoint);
    const ratios: ForestBlock = {
      ...frame("-ratio", ": hazard ratios", `${name}, against ${inSentence(labelOf(levels[0]))}`, "95 % confidence limits. The readings are of the same patients and are not independent."), // prettier-ignore
      ...rest,
      measure: "Hazard ratio",
      scale: "log",
      none: 1,
      rows: levels.slice(1).flatMap(
        (level, j) =>
        fits.map(({fit}, r) => row(r, ratioOf(fit?.coefficients[j]), labelOf(level))) // prettier-ignore
      )
    };
    const concordances: ForestBlock = {
      ...frame("-concordance", ": Harrell’s C", name, "0.5 is a coin toss, 1 a perfect ranking."),
      ...rest,
      measure: "Concordance",
      scale: "linear",
      none: 0.5,
      rows: fits.map(({fit}, r) => row(r, concordanceOf(fit)))
    };
    return [composition(context, {declared, frame, readings, set: cohort.set, labelOf}), ratios, concordances];
  }
};

function composition(
  context: ReportContext,
  {
    declared: {levels},
    frame,
    readings,
    set,
    labelOf
  }: {
    readonly declared: Declared;
    readonly frame: (ending: string, title: string, subtitle: string, caption: string) => CountsFrame;
    readonly readings: readonly Reading[];
    readonly set: PatientSet;
    readonly labelOf: (code: string) => string;
  }
): CountsBlock {
  const [base] = readings;
  const count = (is: (i: number) => boolean) => definedCount(context, set, maskWhere(context, is));
  const whole = context.count(set);
  const isIn = ({value}: Reading, i: number) => value[i] !== null && levels.includes(value[i]);
  const another = (reading: Reading, i: number) => isIn(reading, i) && isIn(base, i) && reading.value[i] !== base.value[i]; // prettier-ignore
  return {
    ...frame("", "", "Patients by group under each reading", "Number and percentage of all patients. Not in a group: not resolved, left out by the reading, or of another class than those compared."), // prettier-ignore
    kind: "counts",
    draw: "table",
    columns: [
      ...levels.map((code) => ({label: labelOf(code), code, set: count((i) => base.value[i] === code)})),
      {label: "Not in a group", set: count((i) => !isIn(base, i))},
      {
        label: "In another group than as classified",
        set: count((i) => readings.some((reading) => another(reading, i)))
      }
    ],
    rows: readings.map((reading) => ({
      label: reading.label,
      cells: [
        ...levels.map((code) => ({count: count((i) => reading.value[i] === code), of: whole})),
        {count: count((i) => !isIn(reading, i)), of: whole},
        reading === base ? null : {count: count((i) => another(reading, i)), of: whole}
      ]
    }))
  };
}

type CountsFrame = ReturnType<typeof blockFrame>;

interface Fitted {
  readonly set: PatientSet;
  readonly fit: CoxFit | null;
}

/** The Cox model of the groups under a reading, stratified by source; null where nobody has an event. */
function fitOf(context: ReportContext, population: PatientSet, {value}: Reading, declared: Declared): Fitted {
  const {levels, endpoint} = declared;
  const placed = maskWhere(context, (i) => value[i] !== null && levels.includes(value[i]));
  const {set, row, time, status} = followUp(context, context.within(population, definedSet(context, placed)), endpoint);
  if (!status.includes(1)) return {set, fit: null};
  const codes = Float64Array.from(row, (i) => levels.indexOf(String(value[i])));
  const strata = sourceStrata(context, row);
  return {set, fit: coxFit({time, status, x: factorColumns("class", codes, levels), ...(strata && {strata})})};
}

function concordanceOf(fit: CoxFit | null): Estimate {
  if (fit === null) return noEstimate;
  const {concordance, stdErr} = coxConcordance(fit);
  if (concordance === null || stdErr === null) return noEstimate;
  const margin = 1.959963984540054 * stdErr;
  return estimateOf(concordance, concordance - margin, concordance + margin);
}

function maskWhere(context: ReportContext, is: (i: number) => boolean): Uint8Array {
  const all = Array.from({length: context.patients}, (_, i) => i);
  return maskOf(context, all.filter(is));
}
