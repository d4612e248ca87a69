import {z} from "zod";
import type {ForestBlock} from "../../../src/model/report.js";
import {compareNested} from "../../../src/stats/compareNested.js";
import {coxContrast} from "../../../src/stats/coxContrast.js";
import {type CoxFit, coxFit} from "../../../src/stats/coxFit.js";
import type {Covariate} from "../../../src/stats/coxInput.js";
import {interactionColumns} from "../../../src/stats/designMatrix.js";
import {relativeExcessRisk} from "../../../src/stats/relativeExcessRisk.js";
import {exposureRows} from "../../../src/stats/timeDependentExposure.js";
import {text, truth} from "../../study/scalars.js";
import {blockCohort, blockFrame} from "../blocks/blockFrame.js";
import {blockBase, type BlockKind} from "../blocks/blockKind.js";
import type {PatientSet} from "../patientSets.js";
import type {ReportContext} from "../reportContext.js";
import {adjustmentClauses, adjustmentColumns, adjustmentSchema, adjustmentWords, knownTerms} from "./adjustment.js";
import {modelFit} from "./counts.js";
import {endpointLabel} from "./endpointWords.js";
import {chiSquared, contrastOf, estimateOf, noEstimate, ratioOf, waldOf} from "./estimates.js";
import {followUp, sourceStrata} from "./followUp.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("genotype"),
  endpoint: text,
  /** Three alterations; every combination is a cell. */
  alterations: z.tuple([text, text, text]),
  /** The alterations of the reference cell. */
  reference: z.array(text).default([]),
  adjust: adjustmentSchema,
  /** With the products of two, or with that of all three alone. */
  twoWay: truth.default(true),
  /** Which of the blocks are made. */
  parts: z.array(z.enum(["contrasts", "terms", "additive"])).default(["contrasts", "terms", "additive"]),
  /** Allogeneic transplantation as a covariate that changes with time. */
  transplant: truth.default(false)
});

type Declared = z.output<typeof schema>;

/** Every combination of three alterations, by bits. */
const cells = [0, 1, 2, 3, 4, 5, 6, 7];

/**
 * Three alterations with all their interactions in one Cox model: hazard ratio of each combination against the
 * reference; the coefficients themselves in a block whose id ends in `-terms`, with the likelihood-ratio test of the
 * three-way interaction; interaction on the additive scale (RERI) of each pair in one ending in `-additive`.
 */
export const genotype: BlockKind<Declared> = {
  kind: "genotype",
  schema,
  compute(context, declared) {
    const {alterations, endpoint} = declared;
    const cohort = blockCohort(context, declared);
    const {catalogue} = context;
    if (!alterations.every((name) => catalogue.alterations.has(name)) || !catalogue.endpoints.has(endpoint)) return [];
    const adjust = knownTerms(context, declared.adjust);
    const population = context.within(cohort.set, `${endpoint}:followed`);
    const typed = context.within(population, ...alterations.map((name) => `${name}=known`));
    const used = context.within(typed, ...adjustmentClauses(adjust));
    const model = fitted(context, used, declared, adjust);
    if (model === null) return [];
    const {full, threeWay, stratified} = model;
    const words = [
      ...(adjust.length > 0 ? [`adjusted for ${adjustmentWords(context, adjust)}`] : []),
      ...(declared.transplant ? ["allogeneic transplantation as a covariate that changes with time"] : []),
      ...(stratified ? ["stratified by source"] : [])
    ].join("; ");
    const methods = [
      `The three alterations and ${declared.twoWay ? "all their interactions" : "the product of all three"} are in one Cox model (ties after Efron)${words === "" ? "" : `, ${words}`}; the three-way interaction is tested by the likelihood ratio; patients without a value of every variable are left out.`
    ];
    const frame = (id: string, title: string, caption: string) =>
      blockFrame(
        context,
        {...declared, id, title},
        cohort,
        {
          subtitle: `${endpointLabel(context, endpoint)}${words === "" ? "" : `; ${words}`}`,
          caption,
          methods,
          page: null
        },
        context.count(used)
      );
    const fit = modelFit(context, {population, used, event: `${endpoint}:event`, parameters: full.coefficients.length});
    const base = {kind: "forest" as const, heterogeneity: null, fit};
    const reference = cells.find((cell) => alterations.every((name, bit) => has(cell, bit) === declared.reference.includes(name)))!; // prettier-ignore
    const cellSet = (cell: number) =>
      context.within(used, ...alterations.map((name, bit) => `${name}=${has(cell, bit) ? "mutated" : "wild_type"}`));
    const from = (cell: number, other: number) => difference(full, alterations, cell, other);
    const contrasts: ForestBlock = {
      ...base,
      ...frame(declared.id, declared.title, `Against ${cellLabel(alterations, reference).toLowerCase()}; 95 % limits.`),
      measure: "Hazard ratio",
      scale: "log",
      none: 1,
      rows: cells.map((cell) => {
        const contrast = cell === reference ? null : coxContrast(full, from(cell, reference));
        return {
          label: cellLabel(alterations, cell),
          n: context.count(cellSet(cell)),
          events: context.count(cellSet(cell), `${endpoint}:event`),
          effect: contrastOf(contrast),
          ...(cell === reference ? {reference: true} : {test: waldOf(contrast && contrast.estimate / contrast.stdErr, contrast?.p)}) // prettier-ignore
        };
      }),
      tests: [threeWay].filter((d) => d !== null)
    };
    const terms: ForestBlock = {
      ...base,
      ...frame(
        `${declared.id}-terms`,
        `${declared.title}: coefficients`,
        "Ratios of hazard ratios for the products: 1 means that the effects multiply."
      ),
      measure: "Hazard ratio",
      scale: "log",
      none: 1,
      rows: full.coefficients
        .filter(({name}) => name.split(":").every((part) => alterations.includes(part)))
        .map((d) => ({
          label: d.name.split(":").join(" × "),
          n: null,
          events: null,
          effect: ratioOf(d),
          test: waldOf(d.z, d.p)
        })),
      tests: [threeWay].filter((d) => d !== null)
    };
    const additive: ForestBlock = {
      ...base,
      ...frame(
        `${declared.id}-additive`,
        `${declared.title}: additive scale`,
        "Relative excess risk due to interaction: above 0, the two together exceed the sum of each alone. Limits by the delta method."
      ),
      measure: "Relative excess risk due to interaction",
      scale: "linear",
      none: 0,
      rows: pairs(alterations).map(({label, heading, both, first, second, none}) => {
        const reri = relativeExcessRisk(full, {
          both: from(both, none),
          first: from(first, none),
          second: from(second, none)
        });
        return {
          label,
          heading,
          n: context.count(cellSet(both)),
          events: context.count(cellSet(both), `${endpoint}:event`),
          effect: reri === null ? noEstimate : estimateOf(reri.estimate, reri.lower, reri.upper)
        };
      }),
      tests: []
    };
    const made = {contrasts, terms, additive};
    return declared.parts.map((part) => made[part]);
  }
};

