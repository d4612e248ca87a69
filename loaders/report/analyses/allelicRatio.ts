import {z} from "zod";
import {labelOf, vocabularies} from "../../../src/model/vocabulary.js";
import {columnOf} from "../../release/columnOf.js";
import {text} from "../../study/scalars.js";
import {blockCohort} from "../blocks/blockFrame.js";
import {blockBase, type BlockKind} from "../blocks/blockKind.js";
import {adjustmentClauses, adjustmentSchema, knownTerms} from "./adjustment.js";
import {cohortPatientRows} from "./cohortPatients.js";
import {splineDose} from "./splineDose.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("allelic-ratio"),
  endpoint: text,
  adjust: adjustmentSchema
});

/**
 * Hazard over the FLT3-ITD allelic ratio as a restricted cubic spline, of those with an ITD, against the median: one
 * block for each method by which it was measured, ids ending in the method; ratios by different methods are never pooled.
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
    const ratio = columnOf(patients, "flt3_itd_allelic_ratio");
    const method = columnOf(patients, "flt3_itd_ar_method");
    const rows = cohortPatientRows(context);
    const adjust = knownTerms(context, declared.adjust);
    const base = context.within(cohort.set, "FLT3-ITD=mutated", `${endpoint}:followed`, ...adjustmentClauses(adjust));
    return vocabularies.itdRatioMethod.flatMap(({code}) => {
      const label = labelOf("itdRatioMethod", code);
      const id = `${declared.id}-${code.toLowerCase().replaceAll(/[^a-z0-9]+/gu, "-")}`;
      const block = splineDose(context, {...declared, id, title: `${declared.title}: ${label}`}, cohort, base, adjust, {
        values: Float64Array.from(rows, (i) => {
          const cell = ratio[i];
          return method[i] === code && typeof cell === "number" ? cell : NaN;
        }),
        name: "allelic ratio",
        axis: "FLT3-ITD allelic ratio",
        label,
        format: (value) => value.toFixed(2),
        caption: "Patients with an FLT3-ITD whose ratio was measured by this method; band: 95 % limits.",
        apart: "each method by itself"
      });
      return block === null ? [] : [block];
    });
  }
};
