import {z} from "zod";
import type {ReportBlock} from "../../../src/model/report.js";
import {integer, number, text} from "../../study/scalars.js";
import {blockCohort} from "../blocks/blockFrame.js";
import {blockBase, type BlockKind} from "../blocks/blockKind.js";
import {adjustmentSchema} from "./adjustment.js";
import {transplantCourse} from "./transplantCourse.js";
import {transplantCounts} from "./transplantCounts.js";
import {transplantCurves} from "./transplantCurves.js";
import {transplantHazards} from "./transplantHazards.js";
import {transplantLandmark} from "./transplantLandmark.js";
import {transplantModified} from "./transplantModified.js";

export const transplantationSchema = z.strictObject({
  ...blockBase,
  kind: z.literal("transplantation"),
  show: z.enum(["counts", "hazards", "curves", "landmark", "modified"]),
  adjust: adjustmentSchema,
  /** Categorical variables whose levels have baseline hazards of their own, besides the source. */
  strata: z.array(text).default([]),
  /** Days after remission at which time begins in landmark analyses. */
  landmarks: z.array(integer).default([]),
  years: z.array(number).default([1, 3, 5]),
  /** Patients transplanted in first remission, at least: with fewer there are counts alone. */
  patients: integer.default(1),
  /** Variable that may modify the effect, and its levels. */
  by: text.optional(),
  levels: z.array(text).default([])
});

export type Transplantation = z.output<typeof transplantationSchema>;

const parts = {
  counts: transplantCounts,
  hazards: transplantHazards,
  curves: transplantCurves,
  landmark: transplantLandmark,
  modified: transplantModified
};

/**
 * Allogeneic transplantation in the first remission, time from remission. It changes with time: nobody counts as
 * transplanted before the day of the transplantation, and a transplantation after relapse is none of the first remission.
 */
export const transplantation: BlockKind<Transplantation> = {
  kind: "transplantation",
  schema: transplantationSchema,
  compute(context, declared): readonly ReportBlock[] {
    const cohort = blockCohort(context, declared);
    const course = transplantCourse(context, cohort.set);
    if (course === null) return [];
    const transplanted = course.transplant.filter((day) => day !== null).length;
    if (declared.show !== "counts" && transplanted < declared.patients) return [];
    return parts[declared.show](context, declared, cohort, course);
  }
};
