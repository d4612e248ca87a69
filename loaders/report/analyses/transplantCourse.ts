import type {Covariate} from "../../../src/stats/coxInput.js";
import {exposureRows, type ExposureRows} from "../../../src/stats/timeDependentExposure.js";
import type {PatientSet} from "../patientSets.js";
import type {ReportContext} from "../reportContext.js";
import {type Adjustment, adjustmentColumns} from "./adjustment.js";
import {transplants} from "./firstRemission.js";
import {followUp, levelCodes} from "./followUp.js";

/** What may end the time after remission. */
export type CourseEvent = "death" | "relapse" | "nrm";

/** Patients in the first remission, one element each; days from remission. */
export interface TransplantCourse {
  readonly set: PatientSet;
  readonly row: Int32Array;
  /** To relapse or death, or the last contact; status 0 censored, 1 relapse, 2 death without relapse. */
  readonly time: Float64Array;
  readonly status: Uint8Array;
  /** To death from any cause or the last contact. */
  readonly survival: {readonly time: Float64Array; readonly status: Uint8Array};
  /** Day of the transplantation in this remission; null if none. */
  readonly transplant: readonly (number | null)[];
}

/** The patients of a set who came into remission and were followed; null where the release tells no remissions. */
export function transplantCourse(context: ReportContext, population: PatientSet): TransplantCourse | null {
  const {catalogue, rows} = context;
  if (!catalogue.endpoints.has("RFS") || !catalogue.endpoints.has("OS") || !catalogue.days.has("cr_day")) return null;
  const all = followUp(context, context.within(population, "OS:followed"), "CIR");
  if (all.row.length === 0) return null;
  const remission = rows.number("cr_day");
  const overall = rows.endpoint("OS");
  const {inFirstRemission} = transplants(context);
  return {
    ...all,
    survival: {
      time: Float64Array.from(all.row, (i) => Math.max(0, overall.days[i] - remission[i])),
      status: Uint8Array.from(all.row, (i) => overall.status[i])
    },
    transplant: Array.from(all.row, (i) => {
      const day = inFirstRemission[i] - remission[i];
      return Number.isNaN(day) ? null : day;
    })
  };
}

/** Time and event for one of the events: the others are censored at their time. */
export function courseTimes(
  course: TransplantCourse,
  event: CourseEvent
): {readonly time: Float64Array; readonly status: Uint8Array} {
  if (event === "death") return course.survival;
  const cause = event === "relapse" ? 1 : 2;
  return {time: course.time, status: course.status.map((d) => Number(d === cause))};
}

/** Rows split at the transplantation, with the columns of an adjustment and strata of source and other variables. */
export function splitCourse(
  context: ReportContext,
  course: TransplantCourse,
  event: CourseEvent,
  {adjust, strata}: {readonly adjust: Adjustment; readonly strata: readonly string[]}
): ExposureRows & {readonly row: Int32Array; readonly x: readonly Covariate[]; readonly strata: Float64Array} {
  const split = exposureRows({...courseTimes(course, event), exposure: course.transplant});
  const row = Int32Array.from(split.patient, (k) => course.row[k]);
  return {
    ...split,
    row,
    x: adjustmentColumns(context, adjust, row),
    strata: combinedStrata(context, ["source_id", ...strata], row)
  };
}

/** One code for each combination of levels that occurs; NaN where one is not known. */
export function combinedStrata(
  context: ReportContext,
  columns: readonly string[],
  row: ArrayLike<number>
): Float64Array {
  const parts = columns.map((column) => levelCodes(context, column, row).codes);
  const names = Array.from(row, (_, k) =>
    parts.some((codes) => Number.isNaN(codes[k])) ? null : parts.map((codes) => codes[k]).join("/")
  );
  const place = new Map([...new Set(names.filter((d) => d !== null))].sort().map((name, i) => [name, i]));
  return Float64Array.from(names, (name) => (name === null ? NaN : place.get(name)!));
}