function has(cell: number, bit: number): boolean {
  return ((cell >> bit) & 1) === 1;
}

function cellLabel(alterations: readonly string[], cell: number): string {
  const mutated = alterations.filter((_, bit) => has(cell, bit));
  if (mutated.length === 0) return "None of the three";
  return mutated.length === 1 ? `${mutated[0]} alone` : mutated.join(" + ");
}

/** Each pair, with and without the third. */
function pairs(alterations: readonly string[]) {
  return [0, 1, 2].flatMap((third) => {
    const [a, b] = [0, 1, 2].filter((bit) => bit !== third);
    return [0, 1 << third].map((rest) => ({
      label: `${alterations[third]} ${rest === 0 ? "wild type" : "mutated"}`,
      heading: `${alterations[a]} and ${alterations[b]}`,
      both: rest | (1 << a) | (1 << b),
      first: rest | (1 << a),
      second: rest | (1 << b),
      none: rest
    }));
  });
}

/** Contrast of two cells: products of the indicators of one less those of the other. */
function difference(fit: CoxFit, alterations: readonly string[], cell: number, other: number): number[] {
  const value = (name: string, at: number) =>
    Number(name.split(":").every((part) => alterations.includes(part) && has(at, alterations.indexOf(part))));
  return fit.coefficients.map(({name}) => value(name, cell) - value(name, other));
}

/** The full model, and the test of its three-way term; null without events. */
function fitted(
  context: ReportContext,
  used: PatientSet,
  {alterations, endpoint, transplant, twoWay}: Declared,
  adjust: Parameters<typeof adjustmentColumns>[1]
) {
  const follow = followUp(context, used, endpoint);
  if (!follow.status.includes(1)) return null;
  const days = transplant && context.catalogue.days.has("hct_day") ? context.rows.number("hct_day") : null;
  const split = exposureRows({
    time: follow.time,
    status: follow.status,
    exposure: Array.from(follow.row, (i) => (days === null || Number.isNaN(days[i]) ? null : Math.max(0, days[i])))
  });
  const row = Int32Array.from(split.patient, (k) => follow.row[k]);
  const [n, i, d] = alterations.map((name): Covariate[] => {
    const {codes} = context.rows.category(name);
    return [{name, values: Float64Array.from(row, (r) => (codes[r] < 0 ? NaN : Number(codes[r] === 0)))}];
  });
  const ni = interactionColumns(n, i);
  const products = [...ni, ...interactionColumns(n, d), ...interactionColumns(i, d)];
  const reduced = [...n, ...i, ...d, ...(twoWay ? products : [])];
  const rest = [
    ...adjustmentColumns(context, adjust, row),
    ...(days === null ? [] : [{name: "transplanted", values: split.group}])
  ];
  const strata = sourceStrata(context, row);
  const fit = (x: readonly Covariate[]) =>
    coxFit({start: split.entry, time: split.time, status: split.status, x, ...(strata && {strata})});
  const full = fit([...reduced, ...interactionColumns(ni, d), ...rest]);
  const less = fit([...reduced, ...rest]);
  const tested = full.converged && less.converged ? compareNested(less, full) : null;
  return {
    full,
    threeWay: chiSquared("Likelihood-ratio test of the three-way interaction", tested),
    stratified: strata !== undefined
  };
}
