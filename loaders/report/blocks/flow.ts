import {z} from "zod";
import type {FlowBlock} from "../../../src/model/report.js";
import {text} from "../../study/scalars.js";
import type {PatientSet} from "../patientSets.js";
import {blockCohort, blockFrame} from "./blockFrame.js";
import {blockBase, type BlockKind} from "./blockKind.js";
import {definedSet} from "./definedSet.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("flow"),
  steps: z
    .array(
      z.strictObject({
        label: text,
        /** Clauses as in the key of a set, e.g. `OS:followed`; each step narrows the one before. */
        where: z.array(text).default([]),
        /** What those who leave here lack. */
        left: text.optional()
      })
    )
    .min(2),
  /** Where records are told of that were refused before. */
  refused: text.default("Records that were refused before are in the report on data quality.")
});

/** From the patients of a release to those analysed, step by step. */
export const flow: BlockKind<z.output<typeof schema>> = {
  kind: "flow",
  schema,
  compute(context, declared) {
    const cohort = blockCohort(context, declared);
    if (cohort.set.n === 0) return [];
    let set: PatientSet = cohort.set;
    const known = declared.steps.filter(({where}) => context.decides(where));
    const steps = known.map(({label, where, left}): FlowBlock["steps"][number] => {
      const before = set;
      set = context.within(before, ...where);
      const gone = before.members.map((d, i) => d & (1 - set.members[i]));
      const leaving = before.n === set.n ? [] : [{label: left ?? "not in it", count: context.count(before, definedSet(context, gone))}]; // prettier-ignore
      return {label, count: context.count(set), left: leaving};
    });
    const block: FlowBlock = {
      ...blockFrame(context, declared, cohort, {
        subtitle: "Patients of the release, each person counted once",
        caption: declared.refused,
        page: {page: "cohort"}
      }),
      kind: "flow",
      steps
    };
    return [block];
  }
};
