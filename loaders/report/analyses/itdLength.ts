import {z} from "zod";
import {numberCell, optionalRows, textCell} from "../../extract/optionalRows.js";
import {sampleIndex} from "../../extract/longitudinal/sampleIndex.js";
import {text} from "../../study/scalars.js";
import {blockCohort} from "../blocks/blockFrame.js";
import {blockBase, type BlockKind} from "../blocks/blockKind.js";
import type {ReportContext} from "../reportContext.js";
import {adjustmentClauses, adjustmentSchema, knownTerms} from "./adjustment.js";
import {cohortPositions} from "./cohortPatients.js";
import {splineDose} from "./splineDose.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("itd-length"),
  endpoint: text,
  adjust: adjustmentSchema
});

/**
 * Hazard over the length of the FLT3-ITD in base pairs as a restricted cubic spline, of those with an ITD whose length
 * was delivered, against the median. Of several duplications in a patient the longest at diagnosis counts.
 */
export const itdLength: BlockKind<z.output<typeof schema>> = {
  kind: "itd-length",
  schema,
  compute(context, declared) {
    const cohort = blockCohort(context, declared);
    const {endpoint} = declared;
    const {catalogue} = context;
    if (!catalogue.alterations.has("FLT3-ITD") || !catalogue.endpoints.has(endpoint)) return [];
    const {values, several} = longestItd(context, cohort.set.members);
    const adjust = knownTerms(context, declared.adjust);
    const base = context.within(cohort.set, "FLT3-ITD=mutated", `${endpoint}:followed`, ...adjustmentClauses(adjust));
    const block = splineDose(context, declared, cohort, base, adjust, {
      values,
      name: "length of the duplication",
      axis: "FLT3-ITD length, base pairs",
      label: "Longest duplication",
      format: (value) => `${value.toFixed(0)} bp`,
      caption:
        "Patients with an FLT3-ITD whose length was delivered; band: 95 % limits. The length is in base pairs whatever the assay, but short reads can miss long duplications.",
      notes: several ? ["Of several duplications in a patient the longest counts."] : [],
      apart: ""
    });
    return block === null ? [] : [block];
  }
};

/** The longest duplication of FLT3 of each patient at diagnosis, in base pairs; whether a member of a set has several. */
function longestItd(
  context: ReportContext,
  members: Uint8Array
): {readonly values: Float64Array; readonly several: boolean} {
  const samples = sampleIndex(context.release);
  const positions = cohortPositions(context);
  const values = new Float64Array(context.patients).fill(NaN);
  const calls = new Uint8Array(context.patients);
  for (const row of optionalRows(context.release, "mutations")) {
    const length = numberCell(row, "itd_length");
    const sample = samples.get(textCell(row, "sample_id") ?? "");
    const at = positions.get(sample?.patient ?? "");
    if (row.gene_symbol !== "FLT3" || length === null || row.qc === "questionable") continue;
    if (sample?.timepoint !== "diagnosis" || at === undefined) continue;
    values[at] = Math.max(length, Number.isNaN(values[at]) ? 0 : values[at]);
    calls[at] = Math.min(2, calls[at] + 1);
  }
  return {values, several: calls.some((n, i) => n > 1 && members[i] === 1)};
}
