import {z} from "zod";
import {groupingOf} from "../../../src/cohort/catalogue.js";
import type {ForestBlock} from "../../../src/model/report.js";
import {compareNested} from "../../../src/stats/compareNested.js";
import {coxContrast} from "../../../src/stats/coxContrast.js";
import {coxFit} from "../../../src/stats/coxFit.js";
import type {Covariate} from "../../../src/stats/coxInput.js";
import {factorColumns, interactionColumns} from "../../../src/stats/designMatrix.js";
import {text} from "../../study/scalars.js";
import {blockCohort, blockFrame} from "../blocks/blockFrame.js";
import {blockBase, type BlockKind} from "../blocks/blockKind.js";
import {groupsSchema, reportGroups} from "../groups.js";
import {modelFit} from "./counts.js";
import {endpointLabel} from "./endpointWords.js";
import {chiSquared, contrastOf, noEstimate} from "./estimates.js";
import {followUp, levelCodes, sourceStrata} from "./followUp.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("modified-effect"),
  endpoint: text,
  /** Variable whose hazard ratios are given, and its levels, the reference first. */
  by: text,
  levels: z.array(text).min(2),
  /** What may modify them. */
  modifier: groupsSchema
});

/**
 * Hazard ratios of the levels of a variable in each group of another, from one Cox model with their interaction
 * (stratified by source where there are several), and the likelihood-ratio test of the interaction.
 */
export const modifiedEffect: BlockKind<z.output<typeof schema>> = {
  kind: "modified-effect",
  schema,
  compute(context, declared) {
    const {endpoint, by, levels} = declared;
    const cohort = blockCohort(context, declared);
    if (!context.catalogue.groupings.some(({key}) => key === by) || !context.catalogue.endpoints.has(endpoint))
      return [];
    const population = context.within(cohort.set, `${endpoint}:followed`);
    const modifier = reportGroups(context, declared.modifier, population);
    if (modifier === null || modifier.groups.length < 2) return [];
    const used = context.within(population, `${by}=${levels.join("|")}`, ...(modifier.known ?? []));
    const {row, time, status} = followUp(context, used, endpoint);
    if (!status.includes(1)) return [];
    const main = factorColumns(by, levelCodes(context, by, row, levels).codes, levels);
    const sets = modifier.groups.map(({clauses}) => context.within(used, ...clauses));
    const codes = Float64Array.from(row, (i) => sets.findIndex(({members}) => members[i] === 1));
    const other = factorColumns(
      "modifier",
      codes,
      modifier.groups.map(({code}) => code)
    );
    const strata = sourceStrata(context, row);
    const product = interactionColumns(main, other);
    const fitted = (x: readonly Covariate[]) => coxFit({time, status, x, ...(strata && {strata})});
    const full = fitted([...main, ...other, ...product]);
    const interaction = full.coefficients.every((d) => d.status === "estimated")
      ? compareNested(fitted([...main, ...other]), full)
      : null;
    const grouping = groupingOf(context.catalogue, by);
    const labelOf = (code: string) => grouping.levels.find((d) => d.code === code)?.label ?? code;
    const contrast = (level: string, group: string) => {
      const wanted = new Set([`${by}${level}`, `${by}${level}:modifier${group}`]);
      return contrastOf(
        coxContrast(
          full,
          full.coefficients.map(({name}) => Number(wanted.has(name)))
        )
      );
    };
    const block: ForestBlock = {
      ...blockFrame(
        context,
        declared,
        cohort,
        {
          subtitle: `${endpointLabel(context, endpoint)}: hazard ratio against ${labelOf(levels[0]).toLowerCase()}, by ${modifier.label.toLowerCase()}`,
          caption: "From one Cox model with the interaction; 95 % confidence limits. Not a comparison of treatments.",
          methods: [
            `Hazard ratios within groups come from a Cox model (ties after Efron) with the interaction${strata ? ", stratified by source" : ""}; the interaction is tested by the likelihood ratio.`
          ],
          page: null
        },
        context.count(used)
      ),
      kind: "forest",
      measure: "Hazard ratio",
      scale: "log",
      none: 1,
      rows: modifier.groups.flatMap(({label, code}, g) =>
        levels.map((level, i) => ({
          label: labelOf(level),
          heading: label,
          n: context.count(sets[g], `${by}=${level}`),
          events: context.count(sets[g], `${by}=${level}`, `${endpoint}:event`),
          effect: i === 0 ? noEstimate : contrast(level, code),
          ...(i === 0 && {reference: true})
        }))
      ),
      heterogeneity: null,
      tests: [chiSquared("Likelihood-ratio test of the interaction", interaction)].filter((d) => d !== null),
      fit: modelFit(context, {population, used, event: `${endpoint}:event`, parameters: full.coefficients.length})
    };
    return [block];
  }
};
